using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>The commands of the pulumi CLI that work here.</summary>
public sealed class PulumiCli(EmbeddedPulumiOptions options)
{
    private static readonly Dictionary<string, Func<CommandContext, string[], Task<int>>> Commands = new()
    {
        ["up"] = (context, arguments) => new OperationCommand(context, OperationKind.Up).RunAsync(arguments),
        ["preview"] = (context, arguments) => new OperationCommand(context, OperationKind.Preview).RunAsync(arguments),
        ["refresh"] = (context, arguments) => new OperationCommand(context, OperationKind.Refresh).RunAsync(arguments),
        ["destroy"] = (context, arguments) => new OperationCommand(context, OperationKind.Destroy).RunAsync(arguments),
        ["import"] = (context, arguments) => new OperationCommand(context, OperationKind.Import).RunAsync(arguments),
        ["cancel"] = StackCommands.CancelAsync,
        ["stack"] = StackViewCommands.ShowAsync,
        ["stack init"] = StackCommands.InitAsync,
        ["stack select"] = StackCommands.SelectAsync,
        ["stack unselect"] = StackCommands.UnselectAsync,
        ["stack ls"] = StackViewCommands.ListAsync,
        ["stack rm"] = StackCommands.RemoveAsync,
        ["stack rename"] = StackCommands.RenameAsync,
        ["stack output"] = StackViewCommands.OutputAsync,
        ["stack export"] = DeploymentCommands.ExportAsync,
        ["stack import"] = StackImportCommand.RunAsync,
        ["stack history"] = HistoryCommand.RunAsync,
        ["stack tag ls"] = TagCommands.ListAsync,
        ["stack tag get"] = TagCommands.GetAsync,
        ["stack tag set"] = TagCommands.SetAsync,
        ["stack tag rm"] = TagCommands.RemoveAsync,
        ["stack change-secrets-provider"] = DeploymentCommands.ChangeSecretsProviderAsync,
        ["config"] = ConfigCommands.ListAsync,
        ["config get"] = ConfigCommands.GetAsync,
        ["config set"] = ConfigCommands.SetAsync,
        ["config set-all"] = ConfigBulkCommands.SetAllAsync,
        ["config rm"] = ConfigCommands.RemoveAsync,
        ["config rm-all"] = ConfigCommands.RemoveAllAsync,
        ["config cp"] = ConfigBulkCommands.CopyAsync,
        ["config refresh"] = ConfigBulkCommands.RefreshAsync,
        ["config env"] = Unsupported("config env", "environments need Pulumi Cloud's ESC service"),
        ["state delete"] = StateCommands.DeleteAsync,
        ["state unprotect"] = StateCommands.UnprotectAsync,
        ["state protect"] = StateCommands.ProtectAsync,
        ["state rename"] = StateCommands.RenameAsync,
        ["state move"] = StateMoveCommand.RunAsync,
        ["state taint"] = StateCommands.TaintAsync,
        ["state untaint"] = StateCommands.UntaintAsync,
        ["state repair"] = StateCommands.RepairAsync,
        ["state edit"] = Unsupported(
            "state edit",
            "edit what `pulumi stack export` gives, then `pulumi stack import` it"
        ),
        ["state upgrade"] = Unsupported("state upgrade", "states of the legacy layout are not read"),
        ["stack graph"] = Unsupported("stack graph", "`pulumi stack export` holds all dependencies"),
        ["login"] = Unsupported("login", "the backend is named by PULUMI_BACKEND_URL or in Pulumi.yaml"),
        ["logout"] = Unsupported("logout", "the backend is named by PULUMI_BACKEND_URL or in Pulumi.yaml"),
        ["new"] = Unsupported("new", "write Pulumi.yaml and the program"),
        ["watch"] = Unsupported("watch", "run `pulumi up` again"),
        ["whoami"] = OtherCommands.WhoAmIAsync,
        ["version"] = OtherCommands.VersionAsync,
        ["plugin ls"] = OtherCommands.PluginsAsync,
        ["plugin install"] = OtherCommands.NothingToInstallAsync,
        ["plugin rm"] = OtherCommands.NothingToInstallAsync,
        ["install"] = OtherCommands.NothingToInstallAsync,
    };

    private static readonly Dictionary<string, string> OtherNames = new()
    {
        ["update"] = "up",
        ["pre"] = "preview",
        ["down"] = "destroy",
        ["dn"] = "destroy",
        ["stack new"] = "stack init",
        ["stack create"] = "stack init",
        ["stack setup"] = "stack init",
        ["stack list"] = "stack ls",
        ["stack remove"] = "stack rm",
        ["stack delete"] = "stack rm",
        ["stack hist"] = "stack history",
        ["stack tag list"] = "stack tag ls",
        ["stack tag remove"] = "stack tag rm",
        ["stack tag delete"] = "stack tag rm",
        ["config remove"] = "config rm",
        ["config delete"] = "config rm",
        ["config remove-all"] = "config rm-all",
        ["config delete-all"] = "config rm-all",
        ["config copy"] = "config cp",
        ["state remove"] = "state delete",
        ["state rm"] = "state delete",
        ["state mv"] = "state move",
        ["state update"] = "state edit",
        ["state modify"] = "state edit",
        ["plugin list"] = "plugin ls",
        ["plugin remove"] = "plugin rm",
        ["plugin delete"] = "plugin rm",
    };

    public async Task<CommandOutcome> RunAsync(CommandCall call)
    {
        var output = new CommandOutput(call.OnOutputLine, call.OnErrorLine);
        var code = await RunGuardedAsync(call, output);
        return new CommandOutcome(code, output.StandardOutput, output.StandardError);
    }

    private async Task<int> RunGuardedAsync(CommandCall call, CommandOutput output)
    {
        try
        {
            var (command, rest) = Find(call.Arguments);
            var context = new CommandContext(options, InFolder(call, rest), output)
            {
                HasFullNames = rest.TakeWhile(argument => argument != "--")
                    .Any(argument => argument is "-Q" or "--fully-qualify-stack-names"),
            };
            return await command(context, rest);
        }
        catch (CommandFailedException fault)
        {
            output.Error($"error: {fault.Message}");
            return fault.Code;
        }
        catch (Exception fault)
            when (fault
                    is StackLockedException
                        or StateFormatException
                        or SnapshotIntegrityException
                        or StateException
                        or SettingsException
                        or SecretsException
            )
        {
            output.Error($"error: {fault.Message}");
            return CommandFailedException.Failed;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            output.Error($"error: {fault.Message}");
            return CommandFailedException.Failed;
        }
    }

    /// <summary>The command that the words name, longest first; flags that all commands know may stand among them.</summary>
    private static (Func<CommandContext, string[], Task<int>> Command, string[] Arguments) Find(
        IReadOnlyList<string> arguments
    )
    {
        var (path, rest) = ("", new List<string>());
        var at = 0;
        for (; at < arguments.Count && arguments[at] != "--"; at++)
        {
            var word = arguments[at];
            if (word.Length > 1 && word[0] == '-')
            {
                rest.Add(word);
                if (CommandLine.TakesNext(word) && at + 1 < arguments.Count)
                {
                    rest.Add(arguments[++at]);
                }

                continue;
            }

            var longer = path.Length == 0 ? word : $"{path} {word}";
            longer = OtherNames.GetValueOrDefault(longer, longer);
            if (
                !Commands.ContainsKey(longer)
                && !Commands.Keys.Any(name => name.StartsWith(longer + " ", StringComparison.Ordinal))
            )
            {
                break;
            }

            path = longer;
        }

        var wanted = at < arguments.Count ? arguments[at] : path;
        return Commands.TryGetValue(path, out var command)
            ? (command, [.. rest, .. arguments.Skip(at)])
            : throw new CommandFailedException(
                $"unknown command \"{wanted}\" for \"{(path.Length == 0 || at == arguments.Count ? "pulumi" : $"pulumi {path}")}\""
            );
    }

    /// <summary>With <c>--cwd</c> a command works as if it had been started there.</summary>
    private static CommandCall InFolder(CommandCall call, string[] arguments)
    {
        if (CommandLine.GivenFolder(arguments) is not { Length: > 0 } folder)
        {
            return call;
        }

        var path = Path.GetFullPath(folder, call.WorkDirectory);
        return Directory.Exists(path)
            ? call with
            {
                WorkDirectory = path,
            }
            : throw new CommandFailedException($"chdir {folder}: no such file or directory");
    }

    private static Func<CommandContext, string[], Task<int>> Unsupported(string command, string why) =>
        (_, _) =>
            throw new CommandFailedException(
                $"'pulumi {command}' is not supported by the embedded engine: {why}",
                CommandFailedException.Misuse
            );
}
