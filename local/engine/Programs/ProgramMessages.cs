using System.Collections.Immutable;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Programs;

/// <summary>What a program is started with.</summary>
public sealed record ProgramRequest(string Project, string Stack, string WorkDirectory, bool Preview)
{
    public string Organization { get; init; } = "organization";

    /// <summary>Full key → text, secrets in clear.</summary>
    public ImmutableSortedDictionary<string, string> Config { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public ImmutableHashSet<string> SecretConfigKeys { get; init; } = [];

    public int Parallel { get; init; } = 16;
}

/// <param name="Error">Null when the program ended well; otherwise what its language host says.</param>
public sealed record ProgramResult(string? Error)
{
    public static readonly ProgramResult Ok = new((string?)null);

    /// <summary>The program ended early because the engine refused something; the engine has already said why.</summary>
    public bool Bailed { get; init; }
}

public sealed record CustomTimeouts(TimeSpan? Create, TimeSpan? Update, TimeSpan? Delete)
{
    public bool IsEmpty => Create is null && Update is null && Delete is null;
}

/// <summary>A former identity: a whole URN, or the parts that differ.</summary>
public sealed record AliasSpec
{
    public string? Urn { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Project { get; init; }

    public string? Stack { get; init; }

    public string? ParentUrn { get; init; }

    public bool NoParent { get; init; }
}

public sealed record RegisterRequest(string Type, string Name, bool Custom, PropertyMap Inputs)
{
    /// <summary>The parent's URN; null only for the root stack.</summary>
    public string? Parent { get; init; }

    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Per input: the URNs whose outputs went into it.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    /// <summary><c>urn::id</c>; null for the default provider.</summary>
    public string? Provider { get; init; }

    /// <summary>Package → reference, for the children of a component.</summary>
    public ImmutableSortedDictionary<string, string> Providers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public bool? Protect { get; init; }

    public bool? RetainOnDelete { get; init; }

    public bool? DeleteBeforeReplace { get; init; }

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];

    public ImmutableArray<string> HideDiffs { get; init; } = [];

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public ImmutableArray<AliasSpec> Aliases { get; init; } = [];

    /// <summary>Not made by the program's own code as it ran, but later: inside an Apply, or in another continuation.</summary>
    public bool InApply { get; init; }

    public string? ImportId { get; init; }

    public string? DeletedWith { get; init; }

    public ImmutableArray<string> ReplaceWith { get; init; } = [];

    public CustomTimeouts? CustomTimeouts { get; init; }

    /// <summary>The package's version the program was compiled against; null or empty when it says none.</summary>
    public string? Version { get; init; }
}

public sealed record ReadResourceRequest(string Type, string Name, string Id, PropertyMap Inputs)
{
    public string? Parent { get; init; }

    public ImmutableArray<string> DependsOn { get; init; } = [];

    public string? Provider { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public string? Version { get; init; }
}

public enum RegisterOutcome
{
    Success,

    /// <summary>The step failed; the engine has said why.</summary>
    Fail,

    /// <summary>Not done because something it depends on failed.</summary>
    Skip,
}

/// <param name="Id">Null when not known yet, and for components.</param>
/// <param name="Outputs">An output left out is unknown in a preview, and null in an update.</param>
public sealed record RegisterResponse(string Urn, string? Id, PropertyMap Outputs, RegisterOutcome Outcome);

public sealed record MonitorInvokeRequest(string Token, PropertyMap Arguments)
{
    public string? Provider { get; init; }

    public string? Version { get; init; }
}

public sealed record MonitorInvokeResponse(PropertyMap Outputs)
{
    public ImmutableArray<Providers.CheckFailure> Failures { get; init; } = [];
}
