using System.Diagnostics;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>What a Python process is started with.</summary>
internal sealed record PythonStart
{
    public required string Python { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>All of the environment: nothing of this server's own leaks into a job.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required Action<IReadOnlyList<string>> WriteOutput { get; init; }

    public required Action<IReadOnlyList<string>> WriteError { get; init; }
}

/// <summary>One child process with its output pumped to the logs.</summary>
internal static class PythonProcess
{
    /// <summary>A grandchild that outlives the script may hold its pipes; nobody waits longer for it.</summary>
    private static readonly TimeSpan PipeDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Runs to the end and returns the exit code. Cancellation kills the process and all it started.</summary>
    public static async Task<int> RunAsync(PythonStart start, CancellationToken cancellationToken)
    {
        var information = new ProcessStartInfo(start.Python, start.Arguments)
        {
            WorkingDirectory = start.WorkingFolder,
            // The driver's lifeline: never written to, closed by whatever ends this server.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        information.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            information.Environment[name] = value;
        }

        using var process = Start(information);
        var pumps = Task.WhenAll(
            new LogPump(start.WriteOutput).CopyAsync(process.StandardOutput),
            new LogPump(start.WriteError).CopyAsync(process.StandardError)
        );
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            if (await Task.WhenAny(pumps, Task.Delay(PipeDeadline, CancellationToken.None)) == pumps)
            {
                await pumps;
            }
        }
    }

    private static Process Start(ProcessStartInfo information)
    {
        try
        {
            return Process.Start(information) ?? throw Unstartable(information, "no process came to be");
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw Unstartable(information, fault.Message);
        }
    }

    private static AwsException Unstartable(ProcessStartInfo information, string why) =>
        new("InternalServiceException", $"'{information.FileName}' could not be started: {why}", 500);
}
