using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.Workspaces;

namespace CustomerLake.Environments;

/// <summary>
/// An environment for each pull request, stack <c>pr-N</c>, made from <c>Pulumi.preview.yaml</c>, with a lease. When it
/// goes, the services are asked what is left: the state alone would not know.
/// </summary>
public static class Previews
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    /// <summary>The name of a pull request's stack.</summary>
    /// <exception cref="EnvironmentException">The number is none of a pull request.</exception>
    public static string StackOf(int pullRequest) => EnvironmentName.OfPreview(pullRequest);

    /// <summary>Creates the preview, or brings it up to date; either way its lease starts anew.</summary>
    /// <exception cref="EnvironmentException">It could not be; says what failed and what to do.</exception>
    public static async Task<PreviewUp> UpAsync(
        int pullRequest,
        EnvironmentOptions options,
        TimeSpan? lease = null,
        CancellationToken cancellationToken = default
    )
    {
        var stack = EnvironmentName.OfPreview(pullRequest);
        var until = Lease.From(options.Time, lease ?? Lease.Default);
        var leased = options with
        {
            Settings = new Dictionary<string, string>(options.Settings) { ["lease"] = until.ToString() },
        };
        return new PreviewUp(await LakeEnvironment.UpAsync(stack, leased, cancellationToken), until);
    }

    /// <summary>Destroys the preview, removes its stack and folder, and asks the services what is left.</summary>
    /// <remarks>A preview that is not there (any more) is not an error: the services are asked all the same.</remarks>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<PreviewDown> DownAsync(
        int pullRequest,
        EnvironmentOptions options,
        ILeftoverCheck leftovers,
        CancellationToken cancellationToken = default
    )
    {
        var stack = EnvironmentName.OfPreview(pullRequest);
        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        EnvironmentResult? destroyed = null;
        string? suffix = null;
        try
        {
            await workspace.SelectAsync(makes: false, cancellationToken);
            suffix = workspace.Config.Suffix;
            destroyed = await WithPatienceAsync(
                options,
                () => LakeEnvironment.DestroyAsync(stack, Thoroughly(options), cancellationToken),
                cancellationToken
            );
            await workspace.RemoveAsync(cancellationToken);
        }
        catch (EnvironmentException missing) when (missing.Reason == FailureReason.Unknown && destroyed is null)
        {
            suffix = workspace.Config.Suffix;
            workspace.RemoveFolder();
        }

        return new PreviewDown(stack, destroyed, await LeftAsync(leftovers, new(stack, suffix), cancellationToken));
    }

    /// <summary>The previews that there are, by number.</summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<IReadOnlyList<Preview>> ListAsync(
        EnvironmentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var previews = new List<Preview>();
        foreach (var stack in await LakeEnvironment.ListAsync(options, cancellationToken))
        {
            // Some backends say organization/project/stack.
            if (EnvironmentName.PullRequestOf(stack.Name.Split('/')[^1]) is { } number)
            {
                previews.Add(
                    new Preview(number, await LeaseOfAsync(number, options, cancellationToken), stack.LastUpdate)
                );
            }
        }

        return [.. previews.OrderBy(preview => preview.PullRequest)];
    }

    /// <summary>
    /// What the services have of previews that no stack knows of (any more): the state was lost, or someone removed the
    /// stack by force.
    /// </summary>
    /// <inheritdoc cref="UpAsync"/>
    public static async Task<IReadOnlyList<Leftover>> OrphansAsync(
        EnvironmentOptions options,
        ILeftoverCheck leftovers,
        CancellationToken cancellationToken = default
    )
    {
        var known = (await ListAsync(options, cancellationToken)).Select(preview => new EnvironmentMark(
            EnvironmentName.OfPreview(preview.PullRequest),
            suffix: null
        ));
        var all = await leftovers.AskAsync(EnvironmentMark.OfAnyPreview, cancellationToken);
        return [.. all.Where(leftover => !known.Any(mark => mark.IsOn(leftover.Name)))];
    }

    /// <summary>Takes down every preview whose lease is over or whose pull request is closed.</summary>
    /// <remarks>One that fails does not keep the others: see the results.</remarks>
    public static async Task<IReadOnlyList<Swept>> SweepAsync(
        EnvironmentOptions options,
        ILeftoverCheck leftovers,
        SweepOptions sweep,
        CancellationToken cancellationToken = default
    )
    {
        var swept = new List<Swept>();
        foreach (var preview in await ListAsync(options, cancellationToken))
        {
            if (await TakeDownAsync(preview, options, leftovers, sweep, cancellationToken) is { } outcome)
            {
                swept.Add(outcome);
            }
        }

        return swept;
    }

    private static async Task<Swept?> TakeDownAsync(
        Preview preview,
        EnvironmentOptions options,
        ILeftoverCheck leftovers,
        SweepOptions sweep,
        CancellationToken cancellationToken
    )
    {
        var reason = "its state is not known";
        try
        {
            if (await sweep.ReasonToTakeDownAsync(preview, options.Time, cancellationToken) is not { } found)
            {
                return null;
            }

            reason = found;
            var down = sweep.IsDryRun
                ? null
                : await DownAsync(preview.PullRequest, options, leftovers, cancellationToken);
            return new Swept(preview, reason, down, Fault: null);
        }
        catch (EnvironmentException fault)
        {
            return new Swept(preview, reason, Down: null, fault.Message);
        }
    }

    /// <summary>
    /// What is gone already is no fault, and one resource that cannot go does not keep the others.
    /// </summary>
    private static EnvironmentOptions Thoroughly(EnvironmentOptions options) =>
        options with
        {
            Flags = options.Flags with { Refresh = true, ContinueOnError = true },
        };

    /// <summary>What is left once that is gone which services made by themselves.</summary>
    private static async Task<IReadOnlyList<Leftover>> LeftAsync(
        ILeftoverCheck leftovers,
        EnvironmentMark mark,
        CancellationToken cancellationToken
    )
    {
        var left = await leftovers.AskAsync(mark, cancellationToken);
        if (left.Count == 0)
        {
            return left;
        }

        await leftovers.RemoveMadeByServicesAsync(mark, left, cancellationToken);
        return await leftovers.AskAsync(mark, cancellationToken);
    }

    private static async Task<T> WithPatienceAsync<T>(
        EnvironmentOptions options,
        Func<Task<T>> doAsync,
        CancellationToken cancellationToken
    )
    {
        var deadline = options.Time.GetUtcNow() + options.Patience;
        for (var pause = _firstPause; ; pause = pause * 2 < _longestPause ? pause * 2 : _longestPause)
        {
            try
            {
                return await doAsync();
            }
            catch (EnvironmentException busy)
                when (busy.Reason == FailureReason.Busy && options.Time.GetUtcNow() < deadline)
            {
                await Task.Delay(pause, options.Time, cancellationToken);
            }
        }
    }

    /// <summary>The lease as the workspace keeps it; on another machine, as the last update had it.</summary>
    private static async Task<Lease?> LeaseOfAsync(
        int pullRequest,
        EnvironmentOptions options,
        CancellationToken cancellationToken
    )
    {
        using var workspace = await EnvironmentWorkspace.OpenAsync(
            EnvironmentName.OfPreview(pullRequest),
            options,
            cancellationToken
        );
        if (Lease.Parse(workspace.Config.Lease) is { } kept)
        {
            return kept;
        }

        var stack = await workspace.SelectAsync(makes: false, cancellationToken);
        var newest = await stack.GetInfoAsync(cancellationToken);
        return Lease.Parse(newest?.Config.GetValueOrDefault(workspace.Config.Full("lease"))?.Value);
    }
}
