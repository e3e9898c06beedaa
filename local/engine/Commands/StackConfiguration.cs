using System.Collections.Immutable;
using System.Globalization;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>A stack's configuration with the project's defaults, secrets opened.</summary>
internal sealed record StackConfiguration(ImmutableSortedDictionary<string, ConfigEntry> Entries)
{
    /// <summary>Full key → text as the program sees it.</summary>
    public ImmutableSortedDictionary<string, string> Texts =>
        Entries.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Text, StringComparer.Ordinal);

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
        var entries = ImmutableSortedDictionary.CreateBuilder<string, ConfigEntry>(StringComparer.Ordinal);
        foreach (var schema in project.Schema)
        {
            if ((schema.Value ?? schema.Default) is { } preset)
            {
                entries[schema.Key] = new ConfigEntry(preset.ToText(open), schema.Secret, preset.IsObject);
            }
        }

        foreach (var (key, node) in file.Config)
        {
            entries[key] = new ConfigEntry(node.ToText(open), node.HasSecrets, node.IsObject);
        }

        Validate(project, file, stack, entries);
        return new StackConfiguration(entries.ToImmutable());

        string open(string cipher) => secrets().Decrypt(cipher);
    }

    private static void Validate(
        ProjectFile project,
        StackFile file,
        string stack,
        ImmutableSortedDictionary<string, ConfigEntry>.Builder entries
    )
    {
        var missing = project
            .Schema.Where(schema => schema.Type is not null && !entries.ContainsKey(schema.Key))
            .Select(schema => $"'{ShortName(project, schema.Key)}'")
            .ToList();
        if (missing.Count > 0)
        {
            throw new SettingsException(
                missing.Count == 1
                    ? $"Stack '{stack}' is missing configuration value {missing[0]}"
                    : $"Stack '{stack}' is missing configuration values {string.Join(", ", missing[..^1])} and {missing[^1]}"
            );
        }

        foreach (var schema in project.Schema)
        {
            var name = ShortName(project, schema.Key);
            if (schema.Secret && file.Find(schema.Key) is { HasSecrets: false })
            {
                throw new SettingsException(
                    $"Stack '{stack}' with configuration key '{name}' must be encrypted as it's secret"
                );
            }

            if (schema.Type is { } type && entries.TryGetValue(schema.Key, out var entry) && !Fits(type, entry))
            {
                throw new SettingsException(
                    $"Stack '{stack}' with configuration key '{name}' must be of type '{type}'"
                );
            }
        }
    }

    private static bool Fits(string type, ConfigEntry entry) =>
        type switch
        {
            "integer" => long.TryParse(entry.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => double.TryParse(entry.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => entry.Text is "true" or "false",
            "array" => entry.Text.StartsWith('['),
            "object" => entry.Text.StartsWith('{'),
            _ => true,
        };

    private static string ShortName(ProjectFile project, string key) =>
        key.StartsWith(project.Name + ":", StringComparison.Ordinal) ? key[(project.Name.Length + 1)..] : key;
}
