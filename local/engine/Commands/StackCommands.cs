using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack init|select|unselect|rm|rename</c> and <c>cancel</c>.</summary>
internal static class StackCommands
{
    private static readonly string[] SecretsProviders =
    [
        "default",
        "passphrase",
        "awskms",
        "azurekeyvault",
        "gcpkms",
        "hashivault",
    ];

    public static Task<int> InitAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, ["secrets-provider", "copy-config-from", "teams"], ["no-select", "yes|y"])
            .Expect(0, 1);
        var name = CommandContext.NameOf(line);
        ThrowUnlessPassphrase(line.Value("secrets-provider") ?? "default");
        var stack = context.Parse(
            string.IsNullOrEmpty(name) ? throw new CommandFailedException("missing stack name") : name
        );
        if (line.IsGiven("teams"))
        {
            throw new CommandFailedException(
                $"stack {name} uses the {Environment.MachineName} backend: "
                    + $"{Environment.MachineName} does not support --teams"
            );
        }

        Create(context, stack, select: !line.Has("no-select"));
        if (line.Value("copy-config-from") is { Length: > 0 } other)
        {
            CopyConfig(context, context.Existing(other), stack);
        }

        return Task.FromResult(0);
    }

    public static Task<int> SelectAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["secrets-provider"], ["create|c"]).Expect(0, 1);
        var name =
            CommandContext.NameOf(line)
            ?? throw new CommandFailedException(
                "no stack selected; specify a stack name with --stack",
                CommandFailedException.NoSuchStack
            );
        var stack = context.Parse(name);
        if (line.Has("create") && !context.Backend.Exists(stack))
        {
            ThrowUnlessPassphrase(line.Value("secrets-provider") ?? "default");
            Create(context, stack, select: true);
        }
        else
        {
            context.Select(
                context.Backend.Exists(stack) ? stack : throw CommandContext.NoSuchStack(context.Shown(stack))
            );
        }

        return Task.FromResult(0);
    }

    public static Task<int> UnselectAsync(CommandContext context, string[] arguments)
    {
        _ = CommandLine.Parse(arguments, [], []).Expect(0, 0);
        if (context.HasSelection)
        {
            context.Select(null);
            context.Output.Error("Stack was unselected");
        }

        return Task.FromResult(0);
    }

    public static Task<int> RemoveAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine
            .Parse(arguments, [], ["force|f", "yes|y", "preserve-config", "remove-backups"])
            .Expect(0, 1);
        var stack = context.StackOfArgument(line);
        var shown = context.Shown(stack);
        if (!line.Has("yes") && !context.SkipsConfirmations)
        {
            throw new CommandFailedException("non-interactive mode requires --yes flag");
        }

        using (context.Lock(stack))
        {
            if (!line.Has("force") && context.Backend.Load(stack, null) is { IsOnlyRoot: false })
            {
                throw new CommandFailedException(
                    $"'{shown}' still has resources; removal rejected. Possible actions:\n"
                        + $"- Make sure that '{shown}' is the stack that you want to destroy\n"
                        + "- Run `pulumi destroy` to delete the resources, then run `pulumi stack rm`\n"
                        + "- Run `pulumi stack rm --force` to override this error"
                );
            }

            context.Backend.Remove(stack, withBackups: line.Has("remove-backups"));
        }

        if (!line.Has("preserve-config") && context.HasProject(stack) && File.Exists(context.StackFilePath(stack)))
        {
            context.Options.Files.Delete(context.StackFilePath(stack));
        }

        context.Output.WriteLine($"Stack '{shown}' has been removed!");
        context.Select(null);
        return Task.FromResult(0);
    }

    public static Task<int> RenameAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], []).Expect(1, 1);
        var from = context.Stack(line, CommandContext.SelectHint);
        var to = context.Parse(line.Positional[0]);
        using (context.Lock(from))
        {
            if (context.Backend.Exists(to))
            {
                throw new CommandFailedException($"a stack named {context.Shown(to)} already exists");
            }

            var snapshot = StateRename.Stack(context.Backend.LoadSealed(from), from, to);
            context.Backend.Rename(from, to, snapshot, FileBackend.SealedForm);
            var (old, renamed) = (context.StackFilePath(from), context.StackFilePath(to));
            if (old != renamed && File.Exists(old))
            {
                context.Options.Files.Move(old, Path.ChangeExtension(renamed, Path.GetExtension(old)));
            }

            context.Select(to);
        }

        context.Output.WriteLine($"Renamed {context.Shown(from)} to {context.Shown(to)}");
        return Task.FromResult(0);
    }

    public static Task<int> CancelAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, [], ["yes|y"]).Expect(0, 1);
        var stack = context.StackOfArgument(line);
        StackLock.Cancel(context.Backend, stack);
        context.Output.WriteLine($"The currently running update for '{stack.Name}' has been canceled!");
        return Task.FromResult(0);
    }

    /// <exception cref="CommandFailedException">It is another kind of provider, or none at all.</exception>
    internal static void ThrowUnlessPassphrase(string provider)
    {
        var kind = provider.Split(':')[0];
        if (!SecretsProviders.Contains(kind))
        {
            throw new CommandFailedException(
                $"unknown secrets provider type '{kind}' (supported values: {string.Join(',', SecretsProviders)})"
            );
        }

        if (kind is not ("default" or "passphrase"))
        {
            throw new CommandFailedException(
                $"the secrets provider '{provider}' is not supported: only the passphrase provider is"
            );
        }
    }

    private static void Create(CommandContext context, StackName stack, bool select)
    {
        if (stack.Project != context.Project.Name)
        {
            throw new CommandFailedException(
                $"could not create stack: provided project name \"{stack.Project}\" doesn't match Pulumi.yaml"
            );
        }

        if (context.Backend.Exists(stack))
        {
            throw new CommandFailedException($"stack '{stack.Qualified}' already exists");
        }

        PassphraseSecrets secrets;
        try
        {
            secrets = context.Secrets(stack, context.LoadStackFile(stack));
        }
        catch (SecretsException fault)
        {
            throw new CommandFailedException($"could not create secrets manager for new stack: {fault.Message}");
        }

        context.Backend.Create(stack, secrets.Salt);
        if (select)
        {
            context.Select(stack);
        }

        context.Output.Error($"Created stack '{context.Shown(stack)}'");
    }

    private static void CopyConfig(CommandContext context, StackName from, StackName to)
    {
        var target = settings(to);
        if (ConfigBulkCommands.CopyAll(settings(from), target))
        {
            target.Save();
        }

        StackSettings settings(StackName stack) =>
            new(context, stack, context.LoadStackFile(stack), null, isPath: false);
    }
}
