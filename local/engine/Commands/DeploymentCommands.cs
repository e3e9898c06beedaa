using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack export</c> and <c>stack change-secrets-provider</c>.</summary>
internal static class DeploymentCommands
{
    private const int CurrentVersion = 3;

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
        if (line.Value("file") is { Length: > 0 } file)
        {
            Write(Path.Combine(context.Call.WorkDirectory, file), file, text + "\n");
        }
        else
        {
            context.Output.WriteLine(text);
        }

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

    private static void Write(string path, string shown, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"could not open file: open {shown}: "
                    + (fault is DirectoryNotFoundException ? "no such file or directory" : fault.Message)
            );
        }
    }
}
