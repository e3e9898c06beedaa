using System.Collections.Concurrent;
using System.Diagnostics;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Programs.InProcess;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Bench.Engine;

/// <param name="Engine">How long the operation took.</param>
/// <param name="Bare">How long what it must do at least took, in the same round.</param>
internal sealed record RoundTime(string Operation, TimeSpan Engine, TimeSpan Bare);

/// <summary>One stack through up, preview without changes and destroy, in a local cloud of its own; beside it the bare work.</summary>
internal sealed class EngineRound(int size)
{
    private const int Parallel = 16;
    private const int Previews = 5;
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public async Task<IReadOnlyList<RoundTime>> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("engine-bench-").FullName;
        try
        {
            await using var cloud = await CloudServer.StartAsync(
                new CloudOptions
                {
                    StateFolder = Path.Combine(folder, "cloud"),
                    // As AWS does, and as the engine does with its checkpoints.
                    Durability = Durability.Power,
                    OnCall = call => _calls.AddOrUpdate(call.Operation, 1, (_, count) => count + 1),
                },
                cancellationToken
            );
            return await RunAsync(cloud, folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<RoundTime>> RunAsync(
        CloudServer cloud,
        string folder,
        CancellationToken cancellationToken
    )
    {
        var direct = new DirectCalls(Call(Environment(cloud, "000000000001")), size, Parallel);
        await direct.CreateAsync(cancellationToken);
        await direct.DeleteAsync(cancellationToken);
        _calls.Clear();
        var (bareUp, expectedUp) = await TimeAsync(() => direct.CreateAsync(cancellationToken));
        var (bareDestroy, expectedDestroy) = await TimeAsync(() => direct.DeleteAsync(cancellationToken));

        await File.WriteAllTextAsync(
            Path.Combine(folder, "Pulumi.yaml"),
            "name: bench\nruntime: dotnet\n",
            cancellationToken
        );
        var cli = Cli(folder, Environment(cloud, "000000000002"));
        await RunAsync(cli, folder, "stack", "init", "dev");
        var (up, upCalls) = await TimeAsync(() => RunAsync(cli, folder, "up", "--yes", "--skip-preview"));
        var previews = new List<RoundTime>();
        for (var time = 0; time < Previews; time++)
        {
            var (preview, _) = await TimeAsync(() => RunAsync(cli, folder, "preview", "--expect-no-changes"));
            var (bare, _) = await TimeAsync(() => BareProgram.RunAsync(size, Path.Combine(folder, "state")));
            previews.Add(new RoundTime("preview", preview, bare));
        }

        var (destroy, destroyCalls) = await TimeAsync(() =>
            RunAsync(cli, folder, "destroy", "--yes", "--skip-preview")
        );
        RequireEqual("up", expectedUp, upCalls);
        RequireEqual("destroy", expectedDestroy, destroyCalls);
        return [new RoundTime("up", up, bareUp), .. previews, new RoundTime("destroy", destroy, bareDestroy)];
    }

    /// <summary>How long the work takes, and which calls the cloud got meanwhile.</summary>
    private async Task<(TimeSpan Time, string Calls)> TimeAsync(Func<Task> workAsync)
    {
        _calls.Clear();
        GC.Collect();
        var started = Stopwatch.GetTimestamp();
        await workAsync();
        var time = Stopwatch.GetElapsedTime(started);
        return (time, string.Join(", ", _calls.OrderBy(call => call.Key).Select(call => $"{call.Value} {call.Key}")));
    }

    private static void RequireEqual(string operation, string expected, string calls)
    {
        if (calls != expected)
        {
            throw new InvalidOperationException(
                $"'{operation}' is measured against other calls than it makes: it made {calls}, against {expected}."
            );
        }
    }

    private static Dictionary<string, string?> Environment(CloudServer cloud, string account) =>
        new()
        {
            ["AWS_ENDPOINT_URL"] = cloud.Endpoint.ToString(),
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_ACCESS_KEY_ID"] = account,
            ["AWS_SECRET_ACCESS_KEY"] = cloud.RootSecret,
        };

    private static AwsCall Call(Dictionary<string, string?> environment) =>
        new(
            new AwsPackageOptions().Http,
            AwsConfiguration.Read(PropertyMap.Empty, environment.GetValueOrDefault, new AwsRetry()),
            TimeProvider.System,
            Random.Shared
        );

    private PulumiCli Cli(string folder, Dictionary<string, string?> environment) =>
        new(
            new EmbeddedPulumiOptions
            {
                StateFolder = Path.Combine(folder, "state"),
                Packages = [AwsPackage.Create(new AwsPackageOptions { Environment = environment.GetValueOrDefault })],
                Runner = new InProcessProgramRunner(options => new ChainStack(options, size)),
                Passphrase = "bench",
            }
        );

    private static async Task RunAsync(PulumiCli cli, string folder, string verb, params string[] arguments)
    {
        string[] parallel = verb is "stack" ? [] : ["--parallel", $"{Parallel}"];
        var outcome = await cli.RunAsync(new CommandCall([verb, .. arguments, .. parallel], folder));
        if (outcome.Code != 0)
        {
            throw new InvalidOperationException(outcome.StandardError + outcome.StandardOutput);
        }
    }
}
