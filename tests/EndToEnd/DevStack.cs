using System.Text.Json;
using CustomerLake.Cli;
using CustomerLake.Cli.Backend;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>The environment <c>dev</c> of a state folder, seen and healed in process by the proofs that break it.</summary>
internal sealed class DevStack(LocalBackend backend) : IAsyncDisposable
{
    private const string Name = "dev";
    private static readonly OperationFlags _nothingNew = new() { ExpectNoChanges = true };

    // What an interrupted destroy leaves may have no outputs any more.
    private string _region = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens the local cloud of a state folder.</summary>
    public static async Task<DevStack> OpenAsync(string state) =>
        new(await LocalBackend.OpenAsync(LakePaths.Find() with { State = state }, Cancellation));

    public ValueTask DisposeAsync() => backend.DisposeAsync();

    public async Task UpAsync()
    {
        await LakeEnvironment.UpAsync(Name, backend.Options(), Cancellation);
        await LearnRegionAsync();
    }

    /// <summary>After an interruption: the next <c>up</c> converges, the one after has nothing to do, nothing is pending.</summary>
    public async Task HealAsync()
    {
        await FreeAsync();
        await UpAsync();
        await LakeEnvironment.UpAsync(Name, backend.Options(_nothingNew), Cancellation);
        using var state = await StateAsync();
        Assert.False(state.RootElement.GetProperty("deployment").TryGetProperty("pending_operations", out _));
    }

    /// <summary>Takes away the lock; what was interrupted before there was a stack left none.</summary>
    public async Task FreeAsync()
    {
        if ((await LakeEnvironment.ListAsync(backend.Options(), Cancellation)).Any(stack => stack.Name == Name))
        {
            await LakeEnvironment.CancelAsync(Name, backend.Options(), Cancellation);
        }
    }

    /// <summary>The id of the stack's key.</summary>
    public async Task<string> KeyAsync()
    {
        using var state = await StateAsync();
        return state
            .RootElement.GetProperty("deployment")
            .GetProperty("resources")
            .EnumerateArray()
            .Single(resource => resource.GetProperty("type").GetString() == "aws:kms/key:Key")
            .GetProperty("id")
            .GetString()!;
    }

    /// <summary>
    /// Destroys it, and asks the services what is left: nothing but so many keys, which KMS keeps for days after their
    /// deletion.
    /// </summary>
    public async Task DestroyAsync(int keys)
    {
        await LearnRegionAsync();
        await LakeEnvironment.DestroyAsync(Name, backend.Options(), Cancellation);
        var left = await new AwsLeftoverCheck(backend.Cloud.Target(_region)).AskAsync(
            new EnvironmentMark(Name, null),
            Cancellation
        );

        Assert.True(
            left.Count == keys && left.All(thing => thing is { Service: "kms", Kind: "key" }),
            $"There should be {keys} keys, and there are {string.Join(", ", left)}."
        );
    }

    private async Task LearnRegionAsync()
    {
        var outputs = await LakeEnvironment.OutputsAsync(Name, backend.Options(), Cancellation);
        _region = outputs.TryGetValue("region", out var region) ? (string)region! : _region;
    }

    private async Task<JsonDocument> StateAsync() =>
        JsonDocument.Parse(await LakeEnvironment.ExportAsync(Name, backend.Options(), Cancellation));
}
