using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>A key that <c>Pulumi.yaml</c> describes under <c>config:</c>.</summary>
/// <param name="Name">As it stands there; the part after the namespace may be a path.</param>
public sealed record ConfigSchema(string Name, ConfigType? Type, bool Secret, ConfigNode? Default, ConfigNode? Value);

/// <summary><c>Pulumi.yaml</c>: the project's name, and what it says of its configuration.</summary>
public sealed record ProjectFile(string Folder, string Name)
{
    public string? Runtime { get; init; }

    public string Description { get; init; } = "";

    public string? BackendUrl { get; init; }

    public string? StackConfigFolder { get; init; }

    /// <summary>Whether operations refresh first unless told otherwise.</summary>
    public bool IsRefreshed { get; init; }

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

        var file = new ProjectFile(Path.GetDirectoryName(path)!, name)
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
            StackConfigFolder = new[] { "stackConfigDir", "config" }
                .Select(member => YamlText.Text(members.GetValueOrDefault(member)))
                .FirstOrDefault(folder => folder.Length > 0),
            IsRefreshed =
                members.GetValueOrDefault("options") is YamlMappingNode options
                && YamlText.Text(Member(options, "refresh")) == "always",
            Schema = members.GetValueOrDefault("config") is YamlMappingNode config
                ? [.. config.Children.Select(entry => SchemaOf(name, YamlText.Text(entry.Key), entry.Value))]
                : [],
        };
        return file.SchemaFault() is { } wrong
            ? throw new SettingsException($"could not unmarshal '{path}': {wrong}")
            : file;
    }

    private static YamlNode? Member(YamlMappingNode map, string name) =>
        map.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;

    /// <summary>A plain value is a default; for another namespace than the project's it is the value.</summary>
    private static ConfigSchema SchemaOf(string project, string name, YamlNode node)
    {
        if (node is not YamlMappingNode map)
        {
            var value = YamlText.ToConfig(node);
            return IsOf(project, name)
                ? new ConfigSchema(name, null, false, value, null)
                : new ConfigSchema(name, null, false, null, value);
        }

        return new ConfigSchema(
            name,
            ConfigType.Read(map),
            YamlText.Text(member("secret")) == "true",
            member("default") is { } preset ? YamlText.ToConfig(preset) : null,
            member("value") is { } given ? YamlText.ToConfig(given) : null
        );

        YamlNode? member(string key) => Member(map, key);
    }

    /// <summary>The first thing that the description of the configuration gets wrong.</summary>
    private string? SchemaFault() =>
        Schema
            .OrderBy(schema => schema.Name, StringComparer.Ordinal)
            .Select(schema =>
                schema switch
                {
                    { Default: not null, Value: not null } =>
                        $"project config '{schema.Name}' cannot have both a 'default' and 'value' attribute",
                    { Type: { Name: "array", Items: null } } when IsOwn(schema) =>
                        $"The configuration key '{schema.Name}' declares an array but does not specify the underlying type "
                            + "via the 'items' attribute",
                    { Type: { } type, Default: { } preset } when IsOwn(schema) && !type.Fits(preset) =>
                        $"The default value specified for configuration key '{schema.Name}' is not of the expected type "
                            + $"'{type}'",
                    { Type: not null } when !IsOwn(schema) =>
                        $"Configuration key '{schema.Name}' is not namespaced by the project and should not define a type",
                    { Default: not null } when !IsOwn(schema) =>
                        $"Configuration key '{schema.Name}' is not namespaced by the project and should not define a "
                            + "default value. Did you mean to use the 'value' attribute instead of 'default'?",
                    { Value: null } when !IsOwn(schema) =>
                        $"Configuration key '{schema.Name}' is namespaced and must provide an attribute 'value'",
                    _ => null,
                }
            )
            .FirstOrDefault(fault => fault is not null);

    /// <summary>Whether the key belongs to the project.</summary>
    public bool IsOwn(ConfigSchema schema) => IsOf(Name, schema.Name);

    private static bool IsOf(string project, string key) =>
        !key.Contains(':', StringComparison.Ordinal) || key.StartsWith(project + ":", StringComparison.Ordinal);

    /// <summary>What the stack file says, and below it what the project presets.</summary>
    public IReadOnlyList<KeyValuePair<string, ConfigNode>> WithDefaults(StackFile file)
    {
        var entries = new Dictionary<string, ConfigNode>(file.Config);
        foreach (var schema in Schema.OrderBy(schema => schema.Name, StringComparer.Ordinal))
        {
            var (key, path) = ConfigKey.Parse(schema.Name, isPath: true, Name);
            var root = entries.GetValueOrDefault(key);
            if (path.Find(root) is null && (schema.Default ?? schema.Value) is { } preset)
            {
                entries[key] = path.Parts.Count == 1 ? preset.AsEntry() : path.Set(root, preset);
            }
        }

        return [.. entries];
    }
}
