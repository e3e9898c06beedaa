using CustomerLake.Local.Engine.State;
using Pulumi;
using Pulumi.Testing;

namespace CustomerLake.Bench.Engine;

/// <summary>What a preview without changes must do at least: run the program, and read the checkpoint.</summary>
internal static class BareProgram
{
    public static async Task RunAsync(int size, string stateFolder)
    {
        _ = new FileBackend(stateFolder, new StateFiles(), TimeProvider.System).Load(
            new StackName("bench", "dev"),
            null
        );
        await Deployment.TestWithServiceProviderAsync<Stack>(
            new Echo(),
            new OneStack(size),
            new TestOptions { ProjectName = "bench", StackName = "dev" }
        );
    }

    private sealed class OneStack(int size) : IServiceProvider
    {
        public object? GetService(Type serviceType) => new ChainStack(new StackOptions(), size);
    }

    /// <summary>Gives back what it gets.</summary>
    private sealed class Echo : IMocks
    {
        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
            Task.FromResult<(string?, object)>((args.Name, args.Inputs));

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}
