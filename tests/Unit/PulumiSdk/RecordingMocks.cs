using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace CustomerLake.Tests.Unit.PulumiSdk;

/// <summary>Mocks that keep what they were asked; each resource answers with its inputs unless told otherwise.</summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly Lock _lock = new();

    public List<MockResourceArgs> Resources { get; } = [];

    public List<MockCallArgs> Calls { get; } = [];

    public List<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    public Func<MockResourceArgs, (string? Id, object State)> Answer { get; init; } =
        args => ($"{args.Name}-id", args.Inputs);

    public Func<MockCallArgs, object> CallAnswer { get; init; } = _ => new Dictionary<string, object>();

    public MockResourceArgs this[string name] => Resources.Single(r => r.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (_lock)
        {
            Resources.Add(args);
        }

        return Task.FromResult<(string?, object)>(Answer(args));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        lock (_lock)
        {
            Calls.Add(args);
        }

        return Task.FromResult(CallAnswer(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        lock (_lock)
        {
            Outputs.Add(args);
        }

        return Task.CompletedTask;
    }

    /// <summary>Runs a program as an update (or a preview) of stack <c>dev</c> of project <c>lake</c>.</summary>
    public async Task<IDictionary<string, object?>> RunAsync(
        Func<IDictionary<string, object?>> program,
        bool isPreview = false
    ) => (await Deployment.TestAsync(this, Options(isPreview), program)).Outputs;

    public async Task<ImmutableArray<Resource>> RunAsync(Action program, bool isPreview = false) =>
        (
            await Deployment.TestAsync(
                this,
                Options(isPreview),
                () =>
                {
                    program();
                    return new Dictionary<string, object?>();
                }
            )
        ).Resources;

    /// <summary>The value, whether it is known, whether it is secret, and the names of what it depends on.</summary>
    public static async Task<(T Value, bool IsKnown, bool IsSecret, string Dependencies)> LookAsync<T>(Output<T> output)
    {
        var dependencies = await OutputUtilities.GetDependenciesAsync(output);
        return (
            await OutputUtilities.GetValueAsync(output),
            await OutputUtilities.GetIsKnownAsync(output),
            await Output.IsSecretAsync(output),
            string.Join(' ', dependencies.Select(d => d.GetResourceName()).Order(StringComparer.Ordinal))
        );
    }

    public static TestOptions Options(bool isPreview = false) =>
        new()
        {
            ProjectName = "lake",
            StackName = "dev",
            IsPreview = isPreview,
            RootDirectory = "/root/of/lake",
        };
}
