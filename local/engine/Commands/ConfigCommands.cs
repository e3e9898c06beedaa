using System.Globalization;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>config</c> and its verbs: they read and write the stack file.</summary>
internal static class ConfigCommands
{
    private static readonly string[] Flags = ["path", "show-secrets", "open", "raw"];

    public static Task<int> ListAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], Flags);
        if (line.Positional.FirstOrDefault() is { } unknown)
        {
            throw new CommandFailedException($"unknown command \"{unknown}\" for \"pulumi config\"");
        }

        var (stack, file) = Open(context, line);
        var entries = Entries(context, file).OrderBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        var show = line.Has("show-secrets");
        var open = Opener(context, stack, file);
        if (line.Has("json"))
        {
            var json = entries.Select(entry =>
                KeyValuePair.Create(entry.Key, (JsonNode?)Json(entry.Value, entry.Secret, show || !entry.Secret, open))
            );
            context.Output.WriteLine(new JsonObject(json).ToJsonString(JsonText.Two));
        }
        else
        {
            var rows = entries
                .Select(entry =>
                    new[]
                    {
                        Short(context, entry.Key),
                        show ? entry.Value.ToText(open) : Masked(entry.Value, entry.Secret),
                    }
                )
                .OrderBy(row => row[0], StringComparer.Ordinal);
            context.Output.Write(Table.Render(["KEY", "VALUE"], rows));
        }

        return Task.FromResult(0);
    }

    public static Task<int> GetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], Flags);
        var (stack, file) = Open(context, line);
        var shown = line.Positional.FirstOrDefault() ?? throw new CommandFailedException("missing configuration key");
        var path = line.Has("path") ? Guarded(() => ConfigPath.Parse(shown), "") : new ConfigPath([shown]);
        var key = Key(context, path.Key);
        var entry = Entries(context, file).FirstOrDefault(entry => entry.Key == key);
        var node =
            path.Find(entry.Value)
            ?? throw new CommandFailedException($"configuration key '{shown}' not found for stack '{stack.Name}'");
        var open = Opener(context, stack, file);
        context.Output.WriteLine(
            line.Has("json")
                ? Json(node, node.HasSecrets || entry.Secret, withValue: true, open).ToJsonString(JsonText.Two)
                : node.ToText(open)
        );
        return Task.FromResult(0);
    }

    public static Task<int> SetAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["type"], [.. Flags, "secret", "plaintext"]);
        var (stack, file) = Open(context, line);
        if (line.Positional.Length == 0)
        {
            throw new CommandFailedException("missing configuration key");
        }

        if (line.Positional.Length > 2)
        {
            throw new CommandFailedException($"accepts at most 2 arg(s), received {line.Positional.Length}");
        }

        var value =
            line.Positional.Length > 1 ? line.Positional[1] : (context.Call.StandardInput ?? "").TrimEnd('\r', '\n');
        Set(context, stack, file, new Setting(line.Positional[0], value, line.Has("secret"), line.Has("path")));
        context.SaveStackFile(stack, file, line.Value("config-file"));
        return Task.FromResult(0);
    }

    public static Task<int> SetAllAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["plaintext", "secret", "json-file"], Flags);
        var (stack, file) = Open(context, line);
        foreach (var name in new[] { "plaintext", "secret" })
        {
            foreach (var pair in line.Values(name))
            {
                var at = pair.IndexOf('=', StringComparison.Ordinal);
                if (at < 0)
                {
                    throw new CommandFailedException("config value must be in the form [key]=[value]");
                }

                Set(
                    context,
                    stack,
                    file,
                    new Setting(pair[..at], pair[(at + 1)..], name == "secret", line.Has("path"))
                );
            }
        }

        context.SaveStackFile(stack, file, line.Value("config-file"));
        return Task.FromResult(0);
    }

    public static Task<int> RemoveAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], Flags);
        return RemoveAsync(context, line, [.. line.Positional.Take(1)]);
    }

    public static Task<int> RemoveAllAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], Flags);
        return RemoveAsync(context, line, [.. line.Positional]);
    }

    private static Task<int> RemoveAsync(CommandContext context, CommandLine line, string[] names)
    {
        var (stack, file) = Open(context, line);
        foreach (var name in names)
        {
            var path = line.Has("path") ? Guarded(() => ConfigPath.Parse(name), "") : new ConfigPath([name]);
            var key = Key(context, path.Key);
            if (path.Parts.Count == 1)
            {
                file.Remove(key);
            }
            else if (file.Find(key) is { } root && path.Find(root) is not null)
            {
                file.Set(key, path.Set(root, null, name)!);
            }
        }

        context.SaveStackFile(stack, file, line.Value("config-file"));
        return Task.FromResult(0);
    }

    private sealed record Setting(string Name, string Value, bool Secret, bool IsPath);

    private static void Set(CommandContext context, StackName stack, StackFile file, Setting setting)
    {
        const string failed = "could not set config: ";
        var path = setting.IsPath
            ? Guarded(() => ConfigPath.Parse(setting.Name), failed)
            : new ConfigPath([setting.Name]);
        var key = Key(context, path.Key);
        ConfigNode node = setting.Secret
            ? new ConfigNode.Secure(context.Secrets(stack, file).Encrypt(setting.Value))
            : new ConfigNode.Scalar(
                setting.Value,
                Plain: setting.IsPath && path.Parts.Count > 1 && IsPlain(setting.Value)
            );
        file.Set(
            key,
            path.Parts.Count == 1 ? node : Guarded(() => path.Set(file.Find(key), node, setting.Name)!, failed)
        );
    }

    /// <summary>A value under a path becomes a number or boolean when it looks like one.</summary>
    private static bool IsPlain(string text) =>
        text is "true" or "false"
        || (
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text
        );

    private static T Guarded<T>(Func<T> action, string before)
    {
        try
        {
            return action();
        }
        catch (SettingsException fault)
        {
            throw new CommandFailedException(before + fault.Message);
        }
    }

    private static (StackName Stack, StackFile File) Open(CommandContext context, CommandLine line)
    {
        var stack = context.Stack(line);
        return (stack, context.LoadStackFile(stack, line.Value("config-file")));
    }

    private static Func<string, string> Opener(CommandContext context, StackName stack, StackFile file) =>
        cipher => context.Secrets(stack, file).Decrypt(cipher);

    private static string Key(CommandContext context, string name) =>
        name.Count(letter => letter == ':') switch
        {
            0 => $"{context.Project.Name}:{name}",
            1 => name,
            _ => throw new CommandFailedException(
                $"invalid configuration key: could not parse {name} as a configuration key "
                    + "(configuration keys should be of the form `<namespace>:<name>`)"
            ),
        };

    private static string Short(CommandContext context, string key) =>
        key.StartsWith(context.Project.Name + ":", StringComparison.Ordinal)
            ? key[(context.Project.Name.Length + 1)..]
            : key;

    /// <summary>What the stack file holds, and below it the project's defaults.</summary>
    private static IEnumerable<(string Key, ConfigNode Value, bool Secret)> Entries(
        CommandContext context,
        StackFile file
    )
    {
        foreach (var (key, value) in file.Config)
        {
            yield return (key, value, value.HasSecrets);
        }

        foreach (var schema in context.Project.Schema.Where(schema => file.Find(schema.Key) is null))
        {
            if ((schema.Value ?? schema.Default) is { } preset)
            {
                yield return (schema.Key, preset, schema.Secret);
            }
        }
    }

    private static string Masked(ConfigNode node, bool secret) =>
        secret && !node.IsObject ? SecretForm.Mask : node.ToText(_ => SecretForm.Mask);

    private static JsonObject Json(ConfigNode node, bool secret, bool withValue, Func<string, string> open)
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

        json["secret"] = secret;
        return json;
    }
}
