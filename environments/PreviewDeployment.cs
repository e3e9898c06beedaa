using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.PullRequests;

namespace CustomerLake.Environments;

/// <summary>
/// A preview as a pull request's run makes it: only for one that is open, before and after. A pull request that is merged
/// while its preview is made leaves none behind; whoever cleans up meanwhile waits for the lock.
/// </summary>
public sealed class PreviewDeployment(IPullRequests pullRequests, ILeftoverCheck leftovers)
{
    /// <returns>What is up, or how it was taken down because the pull request is closed.</returns>
    /// <exception cref="EnvironmentException">It could not be; says what failed and what to do.</exception>
    public async Task<DeploymentOutcome> RunAsync(
        int pullRequest,
        EnvironmentOptions options,
        TimeSpan? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        PreviewUp? up = null;
        if (await IsOpenAsync())
        {
            up = await Previews.UpAsync(pullRequest, options, lease, cancellationToken);
            if (await IsOpenAsync())
            {
                return new DeploymentOutcome(up, Down: null);
            }
        }

        return new DeploymentOutcome(up, await Previews.DownAsync(pullRequest, options, leftovers, cancellationToken));

        async Task<bool> IsOpenAsync() => (await pullRequests.StateOfAsync(pullRequest, cancellationToken)).IsOpen;
    }
}

/// <param name="Up">Null where the pull request was closed from the start.</param>
/// <param name="Down">Null where the preview is up.</param>
public sealed record DeploymentOutcome(PreviewUp? Up, PreviewDown? Down);
