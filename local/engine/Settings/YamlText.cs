using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>Reads YAML into nodes and writes nodes as Go's YAML library does: quotes only where text needs them.</summary>
internal static partial class YamlText
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
                return members is [{ Key: "secure", Value: ConfigNode.Scalar cipher }]
                    ? new ConfigNode.Secure(cipher.Text)
                    : new ConfigNode.Mapping(members);
            default:
                var scalar = (YamlScalarNode)node;
                var text = scalar.Value ?? "";
                return new ConfigNode.Scalar(
                    text,
                    scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && !IsPlainText(text)
                );
        }
    }

    public static string Text(YamlNode? node) => (node as YamlScalarNode)?.Value ?? "";

    public static void Write(StringBuilder text, string key, ConfigNode node, int indent)
    {
        text.Append(' ', indent).Append(Scalar(key)).Append(':');
        WriteValue(text, node, indent);
    }

    private static void WriteValue(StringBuilder text, ConfigNode node, int indent)
    {
        switch (node)
        {
            case ConfigNode.Scalar { Plain: true } plain:
                text.Append(' ').Append(plain.Text).Append('\n');
                break;
            case ConfigNode.Scalar { Text: var value } when value.Contains('\n', StringComparison.Ordinal):
                text.Append(value.EndsWith('\n') ? " |\n" : " |-\n");
                foreach (var line in value.TrimEnd('\n').Split('\n'))
                {
                    text.Append(' ', line.Length == 0 ? 0 : indent + 2).Append(line).Append('\n');
                }

                break;
            case ConfigNode.Scalar scalar:
                text.Append(' ').Append(Scalar(scalar.Text)).Append('\n');
                break;
            case ConfigNode.Secure secure:
                text.Append('\n').Append(' ', indent + 2).Append("secure: ").Append(Scalar(secure.Cipher)).Append('\n');
                break;
            case ConfigNode.Mapping { Members.Count: 0 }:
                text.Append(" {}\n");
                break;
            case ConfigNode.Mapping map:
                text.Append('\n');
                foreach (var (name, value) in map.Members)
                {
                    Write(text, name, value, indent + 2);
                }

                break;
            case ConfigNode.Sequence { Items.Count: 0 }:
                text.Append(" []\n");
                break;
            case ConfigNode.Sequence list:
                text.Append('\n');
                foreach (var item in list.Items)
                {
                    WriteItem(text, item, indent + 2);
                }

                break;
        }
    }

    private static void WriteItem(StringBuilder text, ConfigNode item, int indent)
    {
        var inner = new StringBuilder();
        if (
            item
            is ConfigNode.Mapping { Members.Count: > 0 }
                or ConfigNode.Secure
                or ConfigNode.Sequence { Items.Count: > 0 }
        )
        {
            WriteValue(inner, item, indent);
            var lines = inner.ToString().TrimStart('\n')[(indent + 2)..];
            text.Append(' ', indent).Append("- ").Append(lines);
        }
        else
        {
            WriteValue(inner, item, indent);
            text.Append(' ', indent).Append('-').Append(inner);
        }
    }

    /// <summary>Whether the scalar is written without quotes.</summary>
    public static bool IsUnquoted(ConfigNode.Scalar scalar) => scalar.Plain || NeedsNoQuotes(scalar.Text);

    /// <summary>Booleans of YAML 1.1: quoted when written, but text to whoever reads them without quotes.</summary>
    public static bool IsOldBoolean(string text) =>
        text.ToLowerInvariant() is "yes" or "no" or "on" or "off" or "y" or "n";

    private static bool NeedsNoQuotes(string text) => text.Length > 0 && IsPlainText(text) && IsSafe(text);

    /// <summary>Text as a YAML scalar.</summary>
    private static string Scalar(string text) =>
        NeedsNoQuotes(text)
            ? text
            : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    /// <summary>Whether YAML reads the unquoted text as text.</summary>
    private static bool IsPlainText(string text) =>
        text.ToLowerInvariant() is not ("true" or "false" or "null" or "~" or "" or ".inf" or ".nan")
        && !IsOldBoolean(text)
        && !Number().IsMatch(text)
        && !Date().IsMatch(text);

    private static bool IsSafe(string text) =>
        !text.Contains(": ", StringComparison.Ordinal)
        && !text.Contains(" #", StringComparison.Ordinal)
        && !text.EndsWith(':')
        && text.Trim() == text
        && !"-?:,[]{}#&*!|>'\"%@`".Contains(text[0], StringComparison.Ordinal)
        && !text.Any(char.IsControl);

    [GeneratedRegex(@"^[-+]?(\d[\d_]*(\.[\d_]*)?|\.\d+)([eE][-+]?\d+)?$|^0x[0-9a-fA-F]+$|^0o?[0-7]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$")]
    private static partial Regex Date();
}
