using System.Collections.Immutable;
using System.Diagnostics;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Bench;

/// <summary>
/// The embedded engine with a provider that does nothing: up, preview without changes and destroy at 50, 500 and 2,000
/// resources. Saving is linear in the size of the stack when four times the resources take at most 4.4 times as long.
/// </summary>
internal static class EngineBench
{
    private const double LinearLimit = 4.4;
    private static readonly int[] Sizes = [50, 500, 2000];

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var times = new Dictionary<(string Operation, int Size), TimeSpan>();
        await MeasureAsync(20, [], cancellationToken);
        foreach (var size in Sizes)
        {
            await MeasureAsync(size, times, cancellationToken);
        }

        var isLinear = true;
        foreach (var operation in new[] { "up", "preview", "destroy" })
        {
            foreach (var size in Sizes)
            {
                var time = times[(operation, size)];
                Console.WriteLine(
                    $"{operation, -8} {size, 5} resources  {time.TotalSeconds:0.00} s  {time.TotalMilliseconds / size:0.00} ms each"
                );
            }

            var ratio = times[(operation, 2000)] / times[(operation, 500)];
            Console.WriteLine($"{operation, -8} t(2000)/t(500) = {ratio:0.00} (at most {LinearLimit})");
            isLinear &= ratio <= LinearLimit;
        }

        Console.WriteLine(isLinear ? "linear" : "not linear");
        return isLinear ? 0 : 1;
    }

    private static async Task MeasureAsync(
        int size,
        Dictionary<(string, int), TimeSpan> times,
        CancellationToken cancellationToken
    )
    {
        var folder = Directory.CreateTempSubdirectory("engine-bench-").FullName;
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder, "Pulumi.yaml"),
                "name: proj\nruntime: bench\n",
                cancellationToken
            );
            var cli = new PulumiCli(
                new EmbeddedPulumiOptions
                {
                    StateFolder = Path.Combine(folder, "state"),
                    Packages = [new ProviderPackage("null", "1.0.0", () => new NullProvider())],
                    Runner = new Program(size),
                    Passphrase = "bench",
                }
            );
            await RunAsync(cli, folder, "stack", "init", "dev");
            times[("up", size)] = await RunAsync(cli, folder, "up", "--yes", "--skip-preview");
            times[("preview", size)] = await RunAsync(cli, folder, "preview");
            times[("destroy", size)] = await RunAsync(cli, folder, "destroy", "--yes", "--skip-preview");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> RunAsync(PulumiCli cli, string folder, params string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var outcome = await cli.RunAsync(new CommandCall(arguments, folder));
        return outcome.Code == 0
            ? Stopwatch.GetElapsedTime(started)
            : throw new InvalidOperationException(outcome.StandardError + outcome.StandardOutput);
    }

    /// <summary>Resources in chains of ten: each depends on the one before it.</summary>
    private sealed class Program(int size) : IProgramRunner
    {
        private const int ChainLength = 10;

        public async Task<ProgramResult> RunAsync(
            ProgramRequest request,
            IResourceMonitor monitor,
            CancellationToken cancellationToken
        )
        {
            var root = Urn.Root(request.Stack, request.Project);
            var stack = await monitor.RegisterResourceAsync(
                new RegisterRequest(Urn.RootType, root.Name, false, PropertyMap.Empty),
                cancellationToken
            );
            await Task.WhenAll(
                Enumerable
                    .Range(0, size / ChainLength)
                    .Select(chain => RegisterChainAsync(chain, stack.Urn, monitor, cancellationToken))
            );
            await monitor.RegisterOutputsAsync(stack.Urn, PropertyMap.Empty, cancellationToken);
            return ProgramResult.Ok;
        }

        private static async Task RegisterChainAsync(
            int chain,
            string parent,
            IResourceMonitor monitor,
            CancellationToken cancellationToken
        )
        {
            ImmutableArray<string> before = [];
            for (var i = 0; i < ChainLength; i++)
            {
                var inputs = PropertyMap.Of(("name", $"r{chain}-{i}"), ("text", new string('x', 200)));
                var answer = await monitor.RegisterResourceAsync(
                    new RegisterRequest("null:index:Thing", $"r{chain}-{i}", true, inputs)
                    {
                        Parent = parent,
                        DependsOn = before,
                        Version = "1.0.0",
                    },
                    cancellationToken
                );
                before = [answer.Urn];
            }
        }
    }

    /// <summary>Does nothing, at once.</summary>
    private sealed class NullProvider : IResourceProvider
    {
        private int _next;

        public Task<CheckResult> CheckConfigAsync(CheckRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(CheckResult.Ok(request.NewInputs));

        public Task<DiffResult> DiffConfigAsync(DiffRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(DiffResult.None);

        public Task ConfigureAsync(ConfigureRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(CheckResult.Ok(request.NewInputs));

        public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new DiffResult(DiffChanges.Unknown));

        public Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new CreateResult(request.Preview ? null : $"id-{Interlocked.Increment(ref _next)}", request.Inputs)
            );

        public Task<ReadResult?> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<ReadResult?>(new ReadResult(request.Id, request.Inputs, request.Outputs));

        public Task<UpdateResult> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new UpdateResult(request.NewInputs));

        public Task DeleteAsync(DeleteRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new InvokeResult(PropertyMap.Empty));

        public Task CancelAsync() => Task.CompletedTask;
    }
}
