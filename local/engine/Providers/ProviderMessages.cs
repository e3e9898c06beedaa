using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers;

/// <summary>A property that failed validation; no property means the resource as a whole.</summary>
public sealed record CheckFailure(string Property, string Reason);

/// <param name="Urn">The resource's (or provider's) URN.</param>
/// <param name="OldInputs">Inputs of the last operation; empty when the resource is new or is being replaced.</param>
/// <param name="NewInputs">What the program asks for.</param>
public sealed record CheckRequest(string Urn, PropertyMap OldInputs, PropertyMap NewInputs)
{
    public string Type => UrnParts.TypeOf(Urn);

    public string Name => UrnParts.NameOf(Urn);

    /// <summary>Whether this is a preview (inputs may hold unknowns).</summary>
    public bool Preview { get; init; }

    /// <summary>The same for the same resource in preview and update: for generated names.</summary>
    public ImmutableArray<byte> RandomSeed { get; init; } = [];
}

public sealed record CheckResult(PropertyMap Inputs)
{
    public ImmutableArray<CheckFailure> Failures { get; init; } = [];

    public static CheckResult Ok(PropertyMap inputs) => new(inputs);
}

public sealed record DiffRequest(
    string Urn,
    string Id,
    PropertyMap OldInputs,
    PropertyMap OldOutputs,
    PropertyMap NewInputs
)
{
    public string Type => UrnParts.TypeOf(Urn);

    /// <summary>Property paths whose changes the program wants ignored; the engine has already put old values back.</summary>
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
}

/// <summary>What a difference does.</summary>
public enum DiffChanges
{
    /// <summary>The provider does not know; the engine compares the inputs itself.</summary>
    Unknown,
    None,
    Some,
}

public enum PropertyDiffKind
{
    Add,
    AddReplace,
    Delete,
    DeleteReplace,
    Update,
    UpdateReplace,
}

/// <param name="InputDiff">Whether old and new inputs differ (otherwise old outputs against new inputs).</param>
public sealed record PropertyDiff(PropertyDiffKind Kind, bool InputDiff = true)
{
    public bool IsReplace =>
        Kind is PropertyDiffKind.AddReplace or PropertyDiffKind.DeleteReplace or PropertyDiffKind.UpdateReplace;
}

public sealed record DiffResult(DiffChanges Changes)
{
    public static readonly DiffResult None = new(DiffChanges.None);

    /// <summary>Top-level properties that differ.</summary>
    public ImmutableArray<string> ChangedKeys { get; init; } = [];

    /// <summary>Top-level properties whose difference forces a replacement.</summary>
    public ImmutableArray<string> ReplaceKeys { get; init; } = [];

    /// <summary>Outputs that no update changes.</summary>
    public ImmutableArray<string> StableKeys { get; init; } = [];

    /// <summary>The old thing must go before the new one can be made.</summary>
    public bool DeleteBeforeReplace { get; init; }

    /// <summary>Property path → kind of difference; null when the provider gives none.</summary>
    public ImmutableSortedDictionary<string, PropertyDiff>? Detailed { get; init; }

    public bool IsReplace => ReplaceKeys.Length > 0;
}

/// <param name="Urn">The provider resource's URN.</param>
public sealed record ConfigureRequest(string Urn, string Id, PropertyMap Inputs);

public sealed record CreateRequest(string Urn, PropertyMap Inputs)
{
    public string Type => UrnParts.TypeOf(Urn);

    public string Name => UrnParts.NameOf(Urn);

    public bool Preview { get; init; }

    /// <summary>From the program's custom timeouts; null when it gives none.</summary>
    public TimeSpan? Timeout { get; init; }
}

/// <param name="Id">Null in a preview; never null or empty otherwise.</param>
public sealed record CreateResult(string? Id, PropertyMap Outputs)
{
    /// <summary>Not empty: the thing exists, but not in the wanted state (partial failure).</summary>
    public ImmutableArray<string> InitErrors { get; init; } = [];
}

public sealed record ReadRequest(string Urn, string Id, PropertyMap Inputs, PropertyMap Outputs)
{
    public string Type => UrnParts.TypeOf(Urn);
}

/// <param name="Inputs">The inputs that would make the thing as it is now (for import and drift).</param>
public sealed record ReadResult(string Id, PropertyMap Inputs, PropertyMap Outputs)
{
    public ImmutableArray<string> InitErrors { get; init; } = [];
}

/// <param name="Inputs">What the create was asked for.</param>
public sealed record FindRequest(string Urn, PropertyMap Inputs)
{
    public string Type => UrnParts.TypeOf(Urn);
}

/// <param name="Thing">What was made; null when nothing was.</param>
public sealed record FindResult(ReadResult? Thing);

public sealed record UpdateRequest(
    string Urn,
    string Id,
    PropertyMap OldInputs,
    PropertyMap OldOutputs,
    PropertyMap NewInputs
)
{
    public string Type => UrnParts.TypeOf(Urn);

    public bool Preview { get; init; }

    public TimeSpan? Timeout { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
}

public sealed record UpdateResult(PropertyMap Outputs)
{
    public ImmutableArray<string> InitErrors { get; init; } = [];
}

public sealed record DeleteRequest(string Urn, string Id, PropertyMap OldInputs, PropertyMap OldOutputs)
{
    public string Type => UrnParts.TypeOf(Urn);

    public TimeSpan? Timeout { get; init; }
}

public sealed record InvokeRequest(string Token, PropertyMap Arguments)
{
    public bool Preview { get; init; }
}

public sealed record InvokeResult(PropertyMap Outputs)
{
    public ImmutableArray<CheckFailure> Failures { get; init; } = [];
}
