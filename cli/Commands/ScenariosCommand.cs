using System.CommandLine;
using CustomerLake.Local.Engine.Scenarios;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake scenarios</c>: runs engine scenarios and says where the embedded engine differs.</summary>
internal static class ScenariosCommand
{
    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "Holds scenario files (*.json)." };
        var command = new Command("scenarios", "Run recorded engine scenarios") { folder };
        command.SetAction(
            (parsed, _) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(folder));
                return Directory.Exists(path)
                    ? ScenarioProgram.RunAsync(path, Console.Out)
                    : throw new UserException($"There is no folder '{path}'.", "Name one with scenario files.");
            }
        );
        return command;
    }
}
