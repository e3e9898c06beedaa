using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CustomerLake.Cli;
using CustomerLake.Cli.Backend;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Kms;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Tests.Contract.Boto;

/// <summary>
/// One local cloud for all tests of a folder, and the Python files in it whose tests boto3 runs against the cloud. Every
/// test has an account of its own.
/// </summary>
public abstract class BotoContract(string scripts) : IAsyncLifetime
{
    private const long FirstAccount = 100_000_000_001;
    private const long AccountsOfAFile = 1_000_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("boto-contract-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyDictionary<string, string?>>>> _runs = new();
    private CloudServer? _server;
    private int _files;

    /// <summary>Every call that reached the server.</summary>
    internal ConcurrentBag<RecordedCall> Calls { get; } = [];

    /// <summary>A row for every test of the files.</summary>
    internal static TheoryData<string, string> TestsOf(string scripts, IEnumerable<string> files)
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in files)
        {
            foreach (var test in NamesIn(scripts, file))
            {
                rows.Add(file, test);
            }
        }

        return rows;
    }

    public async ValueTask InitializeAsync() =>
        _server = await CloudServer.StartAsync(
            new CloudOptions
            {
                StateFolder = Path.Combine(_folder, "state"),
                GlueRuntimeFolder = Path.Combine(Checkout.Root, "local", "glue-runtime"),
                SqlWorkers = CloudConnection.SqlWorkers,
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
        GC.SuppressFinalize(this);
    }

    /// <summary>Fails with what Python said unless the test went well. A file is run once, all its tests in one process.</summary>
    public async Task PassAsync(string file, string test)
    {
        SkipWithoutBoto();
        var results = await ResultsAsync(file);

        Assert.True(results.TryGetValue(test, out var failure), $"{file} ended before '{test}' ran.");
        Assert.True(failure is null, failure);
    }

    /// <summary>
    /// The operations of a service and the members of their requests that boto3 has not sent once the files have run;
    /// members that are declared as ignored need not be sent.
    /// </summary>
    internal async Task<IReadOnlyList<string>> UnsentAsync(string service, IEnumerable<string> files)
    {
        SkipWithoutBoto();
        foreach (var file in files)
        {
            await ResultsAsync(file);
        }

        var sent = Calls
            .Where(call => call.Service == service && call.Client.StartsWith("Boto3", StringComparison.Ordinal))
            .SelectMany(call => call.Members.Append("").Select(member => $"{call.Operation}.{member}"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. (await RowsAsync(service))
                .SelectMany(row => MembersOf(row).Append("").Select(member => $"{row.Name}.{member}"))
                .Where(member => !sent.Contains(member)),
        ];
    }

    private static readonly Lazy<bool> HasBoto = new(() => ChildProcess.Has("python3", "-c", "import boto3"));

    private static void SkipWithoutBoto() =>
        Assert.SkipUnless(HasBoto.Value, "python3 with boto3 is not installed (Debian: python3-boto3).");

    /// <summary>What a service says it can do.</summary>
    private static async Task<IReadOnlyList<OperationRow>> RowsAsync(string service)
    {
        var folder = Directory.CreateTempSubdirectory("boto-rows-").FullName;
        try
        {
            await using var state = new CloudState(new CloudOptions { StateFolder = folder }, (_, _) => { });
            var services = new CloudServices(
                state,
                new Sessions(state),
                new Keys(state),
                new ObjectStore(state, new Keys(state)),
                new DuckDbExecutor(DuckDbLimits.Default)
            );
            return
            [
                .. services
                    .All.Single(each => each.SigningName == service)
                    .Operations.Rows.Where(row => row.Refusal is null),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> MembersOf(OperationRow row)
    {
        var ignored = OperationTable.IgnoredOf(row.RequestType).Select(pair => pair.Member).ToHashSet();
        return row.RequestType.GetProperties().Select(property => property.Name).Where(name => !ignored.Contains(name));
    }

    /// <summary>The tests of a file by name, read off its text.</summary>
    private static IEnumerable<string> NamesIn(string scripts, string file) =>
        File.ReadLines(Path.Combine(Folder(scripts), file))
            .Where(line => line.StartsWith("def test_", StringComparison.Ordinal))
            .Select(line => line[4..line.IndexOf('(', StringComparison.Ordinal)]);

    private Task<IReadOnlyDictionary<string, string?>> ResultsAsync(string file) =>
        _runs.GetOrAdd(file, name => new(() => RunAsync(name))).Value;

    private static string Folder(string scripts) => Path.Combine(AppContext.BaseDirectory, scripts);

    private async Task<IReadOnlyDictionary<string, string?>> RunAsync(string file)
    {
        // A file's accounts start where no other file's do.
        var first = FirstAccount + (AccountsOfAFile * Interlocked.Increment(ref _files));
        var start = new ProcessStartInfo("python3")
        {
            ArgumentList = { Path.Combine(Folder("Boto"), "boto_tests.py"), Path.Combine(Folder(scripts), file) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ENDPOINT"] = _server!.Endpoint.ToString().TrimEnd('/'),
                ["CONSOLE"] = _server.ConsoleEndpoint.ToString().TrimEnd('/'),
                ["ROOT_SECRET"] = _server.RootSecret,
                ["FIRST_ACCOUNT"] = first.ToString(CultureInfo.InvariantCulture),
                ["CASES"] = Path.Combine(Folder(scripts), "cases"),
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
