using System.ComponentModel;
using System.Diagnostics;

namespace CustomerLake.Tests.Contract;

/// <summary>A client that runs as a child process; a machine that lacks it skips its tests and says which it lacks.</summary>
internal static class ChildProcess
{
    public static bool Has(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(Info(command, arguments, new Dictionary<string, string>()))!;
            process.StandardOutput.ReadToEnd();
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>What it wrote to standard output; fails with what it wrote to standard error.</summary>
    public static async Task<string> RunAsync(
        string command,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        using var process = Process.Start(Info(command, arguments, environment))!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command} {string.Join(' ', arguments)}: {await errors}");
        return output;
    }

    private static ProcessStartInfo Info(
        string command,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var info = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }
}
