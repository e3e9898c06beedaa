using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>config</c> and its verbs for single keys: they read and write the stack file.</summary>
internal static class ConfigCommands
{
    private static readonly string[] ConfigFile = ["config-file"];

    public static Task<int> ListAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ConfigFile, ["json|j", "show-secrets", "open"]).Expect(0, 0);
        var settings = StackSettings.Open(context, line);
        var entries = Entries(context, settings.File).OrderBy(entry => entry.Key, KeyOrder.Instance).ToList();
        var show = line.Has("show-secrets");
        if (line.Has("json"))
        {
            var json = entries
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry =>
                    KeyValuePair.Create(
                        entry.Key,
                        (JsonNode?)Json(entry.Value, show || !entry.Value.HasSecrets, settings.Decrypt)
                    )
                );
            context.Output.WriteLine(new JsonObject(json).ToIndented(2));
        }
        else
        {
            var rows = entries.Select(entry =>
                new[]
                {
                    ConfigKey.Short(entry.Key, context.Project.Name),
                    entry.Value.ToText(show ? settings.Decrypt : _ => SecretForm.Mask),
                }
            );
            context.Output.Write(Table.Render(["KEY", "VALUE"], rows));
        }

        return Task.FromResult(0);
    }

    public static Task<int> GetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ConfigFile, ["json|j", "path", "open"]).Expect(1, 1);
        var settings = StackSettings.Open(context, line);
        var (key, path) = settings.Key(line.Positional[0]);
        var node =
            path.Find(Entries(context, settings.File).FirstOrDefault(entry => entry.Key == key).Value)
            ?? throw settings.NotFound(line.Positional[0]);
        context.Output.WriteLine(
            line.Has("json")
                ? Json(node, withValue: true, settings.Decrypt).ToIndented(2)
                : node.ToText(settings.Decrypt)
        );
        return Task.FromResult(0);
    }

    public static Task<int> SetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, [.. ConfigFile, "type"], ["path", "raw", "secret", "plaintext"])
            .Expect(1, 2);
        line.ExpectOneOf("secret", "plaintext", "type");
        var settings = StackSettings.Open(context, line);
        var name = line.Positional[0];
        _ = settings.Qualified(name);
        var given = context.Call.StandardInput ?? "";
        var value =
            line.Positional.Length > 1 ? line.Positional[1]
            : line.Has("raw") ? given
            : WithoutLineEnd(given);
        try
        {
            settings.Set(name, value, line.Has("secret"), line.Value("type"));
        }
        catch (SettingsException fault)
        {
            throw new CommandFailedException($"could not set config: {fault.Message}");
        }

        settings.Save();
        return Task.FromResult(0);
    }

    public static Task<int> RemoveAsync(CommandContext context, string[] arguments) =>
        RemoveAsync(context, CommandLine.Parse(arguments, ConfigFile, ["path"]).Expect(1, 1));

    public static Task<int> RemoveAllAsync(CommandContext context, string[] arguments) =>
        RemoveAsync(context, CommandLine.Parse(arguments, ConfigFile, ["path"]).Expect(1, int.MaxValue));

    private static Task<int> RemoveAsync(CommandContext context, CommandLine line)
    {
        var settings = StackSettings.Open(context, line);
        foreach (var name in line.Positional)
        {
            var (key, path) = settings.Key(name);
            if (path.Parts.Count == 1)
            {
                settings.File.Remove(key);
            }
            else if (settings.File.Find(key) is { } root)
            {
                settings.File.Set(key, path.Remove(root));
            }
        }

        settings.Save();
        return Task.FromResult(0);
    }

    /// <summary>What the stack file holds, and below it the project's defaults.</summary>
    private static IEnumerable<(string Key, ConfigNode Value)> Entries(CommandContext context, StackFile file) =>
        context.Project.WithDefaults(file).Select(entry => (entry.Key, entry.Value));

    private static string WithoutLineEnd(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private static JsonObject Json(ConfigNode node, bool withValue, Func<string, string> open)
    {
        var json = new JsonObject();
        if (withValue)
        {
            json["value"] = node.ToText(open);
            if (node.IsObject)
            {
                json["objectValue"] = node.ToJson(open);
            }
        }

        json["secret"] = node.HasSecrets;
        return json;
    }

    /// <summary>By namespace, then by name.</summary>
    private sealed class KeyOrder : IComparer<string>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare(string? x, string? y) => string.CompareOrdinal(Sortable(x), Sortable(y));

        private static string? Sortable(string? key) => key?.Replace(':', '\0');
    }
}
