using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.PullRequests;

namespace CustomerLake.Environments;

/// <summary>A preview that is up.</summary>
/// <param name="Lease">Null where none was ever given to it.</param>
public sealed record Preview(int PullRequest, Lease? Lease, DateTimeOffset? LastUpdate);

public sealed record PreviewUp(EnvironmentResult Result, Lease Lease);

/// <param name="Destroyed">Null where there was no such stack.</param>
/// <param name="Leftovers">What the services still have of it; should be empty.</param>
public sealed record PreviewDown(string Stack, EnvironmentResult? Destroyed, IReadOnlyList<Leftover> Leftovers);

/// <summary>Which previews a sweep takes down.</summary>
public sealed record SweepOptions
{
    /// <summary>A pull request with this label keeps its preview.</summary>
    public const string KeepLabel = "keep-preview";

    /// <summary>Only says what would go.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Pull requests that are closed: their previews go whatever the lease.</summary>
    public IReadOnlySet<int> Closed { get; init; } = new HashSet<int>();

    /// <summary>Pull requests whose previews stay, whatever else holds.</summary>
    public IReadOnlySet<int> Kept { get; init; } = new HashSet<int>();

    /// <summary>Asked for the state of each; null asks nobody.</summary>
    public IPullRequests? PullRequests { get; init; }

    internal async Task<string?> ReasonToTakeDownAsync(
        Preview preview,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (Kept.Contains(preview.PullRequest))
        {
            return null;
        }

        var state = PullRequests is null
            ? null
            : await PullRequests.StateOfAsync(preview.PullRequest, cancellationToken);
        return state?.Labels.Contains(KeepLabel) == true ? null
            : state is { IsOpen: false } || Closed.Contains(preview.PullRequest) ? "its pull request is closed"
            : preview.Lease is { } lease && lease.IsOver(time) ? $"its lease ended {lease}"
            : null;
    }
}

/// <param name="Down">Null in a dry run and where it failed.</param>
/// <param name="Fault">Why it could not be taken down.</param>
public sealed record Swept(Preview Preview, string Reason, PreviewDown? Down, string? Fault)
{
    /// <summary>Gone, and nothing left of it.</summary>
    public bool IsClean => Down is { Leftovers.Count: 0 };
}
