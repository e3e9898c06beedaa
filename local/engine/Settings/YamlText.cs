using CustomerLake.Local.Engine.Settings.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>YAML to configuration values, and back.</summary>
internal static class YamlText
{
    public static YamlMappingNode? ReadMapping(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode as YamlMappingNode;
    }

    public static ConfigNode ToConfig(YamlNode node)
    {
        switch (node)
        {
            case YamlSequenceNode list:
                return new ConfigNode.Sequence([.. list.Select(ToConfig)]);
            case YamlMappingNode map:
                var members = map.Select(member => KeyValuePair.Create(Text(member.Key), ToConfig(member.Value)))
                    .ToList();
                return members is [{ Key: "secure", Value: ConfigNode.Scalar { Plain: false } cipher }]
                    ? new ConfigNode.Secure(cipher.Text)
                    : new ConfigNode.Mapping(members);
            default:
                var scalar = (YamlScalarNode)node;
                var text = scalar.Value ?? "";
                return scalar.Style == ScalarStyle.Plain && !YamlScalars.IsText(text)
                    ? ConfigNode.Scalar.Read(text)
                    : new ConfigNode.Scalar(text, Plain: false);
        }
    }

    public static string Text(YamlNode? node) => (node as YamlScalarNode)?.Value ?? "";

    /// <summary>New members of a mapping stand in the order of their names.</summary>
    public static YamlTree ToTree(ConfigNode node) =>
        node switch
        {
            ConfigNode.Scalar { Plain: true } plain => new YamlTree.Scalar(plain.Text, ScalarStyle.Any, isText: false),
            ConfigNode.Scalar scalar => YamlScalars.Text(scalar.Text),
            ConfigNode.Secure secure => new YamlTree.Mapping
            {
                Members = [(YamlScalars.Text("secure"), YamlScalars.Text(secure.Cipher))],
            },
            ConfigNode.Mapping map => new YamlTree.Mapping
            {
                Members =
                [
                    .. map
                        .Members.OrderBy(member => member.Key, NaturalOrder.Instance)
                        .Select(member => (YamlScalars.Text(member.Key), ToTree(member.Value))),
                ],
            },
            ConfigNode.Sequence list => new YamlTree.Sequence { Items = [.. list.Items.Select(ToTree)] },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
