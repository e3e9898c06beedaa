using CustomerLake.Cli;
using CustomerLake.Cli.Backend;
using CustomerLake.Environments.Leftovers;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>What the services still have of the environment <c>dev</c>.</summary>
internal static class Leftovers
{
    /// <summary>Fails unless it is nothing but so many keys, which KMS keeps for days after their deletion.</summary>
    public static async Task AssertOnlyKeysAsync(LakePaths paths, string region, int keys, string why)
    {
        await using var backend = await LocalBackend.OpenAsync(paths, TestContext.Current.CancellationToken);
        var left = await new AwsLeftoverCheck(backend.Cloud.Target(region)).AskAsync(
            new EnvironmentMark("dev", null),
            TestContext.Current.CancellationToken
        );

        Assert.True(
            left.Count == keys && left.All(thing => thing is { Service: "kms", Kind: "key" }),
            $"{why}: there should be {keys} keys, and there are {string.Join(", ", left)}"
        );
    }
}
