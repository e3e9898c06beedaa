using System.CommandLine;
using System.Runtime.InteropServices;
using CustomerLake.Cli.Backend;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake cloud</c>: serves the local cloud in the foreground.</summary>
internal static class CloudCommand
{
    public static Command Make(LakePaths paths)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the AWS endpoint on 127.0.0.1; 0 picks a free one.",
            DefaultValueFactory = _ => 4580,
        };
        var consolePort = new Option<int>("--console-port")
        {
            Description = "Port of the console; 0 picks a free one.",
            DefaultValueFactory = _ => 0,
        };
        var state = new Option<string>("--state")
        {
            Description = "Folder of the state; made when missing.",
            DefaultValueFactory = _ => paths.CloudState,
        };
        var secret = new Option<string?>("--root-secret")
        {
            Description = "Fixes the secret key of every account's root.",
        };
        var durability = new Option<string>("--durability")
        {
            Description = "What an acknowledged write survives: the end of this process, or a power cut.",
            DefaultValueFactory = _ => "process",
        }.AcceptOnlyFromAmong("process", "power");
        var command = new Command("cloud", "Serve the local cloud in the foreground")
        {
            port,
            consolePort,
            state,
            secret,
            durability,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                ServeAsync(
                    new CloudOptions
                    {
                        Port = parsed.GetValue(port),
                        ConsolePort = parsed.GetValue(consolePort),
                        StateFolder = Path.GetFullPath(parsed.GetValue(state)!),
                        RootSecret = parsed.GetValue(secret),
                        Durability = parsed.GetValue(durability) == "power" ? Durability.Power : Durability.Process,
                        GlueRuntimeFolder = paths.GlueRuntime,
                        SqlWorkers = CloudConnection.SqlWorkers,
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> ServeAsync(CloudOptions options, CancellationToken cancellationToken)
    {
        await using var cloud = await CloudConnection.ServeAsync(options, cancellationToken);
        Console.Out.WriteLine($"AWS endpoint: {cloud.Address.Endpoint.ToString().TrimEnd('/')}");
        Console.Out.WriteLine($"Console: {cloud.Address.Console.ToString().TrimEnd('/')}");
        await Console.Out.FlushAsync(cancellationToken);
        await StoppedAsync(cancellationToken);
        return 0;
    }

    /// <summary>Waits for SIGINT or SIGTERM, either of which ends the serving cleanly.</summary>
    public static async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = cancellationToken.Register(() => stopped.TrySetResult());
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await stopped.Task;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped.TrySetResult();
        }
    }
}
