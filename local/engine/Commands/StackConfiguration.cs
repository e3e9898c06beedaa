using System.Collections.Immutable;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>A stack's configuration with the project's defaults, secrets opened.</summary>
internal sealed record StackConfiguration(ImmutableSortedDictionary<string, ConfigEntry> Entries)
{
    /// <summary>Full key → text as the program sees it.</summary>
    public ImmutableSortedDictionary<string, string> Texts =>
        Entries.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal);

    /// <summary>The entries as they are kept, secrets sealed.</summary>
    public required IReadOnlyList<KeyValuePair<string, ConfigNode>> Nodes { get; init; }

    public ImmutableHashSet<string> SecretKeys =>
        [.. Entries.Where(entry => entry.Value.Secret).Select(entry => entry.Key)];

    /// <summary>For default providers; secret values stay marked.</summary>
    public PropertyMap Values =>
        PropertyMap.Of(
            Entries.Select(entry =>
                KeyValuePair.Create(
                    entry.Key,
                    entry.Value.Secret ? PropertyValue.Secret(entry.Value.Text) : PropertyValue.Of(entry.Value.Text)
                )
            )
        );

    public static StackConfiguration Load(
        ProjectFile project,
        StackFile file,
        string stack,
        Func<PassphraseSecrets> secrets
    )
    {
        var nodes = project.WithDefaults(file);
        var opened = nodes.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Opened(cipher => secrets().Decrypt(cipher)),
            StringComparer.Ordinal
        );
        Validate(project, nodes.ToDictionary(), opened, stack);
        return new StackConfiguration(
            nodes.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => new ConfigEntry(
                    opened[entry.Key].ToText(cipher => cipher),
                    entry.Value.HasSecrets,
                    entry.Value.IsObject
                ),
                StringComparer.Ordinal
            )
        )
        {
            Nodes = nodes,
        };
    }

    private static void Validate(
        ProjectFile project,
        Dictionary<string, ConfigNode> entries,
        Dictionary<string, ConfigNode> opened,
        string stack
    )
    {
        var schemas = project.Schema.OrderBy(schema => schema.Name, StringComparer.Ordinal).ToList();
        var missing = schemas
            .Where(schema => project.IsOwn(schema) && find(schema, entries) is null)
            .Select(schema => $"'{schema.Name}'")
            .ToList();
        if (missing.Count > 0)
        {
            throw new SettingsException(
                missing.Count == 1
                    ? $"Stack '{stack}' is missing configuration value {missing[0]}"
                    : $"Stack '{stack}' is missing configuration values {string.Join(", ", missing[..^1])} and {missing[^1]}"
            );
        }

        foreach (var schema in schemas.Where(schema => schema.Type is not null))
        {
            var of = $"Stack '{stack}' with configuration key '{schema.Name}' must be";
            if (schema.Secret && !find(schema, entries)!.HasSecrets)
            {
                throw new SettingsException($"{of} encrypted as it's secret");
            }

            if (!schema.Type!.Fits(AsText(find(schema, opened)!)))
            {
                throw new SettingsException($"{of} of type '{schema.Type}'");
            }
        }

        ConfigNode? find(ConfigSchema schema, Dictionary<string, ConfigNode> among)
        {
            var (key, path) = ConfigKey.Parse(schema.Name, isPath: true, project.Name);
            return path.Find(among.GetValueOrDefault(key));
        }
    }

    /// <summary>A value by itself is text, whatever it was written as.</summary>
    private static ConfigNode AsText(ConfigNode value) =>
        value is ConfigNode.Scalar scalar ? new ConfigNode.Scalar(scalar.Text, Plain: false) : value;
}

/// <param name="Text">The value in clear.</param>
/// <param name="IsObject">Whether the text is JSON of a structured value.</param>
internal sealed record ConfigEntry(string Text, bool Secret, bool IsObject);
