using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack export</c>, <c>stack import</c>, <c>stack change-secrets-provider</c>.</summary>
internal static class DeploymentCommands
{
    private const int CurrentVersion = 3;
    private const int NewestVersion = 4;

    public static Task<int> ExportAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["file", "version"], ["show-secrets"]).Expect(0, 0);
        var stack = context.Stack(line, CommandContext.SelectHint);
        if (line.IsGiven("version"))
        {
            throw new CommandFailedException(
                $"the current backend ({Environment.MachineName}) does not provide the ability to export previous deployments"
            );
        }

        var deployment = line.Has("show-secrets")
            ? context
                .LoadSnapshot(stack)
                .ToJson(new SecretForm.InClear(), context.Backend.LastUpdate(stack) ?? context.Time.GetUtcNow())
            : JsonObject.Create(context.Backend.LoadRaw(stack)!.Value)!;
        var text = new JsonObject { ["version"] = CurrentVersion, ["deployment"] = deployment }.ToIndented(4);
        if (line.Value("file") is { } file)
        {
            File.WriteAllText(Path.Combine(context.Call.WorkDirectory, file), text + "\n");
        }
        else
        {
            context.Output.WriteLine(text);
        }

        return Task.FromResult(0);
    }

    public static Task<int> ImportAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["file"], ["force|f"]).Expect(0, 0);
        var stack = context.Stack(line, CommandContext.SelectHint);
        using var document = Read(context, line, stack);
        Snapshot snapshot;
        try
        {
            snapshot = Snapshot.Read(document.RootElement.GetProperty("deployment"), Opener(context, stack, document));
        }
        catch (StateFormatException fault)
        {
            throw new CommandFailedException($"could not deserialize deployment: {fault.Message}");
        }

        foreach (var state in snapshot.Resources.Where(state => !Urn.TryParse(state.Urn, out _)))
        {
            throw new CommandFailedException($"could not deserialize deployment: invalid URN \"{state.Urn}\"");
        }

        CheckContent(context, stack, snapshot, line.Has("force"));
        foreach (var pending in snapshot.Pending)
        {
            context.Output.Error(
                $"warning: removing pending operation '{pending.KindText}' on '{pending.Resource.Urn}' from snapshot"
            );
        }

        using (context.Lock(stack))
        {
            context.Backend.Backup(stack);
            snapshot = snapshot with { Pending = [] };
            context.Backend.Save(stack, snapshot, context.FormFor(stack, snapshot));
        }

        context.Output.WriteLine("Import complete.");
        return Task.FromResult(0);
    }

    public static Task<int> ChangeSecretsProviderAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []).Expect(1, 1);
        StackCommands.ThrowUnlessPassphrase(line.Positional[0]);
        var stack = context.Stack(line, CommandContext.SelectHint);

        var fresh =
            context.Call.StandardInput?.Split('\n')[0].TrimEnd('\r')
            ?? throw new CommandFailedException("passphrase must be given on standard input");
        context.Output.WriteLine("Migrating old configuration and state to new secrets provider");
        using var held = context.Lock(stack);
        var file = context.LoadStackFile(stack);
        var old = context.Secrets(stack, file);
        var snapshot = context.LoadSnapshot(stack);
        var secrets = PassphraseSecrets.Create(fresh, context.Options.Salt);
        foreach (var (key, node) in file.Config.ToList())
        {
            file.Set(key, ConfigBulkCommands.Reseal(node, cipher => secrets.Encrypt(old.Decrypt(cipher))));
        }

        file.EncryptionSalt = secrets.Salt;
        context.Backend.Backup(stack);
        context.Backend.Save(
            stack,
            snapshot with
            {
                SecretsSalt = secrets.Salt,
            },
            new SecretForm.Encrypted(secrets.Encrypt)
        );
        context.SaveStackFile(stack, file);
        return Task.FromResult(0);
    }

    private static JsonDocument Read(CommandContext context, CommandLine line, StackName stack)
    {
        var text = Text(context, line);
        if (text.Trim().Length == 0)
        {
            throw new CommandFailedException("EOF");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            throw new CommandFailedException(JsonFault.Describe(text));
        }

        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new CommandFailedException(
                $"json: cannot unmarshal {root.ValueKind.ToString().ToLowerInvariant()} into Go value of type apitype.UntypedDeployment"
            );
        }

        var version = root.TryGetProperty("version", out var number) && number.TryGetInt32(out var given) ? given : 0;
        if (version > NewestVersion)
        {
            throw new CommandFailedException(
                $"the stack '{stack.Name}' is newer than what this version of the Pulumi CLI understands. "
                    + "Please update your version of the Pulumi CLI"
            );
        }

        if (version < 1)
        {
            throw new CommandFailedException(
                $"the stack '{stack.Name}' is too old to be used by this version of the Pulumi CLI"
            );
        }

        if (root.TryGetProperty("features", out var features) && features.GetArrayLength() > 0)
        {
            throw new CommandFailedException(
                $"the stack '{stack.Name}' uses features that are not supported by this version of the Pulumi CLI: "
                    + $"{string.Join(", ", features.EnumerateArray().Select(feature => feature.GetString()))}. "
                    + "Please update your version of the Pulumi CLI"
            );
        }

        return root.TryGetProperty("deployment", out var deployment) && deployment.ValueKind == JsonValueKind.Object
            ? document
            : throw new CommandFailedException("could not deserialize deployment: unexpected end of JSON input");
    }

    private static string Text(CommandContext context, CommandLine line)
    {
        if (line.Value("file") is not { } file)
        {
            return context.Call.StandardInput ?? "";
        }

        var path = Path.Combine(context.Call.WorkDirectory, file);
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new CommandFailedException($"could not open file: open {file}: no such file or directory");
    }

    private static Func<string, string> Opener(CommandContext context, StackName stack, JsonDocument document)
    {
        PassphraseSecrets? opened = null;
        return cipher =>
        {
            opened ??= PassphraseSecrets.Open(
                context.Passphrase(),
                Snapshot.SaltOf(document.RootElement.GetProperty("deployment"))
                    ?? context.LoadStackFile(stack).EncryptionSalt
                    ?? throw new SecretsException("the deployment holds secrets but names no secrets provider")
            );
            return opened.Decrypt(cipher);
        };
    }

    private static void CheckContent(CommandContext context, StackName stack, Snapshot snapshot, bool force)
    {
        var faults = snapshot
            .Resources.Where(state => Urn.Parse(state.Urn).Stack != stack.Name)
            .Select(state =>
                $"resource '{state.Urn}' is from a different stack ({Urn.Parse(state.Urn).Stack} != {stack.Name})"
            )
            .ToList();
        if (SnapshotIntegrity.FirstFault(snapshot) is { } fault)
        {
            faults.Add($"state file contains errors: {fault}");
        }

        if (faults.Count == 0)
        {
            return;
        }

        if (force)
        {
            foreach (var text in faults)
            {
                context.Output.Error($"warning: {text}");
            }

            return;
        }

        faults.Add("importing this file could be dangerous; rerun with --force to proceed anyway");
        throw new CommandFailedException(
            $"{faults.Count} errors occurred:{string.Concat(faults.Select((text, index) => $"\n    {index + 1}) {text}"))}"
        );
    }
}
