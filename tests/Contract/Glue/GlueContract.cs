using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Tests.Contract.Glue;

/// <summary>One local cloud for all of Glue's tests, and the Python files of tests that boto3 runs against it.</summary>
public sealed class GlueContract : IAsyncLifetime
{
    private const string FirstAccount = "100000000001";
    private readonly string _folder = Directory.CreateTempSubdirectory("glue-contract-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, string?>>>> _runs = new();
    private CloudServer? _server;
    private int _files;

    /// <summary>Every call that reached the server.</summary>
    internal ConcurrentBag<RecordedCall> Calls { get; } = [];

    private static string Scripts => Path.Combine(AppContext.BaseDirectory, "Glue");

    /// <summary>The tests of a file by name, read off its text.</summary>
    internal static IEnumerable<string> TestsOf(string file) =>
        File.ReadLines(Path.Combine(Scripts, file))
            .Where(line => line.StartsWith("def test_", StringComparison.Ordinal))
            .Select(line => line[4..line.IndexOf('(', StringComparison.Ordinal)]);

    /// <summary>What the service says it can do.</summary>
    internal static async Task<IReadOnlyList<OperationRow>> RowsAsync()
    {
        var folder = Directory.CreateTempSubdirectory("glue-rows-").FullName;
        try
        {
            await using var state = new CloudState(new CloudOptions { StateFolder = folder }, (_, _) => { });
            var dependencies = GlueDependencies.Of(state, new Sessions(state), new ObjectStore(state));
            return [.. new GlueService(state, dependencies).Operations.Rows];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask InitializeAsync() =>
        _server = await CloudServer.StartAsync(
            new CloudOptions
            {
                StateFolder = Path.Combine(_folder, "state"),
                GlueRuntimeFolder = Path.Combine(Repository.Root, "local", "glue-runtime"),
                OnCall = Calls.Add,
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Fails with what Python said unless the test went well. A file is run once, all its tests in one process.</summary>
    public async Task PassAsync(string file, string test)
    {
        var results = await _runs.GetOrAdd(file, name => new(() => RunAsync(name))).Value;

        Assert.True(results.TryGetValue(test, out var failure), $"{file} ended before '{test}' ran.");
        Assert.True(failure is null, failure);
    }

    private async Task<IReadOnlyDictionary<string, string?>> RunAsync(string file)
    {
        // A file's accounts start where no other file's do.
        var first =
            long.Parse(FirstAccount, System.Globalization.CultureInfo.InvariantCulture)
            + (1_000_000L * Interlocked.Increment(ref _files));
        var start = new ProcessStartInfo("python3")
        {
            ArgumentList = { Path.Combine(Scripts, "boto_tests.py"), Path.Combine(Scripts, file) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ENDPOINT"] = _server!.Endpoint.ToString().TrimEnd('/'),
                ["ROOT_SECRET"] = _server.RootSecret,
                ["FIRST_ACCOUNT"] = first.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["CASES"] = Path.Combine(Scripts, "cases"),
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var results = new Dictionary<string, string?>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var result = JsonDocument.Parse(line);
            results[result.RootElement.GetProperty("name").GetString()!] = result
                .RootElement.GetProperty("failure")
                .GetString();
        }

        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{file} could not be run: {await errors}");
        return results;
    }
}
