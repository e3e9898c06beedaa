using System.Globalization;
using System.Text;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>A path into a configuration value, as <c>config --path</c> takes it: <c>names[0].inner["a.b"]</c>.</summary>
internal sealed record ConfigPath(IReadOnlyList<object> Parts)
{
    /// <summary>The first part, which names the key.</summary>
    public string Key => (string)Parts[0];

    /// <exception cref="SettingsException">The text is no path.</exception>
    public static ConfigPath Parse(string text)
    {
        if (text.Length == 0)
        {
            throw new SettingsException("empty config key path");
        }

        var parts = new List<object>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == '[')
            {
                at = ReadBracket(text, at, parts);
            }
            else
            {
                at += text[at] == '.' ? 1 : 0;
                var end = text.AsSpan(at).IndexOfAny('.', '[');
                end = end < 0 ? text.Length : at + end;
                parts.Add(text[at..end]);
                at = end;
            }
        }

        return parts[0] is string
            ? new ConfigPath(parts)
            : throw new SettingsException("invalid config key path: the first part must be a name");
    }

    public ConfigNode? Find(ConfigNode? root)
    {
        foreach (var part in Parts.Skip(1))
        {
            root = (part, root) switch
            {
                (string name, ConfigNode.Mapping map) => map.Members.FirstOrDefault(member => member.Key == name).Value,
                (int index, ConfigNode.Sequence list) when index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        return root;
    }

    /// <summary>The root with the value at the path; null takes it away.</summary>
    public ConfigNode? Set(ConfigNode? root, ConfigNode? value, string shown) => Set(root, 1, value, shown);

    private ConfigNode? Set(ConfigNode? node, int depth, ConfigNode? value, string shown)
    {
        if (depth == Parts.Count)
        {
            return value;
        }

        if (Parts[depth] is string name)
        {
            var members = ((node as ConfigNode.Mapping)?.Members ?? []).ToList();
            var at = members.FindIndex(member => member.Key == name);
            var inner = Set(at < 0 ? null : members[at].Value, depth + 1, value, shown);
            if (at >= 0)
            {
                members.RemoveAt(at);
            }

            if (inner is not null)
            {
                members.Insert(at < 0 ? members.Count : at, KeyValuePair.Create(name, inner));
            }

            return new ConfigNode.Mapping(members);
        }

        var index = (int)Parts[depth];
        var items = ((node as ConfigNode.Sequence)?.Items ?? []).ToList();
        if (index > items.Count)
        {
            return value is null ? node : throw new SettingsException($"{shown}: array index out of range");
        }

        var element = Set(index < items.Count ? items[index] : null, depth + 1, value, shown);
        if (element is null && index < items.Count)
        {
            return new ConfigNode.Sequence(Without(items, index));
        }

        if (element is not null)
        {
            items.RemoveRange(index, Math.Min(1, items.Count - index));
            items.Insert(index, element);
        }

        return new ConfigNode.Sequence(items);
    }

    /// <summary>
    /// The CLI edits the file in place: what moves up is written in the style of the element that stood there, as far as
    /// the text stays text without quotes.
    /// </summary>
    private static List<ConfigNode> Without(List<ConfigNode> items, int index) =>
        [
            .. items.Take(index),
            .. items
                .Skip(index)
                .Zip(
                    items.Skip(index + 1),
                    (place, moved) =>
                        moved is ConfigNode.Scalar { Plain: false } text
                        && place is ConfigNode.Scalar before
                        && YamlText.IsUnquoted(before)
                        && YamlText.IsOldBoolean(text.Text)
                            ? text with
                            {
                                Plain = true,
                            }
                            : moved
                ),
        ];

    private static int ReadBracket(string text, int at, List<object> parts)
    {
        if (at + 1 < text.Length && text[at + 1] == '"')
        {
            var name = new StringBuilder();
            var i = at + 2;
            for (; i < text.Length && text[i] != '"'; i++)
            {
                name.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
            }

            if (i + 1 >= text.Length || text[i + 1] != ']')
            {
                throw new SettingsException("invalid config key path: missing closing bracket in property name");
            }

            parts.Add(name.ToString());
            return i + 2;
        }

        var close = text.IndexOf(']', at);
        if (close < 0)
        {
            throw new SettingsException("invalid config key path: missing closing bracket in array index");
        }

        var inner = text[(at + 1)..close];
        parts.Add(
            int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? index
                : throw new SettingsException(
                    "invalid config key path: invalid array index: "
                        + $"strconv.ParseInt: parsing \"{inner}\": invalid syntax"
                )
        );
        return close + 1;
    }
}
