using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>A key that <c>Pulumi.yaml</c> describes under <c>config:</c>.</summary>
/// <param name="Key">With its namespace.</param>
public sealed record ConfigSchema(string Key, string? Type, bool Secret, ConfigNode? Default, ConfigNode? Value);

/// <summary><c>Pulumi.yaml</c>: the project's name, and what it says of its configuration.</summary>
public sealed record ProjectFile(string Folder, string Name)
{
    public string? Runtime { get; init; }

    public string Description { get; init; } = "";

    public string? BackendUrl { get; init; }

    public string? StackConfigFolder { get; init; }

    public IReadOnlyList<ConfigSchema> Schema { get; init; } = [];

    /// <summary>The project of a folder or of one above it; null when there is none.</summary>
    public static ProjectFile? Find(string folder)
    {
        for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            foreach (var name in new[] { "Pulumi.yaml", "Pulumi.yml" })
            {
                if (File.Exists(Path.Combine(at, name)))
                {
                    return Load(Path.Combine(at, name));
                }
            }
        }

        return null;
    }

    private static ProjectFile Load(string path)
    {
        YamlMappingNode? root;
        try
        {
            root = YamlText.ReadMapping(File.ReadAllText(path));
        }
        catch (YamlException fault)
        {
            throw new SettingsException($"could not unmarshal '{path}': {fault.Message}");
        }

        var members = root?.Children.ToDictionary(entry => YamlText.Text(entry.Key), entry => entry.Value) ?? [];
        var name = YamlText.Text(members.GetValueOrDefault("name"));
        if (name.Length == 0)
        {
            throw new SettingsException($"could not validate '{path}': project is missing a 'name' attribute");
        }

        return new ProjectFile(Path.GetDirectoryName(path)!, name)
        {
            Runtime = members.GetValueOrDefault("runtime") switch
            {
                YamlScalarNode scalar => scalar.Value,
                YamlMappingNode map => YamlText.Text(Member(map, "name")),
                _ => null,
            },
            Description = YamlText.Text(members.GetValueOrDefault("description")),
            BackendUrl = members.GetValueOrDefault("backend") is YamlMappingNode backend
                ? YamlText.Text(Member(backend, "url"))
                : null,
            StackConfigFolder = YamlText.Text(members.GetValueOrDefault("stackConfigDir")) is { Length: > 0 } folder
                ? folder
                : null,
            Schema = members.GetValueOrDefault("config") is YamlMappingNode config
                ? [.. config.Children.Select(entry => SchemaOf(name, YamlText.Text(entry.Key), entry.Value))]
                : [],
        };
    }

    private static YamlNode? Member(YamlMappingNode map, string name) =>
        map.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    private static ConfigSchema SchemaOf(string project, string key, YamlNode node)
    {
        var full = key.Contains(':', StringComparison.Ordinal) ? key : $"{project}:{key}";
        if (node is not YamlMappingNode map)
        {
            return new ConfigSchema(full, null, false, YamlText.ToConfig(node), null);
        }

        var type = YamlText.Text(member("type"));
        return new ConfigSchema(
            full,
            type.Length == 0 ? null : type,
            YamlText.Text(member("secret")) == "true",
            member("default") is { } preset ? YamlText.ToConfig(preset) : null,
            member("value") is { } value ? YamlText.ToConfig(value) : null
        );

        YamlNode? member(string name) => Member(map, name);
    }
}
