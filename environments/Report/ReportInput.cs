using CustomerLake.Environments.Leftovers;
using CustomerLake.Harness.Records;

namespace CustomerLake.Environments.Report;

/// <summary>What is known of a preview when its report is written; what is null has not happened.</summary>
public sealed record ReportInput
{
    public required string Stack { get; init; }

    /// <summary>The commit that the preview was made from.</summary>
    public string? Commit { get; init; }

    /// <summary>Where it is, as in <c>in the local cloud</c>: figures of one place say little about another.</summary>
    public string? Place { get; init; }

    /// <summary>What bringing it up changed.</summary>
    public EnvironmentResult? Update { get; init; }

    /// <summary>What the sample gave.</summary>
    public RunRecord? Run { get; init; }

    /// <summary>What the same sample gave before the change.</summary>
    public RunRecord? BaseRun { get; init; }

    public Lease? Lease { get; init; }

    public Uri? Console { get; init; }

    /// <summary>What the services had of it after it was destroyed.</summary>
    public IReadOnlyList<Leftover>? Leftovers { get; init; }

    /// <summary>Why the preview, or its run, failed.</summary>
    public string? Fault { get; init; }
}

/// <summary>How much of it fits.</summary>
internal sealed record ReportDepth(bool HasDetails, int MaxRows)
{
    public static readonly IReadOnlyList<ReportDepth> All =
    [
        new(HasDetails: true, MaxRows: 500),
        new(HasDetails: false, MaxRows: 200),
        new(HasDetails: false, MaxRows: 20),
    ];
}
