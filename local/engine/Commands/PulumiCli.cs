using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>The commands of the pulumi CLI that work here. Each is looked up by its words, longest first.</summary>
public sealed class PulumiCli(EmbeddedPulumiOptions options)
{
    private static readonly Dictionary<string, Func<CommandContext, string[], Task<int>>> Commands = new()
    {
        ["up"] = (context, arguments) => new OperationCommand(context, OperationKind.Up).RunAsync(arguments),
        ["update"] = (context, arguments) => new OperationCommand(context, OperationKind.Up).RunAsync(arguments),
        ["preview"] = (context, arguments) => new OperationCommand(context, OperationKind.Preview).RunAsync(arguments),
        ["refresh"] = (context, arguments) => new OperationCommand(context, OperationKind.Refresh).RunAsync(arguments),
        ["destroy"] = (context, arguments) => new OperationCommand(context, OperationKind.Destroy).RunAsync(arguments),
        ["import"] = (context, arguments) => new OperationCommand(context, OperationKind.Import).RunAsync(arguments),
        ["cancel"] = StackCommands.CancelAsync,
        ["stack"] = StackCommands.ShowAsync,
        ["stack init"] = StackCommands.InitAsync,
        ["stack select"] = StackCommands.SelectAsync,
        ["stack ls"] = StackCommands.ListAsync,
        ["stack rm"] = StackCommands.RemoveAsync,
        ["stack rename"] = StackCommands.RenameAsync,
        ["stack output"] = StackCommands.OutputAsync,
        ["stack export"] = DeploymentCommands.ExportAsync,
        ["stack import"] = DeploymentCommands.ImportAsync,
        ["stack history"] = HistoryCommand.RunAsync,
        ["stack tag ls"] = TagCommands.ListAsync,
        ["stack tag get"] = TagCommands.GetAsync,
        ["stack tag set"] = TagCommands.SetAsync,
        ["stack tag rm"] = TagCommands.RemoveAsync,
        ["stack change-secrets-provider"] = DeploymentCommands.ChangeSecretsProviderAsync,
        ["config"] = ConfigCommands.ListAsync,
        ["config get"] = ConfigCommands.GetAsync,
        ["config set"] = ConfigCommands.SetAsync,
        ["config set-all"] = ConfigCommands.SetAllAsync,
        ["config rm"] = ConfigCommands.RemoveAsync,
        ["config rm-all"] = ConfigCommands.RemoveAllAsync,
        ["state delete"] = StateCommands.DeleteAsync,
        ["state unprotect"] = StateCommands.UnprotectAsync,
        ["state protect"] = StateCommands.ProtectAsync,
        ["state rename"] = StateCommands.RenameAsync,
        ["state move"] = StateMoveCommand.RunAsync,
        ["state taint"] = StateCommands.TaintAsync,
        ["state repair"] = StateCommands.RepairAsync,
        ["whoami"] = OtherCommands.WhoAmIAsync,
        ["version"] = OtherCommands.VersionAsync,
        ["plugin ls"] = OtherCommands.PluginsAsync,
        ["plugin install"] = OtherCommands.NothingToInstallAsync,
        ["plugin rm"] = OtherCommands.NothingToInstallAsync,
        ["install"] = OtherCommands.NothingToInstallAsync,
    };

    public async Task<CommandOutcome> RunAsync(CommandCall call)
    {
        var output = new CommandOutput(call.OnOutputLine, call.OnErrorLine);
        var context = new CommandContext(options, call, output);
        var code = await RunGuardedAsync(context, [.. call.Arguments], output);
        return new CommandOutcome(code, output.StandardOutput, output.StandardError);
    }

    private static async Task<int> RunGuardedAsync(CommandContext context, string[] arguments, CommandOutput output)
    {
        try
        {
            var (command, rest) = Find(arguments);
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
    }

    private static (Func<CommandContext, string[], Task<int>> Command, string[] Arguments) Find(string[] arguments)
    {
        for (var words = Math.Min(3, arguments.Length); words > 0; words--)
        {
            if (Commands.TryGetValue(string.Join(' ', arguments[..words]), out var command))
            {
                return (command, arguments[words..]);
            }
        }

        var wanted = arguments.FirstOrDefault() ?? "";
        throw new CommandFailedException($"unknown command \"{wanted}\" for \"pulumi\"");
    }
}
