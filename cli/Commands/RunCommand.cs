using System.CommandLine;
using CustomerLake.Cli.Backend;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake run</c>: sends data through an environment that is up.</summary>
internal static class RunCommand
{
    public static Command Make(LakePaths paths)
    {
        var stack = StackOption.Make();
        var data = new Option<string>("--data")
        {
            Description = "Folder with the client data.",
            DefaultValueFactory = _ => paths.SampleData,
        };
        var replace = new Option<bool>("--replace")
        {
            Description = "Remove raw objects that are not in the data folder.",
        };
        var from = new Option<DateOnly?>("--from") { Description = "First day of orders to compute." };
        var to = new Option<DateOnly?>("--to") { Description = "Last day of orders to compute." };
        var json = new Option<bool>("--json") { Description = "One JSON document." };
        var command = new Command("run", "Run data through the seven stages of an environment")
        {
            stack,
            data,
            replace,
            from,
            to,
            json,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var request = new RunRequest(parsed.GetRequiredValue(stack), Path.GetFullPath(parsed.GetValue(data)!))
                {
                    ReplaceRaw = parsed.GetValue(replace),
                    From = parsed.GetValue(from),
                    To = parsed.GetValue(to),
                    Json = parsed.GetValue(json),
                };
                return await PipelineRun.RunAsync(paths, backend, request, cancellationToken);
            }
        );
        return command;
    }
}
