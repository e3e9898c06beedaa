using CustomerLake.Environments.Changes;

namespace CustomerLake.Environments;

/// <summary>What an operation did, or would do.</summary>
public sealed record EnvironmentResult
{
    public required string Stack { get; init; }

    /// <summary>Resources that were (or would be) created, updated, replaced, deleted; in the order of the steps.</summary>
    public required IReadOnlyList<ResourceChange> Changes { get; init; }

    /// <summary>Resources that had changed behind Pulumi's back; filled by a refresh.</summary>
    public IReadOnlyList<ResourceChange> Drift { get; init; } = [];

    /// <summary>Resources that stay as they are.</summary>
    public int Unchanged { get; init; }

    /// <summary>What the command wrote to standard output.</summary>
    public string Text { get; init; } = "";

    /// <summary>The stack's outputs by name; filled by an update.</summary>
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = new Dictionary<string, object?>();

    public TimeSpan Duration { get; init; }
}
