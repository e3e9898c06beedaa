using System.Text.Json;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>config set-all|cp|refresh</c>: many keys at once.</summary>
internal static class ConfigBulkCommands
{
    public static Task<int> SetAllAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["config-file", "plaintext", "secret", "json"], ["path"]).Expect(0, 0);
        if (line.IsGiven("json") && (line.IsGiven("plaintext") || line.IsGiven("secret") || line.Has("path")))
        {
            throw new CommandFailedException(
                "the --json option cannot be used with the --plaintext, --secret or --path options"
            );
        }

        var settings = StackSettings.Open(context, line);
        foreach (var pair in line.Values("plaintext"))
        {
            var (name, value) = Pair(pair);
            settings.Set(name, value, secret: false);
        }

        foreach (var pair in line.Values("secret"))
        {
            var (name, value) = Pair(pair);
            settings.Set(name, value, secret: true);
        }

        if (line.Value("json") is { Length: > 0 } json)
        {
            SetFromJson(settings, json);
        }

        settings.Save();
        return Task.FromResult(0);
    }

    public static Task<int> CopyAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["config-file", "dest|d"], ["path"]).Expect(0, 1);
        var from = StackSettings.Open(context, line);
        var dest = line.Value("dest") ?? "";
        if (from.Stack.Name == dest)
        {
            throw new CommandFailedException("current stack and destination stack are the same");
        }

        var target = dest.Length > 0 ? context.Existing(dest) : context.Stack(line, "`pulumi stack select`");
        var given = line.Value("config-file");
        var to = new StackSettings(context, target, context.LoadStackFile(target, given), given, line.Has("path"));
        if (line.Positional is [var name])
        {
            var (key, path) = from.Key(name);
            var node = path.Find(from.File.Find(key)) ?? throw from.NotFound(name);
            to.Set(key, path, Reseal(node, cipher => to.Encrypt(from.Decrypt(cipher))));
            to.Save();
        }
        else if (CopyAll(from, to))
        {
            to.Save();
        }

        return Task.FromResult(0);
    }

    /// <summary>Whether there was anything to copy.</summary>
    public static bool CopyAll(StackSettings from, StackSettings to)
    {
        foreach (var (key, node) in from.File.Config)
        {
            to.File.Set(key, Reseal(node, cipher => to.Encrypt(from.Decrypt(cipher))));
        }

        return from.File.Config.Count > 0;
    }

    /// <summary>Writes the configuration of the last operation in place of the file, which is kept as <c>.bak</c>.</summary>
    public static Task<int> RefreshAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["config-file"], ["force|f"]).Expect(0, 0);
        var stack = context.Stack(line, "`pulumi stack select`");
        var given = line.Value("config-file");
        var path = context.StackFilePath(stack, given);
        var latest =
            StackHistory.Read(context.Backend, stack).FirstOrDefault()
            ?? throw new CommandFailedException("getting latest configuration: no previous deployment");
        var file = context.LoadStackFile(stack, given);
        file.Replace(latest.Config);
        file.EncryptionSalt = context.Backend.LoadRaw(stack) is { } raw ? Snapshot.SaltOf(raw) : null;
        var text = file.ToYaml();
        if (!File.Exists(path) || line.Has("force"))
        {
            context.Options.Files.Replace(path, text);
            return Task.FromResult(0);
        }

        var kept = path + ".bak";
        while (File.Exists(kept))
        {
            kept += ".bak";
        }

        context.Options.Files.Move(path, kept);
        context.Output.WriteLine($"backed up existing configuration file to {kept}");
        context.Options.Files.Replace(path, text);
        context.Output.WriteLine($"refreshed configuration for stack '{stack.Name}'");
        return Task.FromResult(0);
    }

    /// <summary>The value with every ciphertext written anew.</summary>
    public static ConfigNode Reseal(ConfigNode node, Func<string, string> reseal) =>
        node switch
        {
            ConfigNode.Secure secure => new ConfigNode.Secure(reseal(secure.Cipher)),
            ConfigNode.Mapping map => new ConfigNode.Mapping([
                .. map.Members.Select(member => KeyValuePair.Create(member.Key, Reseal(member.Value, reseal))),
            ]),
            ConfigNode.Sequence list => new ConfigNode.Sequence([.. list.Items.Select(item => Reseal(item, reseal))]),
            _ => node,
        };

    private static void SetFromJson(StackSettings settings, string text)
    {
        using var document = Document(text);
        Expect(document.RootElement, "map[string]config.configValueJSON");
        foreach (var member in document.RootElement.EnumerateObject())
        {
            Expect(member.Value, "config.configValueJSON");
            if (!member.Value.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.String)
            {
                throw new CommandFailedException($"value for --json object key \"{member.Name}\" is nil");
            }

            var (key, path) = settings.Key(member.Name);
            var isSecret = member.Value.TryGetProperty("secret", out var secret) && secret.GetBoolean();
            var isObject =
                member.Value.TryGetProperty("objectValue", out var inner) && inner.ValueKind != JsonValueKind.Null;
            settings.Set(
                key,
                path,
                isSecret ? new ConfigNode.Secure(settings.Encrypt(value.GetString()!))
                    : isObject ? ConfigNode.Of(Document(value.GetString()!).RootElement)
                    : new ConfigNode.Scalar(value.GetString()!, Plain: false)
            );
        }
    }

    private static void Expect(JsonElement json, string type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new CommandFailedException(
                $"could not parse --json argument: json: cannot unmarshal {json.ValueKind.ToString().ToLowerInvariant()} "
                    + $"into Go value of type {type}"
            );
        }
    }

    private static JsonDocument Document(string text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new CommandFailedException($"could not parse --json argument: {JsonFault.Describe(text)}");
        }
    }

    private static (string Name, string Value) Pair(string text)
    {
        var quote = text.Length > 0 && text[0] is '"' or '\'' ? text[..1] : "";
        var body = text[quote.Length..];
        var at = body.IndexOf(quote + "=", StringComparison.Ordinal);
        return at >= 0
            ? (body[..at], body[(at + quote.Length + 1)..])
            : throw new CommandFailedException("config value must be in the form [key]=[value]");
    }
}
