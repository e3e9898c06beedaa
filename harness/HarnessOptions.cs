using CustomerLake.Harness.Records;

namespace CustomerLake.Harness;

/// <summary>One run of the seven stages.</summary>
public sealed record HarnessOptions
{
    public required string Stack { get; init; }

    public required AwsTarget Target { get; init; }

    public required LakeOutputs Outputs { get; init; }

    /// <summary>Holds <c>customers/</c>, <c>orders/</c>, <c>events/</c>, <c>exchange_rates/</c> and maybe <c>expected.json</c>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Holds a data contract for each raw source.</summary>
    public required string ContractsFolder { get; init; }

    /// <summary>Removes raw objects that are not in <see cref="DataFolder"/>: only for environments whose raw zone is a sample.</summary>
    public bool ReplaceRaw { get; init; }

    /// <summary>First and last day of orders to compute; null for all.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>How long one crawl, job run or query may take.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(20);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told when a stage starts (no record) and ends.</summary>
    public IProgress<StageProgress>? Progress { get; init; }
}

public sealed record StageProgress(StageName Stage, StageRecord? Done);
