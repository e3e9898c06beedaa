using System.Diagnostics;

namespace CustomerLake.Tests.Unit.Spark;

/// <summary>Runs Python with this repository's pyspark and the built executable.</summary>
internal static class SparkScripts
{
    public static string Root { get; } = FindRoot();

    public static string Truth => Path.Combine(Root, "tests", "truth", "spark");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CustomerLake.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }

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

        start.Environment["PYTHONPATH"] = Path.Combine(Root, "local", "glue-runtime");
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
