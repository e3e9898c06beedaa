namespace CustomerLake.Local.Engine.Settings;

/// <summary>A path into a configuration value, as <c>config --path</c> takes it: <c>names[0].inner["a.b"]</c>.</summary>
internal sealed record ConfigPath(IReadOnlyList<object> Parts)
{
    /// <summary>The first part, which names the key.</summary>
    public string Key => (string)Parts[0];

    /// <exception cref="SettingsException">The text is no path, or does not begin with a name.</exception>
    public static ConfigPath Parse(string text)
    {
        var path = new ConfigPath(PathText.Parse(text));
        return path.Parts switch
        {
            [] => throw new SettingsException("empty config key path"),
            [int, ..] => throw new SettingsException("first path segement of config key must be a string"),
            ["", ..] => throw new SettingsException("config key is empty"),
            _ => path,
        };
    }

    public ConfigNode? Find(ConfigNode? root)
    {
        foreach (var part in Parts.Skip(1))
        {
            root = (part, root) switch
            {
                (string name, ConfigNode.Mapping map) => map.Members.FirstOrDefault(member => member.Key == name).Value,
                (int index, ConfigNode.Sequence list) when index >= 0 && index < list.Items.Count => list.Items[index],
                _ => null,
            };
        }

        return root;
    }

    /// <summary>The root with the value at the path.</summary>
    /// <exception cref="SettingsException">What stands there cannot hold it.</exception>
    public ConfigNode Set(ConfigNode? root, ConfigNode value) => Set(root ?? Container(1), 1, value);

    /// <summary>The root without what stands at the path.</summary>
    public ConfigNode Remove(ConfigNode root) => Remove(root, 1);

    private ConfigNode Set(ConfigNode? node, int depth, ConfigNode value)
    {
        if (depth == Parts.Count)
        {
            return value;
        }

        var holder = node switch
        {
            ConfigNode.Mapping or ConfigNode.Sequence => node,
            null or ConfigNode.Scalar { IsNull: true } => Container(depth),

            // At the first level a plain value makes room.
            _ when depth == 1 => Container(depth),
            _ => throw new SettingsException(
                $"{Shown(depth)}: expected {(Parts[depth] is int ? "an array" : "a map")}"
            ),
        };
        return holder is ConfigNode.Mapping map ? SetMember(map, depth, value)
            : Parts[depth] is int index ? SetItem((ConfigNode.Sequence)holder, index, depth, value)
            : throw new SettingsException($"{Shown(depth + 1)}: key for an array must be an int");
    }

    private ConfigNode.Mapping SetMember(ConfigNode.Mapping map, int depth, ConfigNode value)
    {
        if (Parts[depth] is not string name)
        {
            throw new SettingsException($"{Shown(depth + 1)}: key for a map must be a string");
        }

        if (
            depth == Parts.Count - 1
            && map.Members.Count == 0
            && name == "secure"
            && value is ConfigNode.Scalar { Plain: false }
        )
        {
            throw new SettingsException("maps with the single key \"secure\" are reserved");
        }

        var members = map.Members.ToList();
        var at = members.FindIndex(member => member.Key == name);
        var inner = KeyValuePair.Create(name, Set(at < 0 ? null : members[at].Value, depth + 1, value));
        if (at < 0)
        {
            members.Add(inner);
        }
        else
        {
            members[at] = inner;
        }

        return new ConfigNode.Mapping(members);
    }

    private ConfigNode.Sequence SetItem(ConfigNode.Sequence list, int index, int depth, ConfigNode value)
    {
        if (index < 0 || index > list.Items.Count)
        {
            throw new SettingsException($"{Shown(depth + 1)}: array index out of range");
        }

        var items = list.Items.ToList();
        if (index == items.Count)
        {
            items.Add(ConfigNode.Scalar.Null);
        }

        items[index] = Set(items[index], depth + 1, value);
        return new ConfigNode.Sequence(items);
    }

    private ConfigNode Remove(ConfigNode node, int depth)
    {
        var isLast = depth == Parts.Count - 1;
        switch (node, Parts[depth])
        {
            case (ConfigNode.Sequence list, int index) when index >= 0 && index < list.Items.Count:
                return new ConfigNode.Sequence([
                    .. list.Items.Take(index),
                    .. isLast ? [] : new[] { Remove(list.Items[index], depth + 1) },
                    .. list.Items.Skip(index + 1),
                ]);
            case (ConfigNode.Mapping map, string name) when map.Members.Any(member => member.Key == name):
                var left = isLast ? map.Members.Where(member => member.Key != name).ToList() : null;
                if (left is [{ Key: "secure", Value: ConfigNode.Scalar { Plain: false } }])
                {
                    throw new SettingsException(
                        $"{Shown(depth + 1)}: maps with the single key \"secure\" are reserved"
                    );
                }

                return new ConfigNode.Mapping(
                    left
                        ??
                        [
                            .. map.Members.Select(member =>
                                member.Key == name ? KeyValuePair.Create(name, Remove(member.Value, depth + 1)) : member
                            ),
                        ]
                );
            default:
                return node;
        }
    }

    /// <summary>A new holder for the part: a list that begins with an index has nulls up to it.</summary>
    private ConfigNode Container(int depth) =>
        Parts[depth] switch
        {
            int index and >= 0 => new ConfigNode.Sequence([.. Enumerable.Repeat(ConfigNode.Scalar.Null, index + 1)]),
            int => new ConfigNode.Sequence([]),
            _ => new ConfigNode.Mapping([]),
        };

    private string Shown(int parts) => PathText.Write(Parts.Take(parts));
}
