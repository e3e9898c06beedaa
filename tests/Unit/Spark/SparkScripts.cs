using System.Diagnostics;
using CustomerLake.Cli;

namespace CustomerLake.Tests.Unit.Spark;

/// <summary>Runs Python with this repository's pyspark and the built executable.</summary>
internal static class SparkScripts
{
    public static string Truth => Path.Combine(Checkout.Root, "tests", "truth", "spark");

    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default
    )
    {
        var start = new ProcessStartInfo("python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PYTHONPATH"] = Path.Combine(Checkout.Root, "local", "glue-runtime");
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["TZ"] = "UTC";
        // The executable this test was built with, whatever else lies in the repository.
        start.Environment["LAKE_EXECUTABLE"] = Path.Combine(AppContext.BaseDirectory, "lake");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output, await errors);
    }
}
