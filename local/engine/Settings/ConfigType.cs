using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>A type that <c>Pulumi.yaml</c> demands of a configuration value.</summary>
/// <param name="Name">string, integer, boolean, object or array.</param>
/// <param name="Items">Of an array.</param>
public sealed record ConfigType(string Name, ConfigType? Items)
{
    /// <summary>The type of a declaration; null when it demands none.</summary>
    internal static ConfigType? Read(YamlMappingNode declaration)
    {
        var name = YamlText.Text(member("type"));
        return name.Length == 0
            ? null
            : new ConfigType(name, member("items") is YamlMappingNode items ? Read(items) : null);

        YamlNode? member(string key) =>
            declaration.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
    }

    /// <summary>Whether the value is of this type; what is secret in it counts as text.</summary>
    public bool Fits(ConfigNode value) =>
        (Name, value) switch
        {
            ("string", ConfigNode.Scalar { Plain: false } or ConfigNode.Secure) => true,
            ("integer", ConfigNode.Scalar scalar) => long.TryParse(
                scalar.Text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out _
            ),
            ("boolean", ConfigNode.Scalar { Text: "true" or "false" }) => true,
            ("object", ConfigNode.Mapping) => true,
            ("array", ConfigNode.Sequence list) when Items is not null => list.Items.All(Items.Fits),
            _ => false,
        };

    public override string ToString() => Items is null ? Name : $"array<{Items}>";
}
