using System.CommandLine;
using CustomerLake.Cli.Commands;

namespace CustomerLake.Cli;

/// <summary>The verbs of <c>lake</c>.</summary>
internal static class LakeCli
{
    public static RootCommand Make(LakePaths paths)
    {
        var root = new RootCommand("Customer Lake: a data pipeline on AWS, its previews and its local cloud")
        {
            DemoCommand.Make(paths),
            TestCommand.Make(paths),
            DoctorCommand.Make(),
            CloudCommand.Make(paths),
            EnvCommand.Make(paths),
            StackCommands.Up(paths),
            StackCommands.Preview(paths),
            StackCommands.Refresh(paths),
            StackCommands.Drift(paths),
            StackCommands.Outputs(paths),
            StackCommands.Cancel(paths),
            StackCommands.Destroy(paths),
            StateCommands.Stack(paths),
            StateCommands.State(paths),
            StateCommands.Import(paths),
            StateCommands.Config(paths),
            RunCommand.Make(paths),
            QueryCommand.Make(paths),
            SampleCommand.Make(),
            BenchCommand.Make(paths),
            ScenariosCommand.Make(),
        };
        root.Add(Help(root));
        return root;
    }

    private static Command Help(RootCommand root)
    {
        var command = new Command("help", "Tell the verbs");
        command.SetAction(
            (_, cancellationToken) => root.Parse(["--help"]).InvokeAsync(cancellationToken: cancellationToken)
        );
        return command;
    }
}
