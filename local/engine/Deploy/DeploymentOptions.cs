using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

public enum DeploymentKind
{
    Update,
    Refresh,
    Destroy,
    Import,
}

/// <summary>What an operation is asked to do.</summary>
public sealed record DeploymentOptions(DeploymentKind Kind, bool Preview)
{
    public const int DefaultParallel = 16;

    public int Parallel { get; init; } = DefaultParallel;

    public UrnTargets Targets { get; init; } = UrnTargets.None;

    public UrnTargets Excludes { get; init; } = UrnTargets.None;

    public UrnTargets Replace { get; init; } = UrnTargets.None;

    public bool TargetDependents { get; init; }

    public bool ExcludeDependents { get; init; }

    public bool ContinueOnError { get; init; }

    /// <summary>Read the live state of every resource first.</summary>
    public bool Refresh { get; init; }

    /// <summary>Run the program in a refresh or destroy too.</summary>
    public bool RunProgram { get; init; }

    public bool ExcludeProtected { get; init; }

    /// <summary>Only what this plan allows may be done; null allows all.</summary>
    public UpdatePlan? Plan { get; init; }

    public ImmutableArray<ImportSpec> Imports { get; init; } = [];

    public bool ClearPendingCreates { get; init; }

    /// <summary>URN → id of what an interrupted create made.</summary>
    public ImmutableDictionary<string, string> ImportPendingCreates { get; init; } =
        ImmutableDictionary<string, string>.Empty;
}

/// <summary>A resource to be adopted by <c>pulumi import</c>.</summary>
public sealed record ImportSpec(string Type, string Name, string Id)
{
    public string? Parent { get; init; }

    public string? Provider { get; init; }

    public string? Version { get; init; }

    public ImmutableArray<string> Properties { get; init; } = [];

    public bool Protect { get; init; } = true;

    public bool IsComponent { get; init; }
}

/// <summary>The stack an operation works on, and whom it works with.</summary>
public sealed record DeploymentTarget(StackName Stack, ProgramRequest Request, ImmutableArray<ProviderPackage> Packages)
{
    /// <summary>Full key → value for the default providers; secret ones are secret values.</summary>
    public PropertyMap Config { get; init; } = PropertyMap.Empty;

    /// <summary>Outputs of another stack, by its qualified name; null when there is none.</summary>
    public Func<string, PropertyMap?> StackOutputs { get; init; } = _ => null;

    public required Func<string> NewId { get; init; }

    public required TimeProvider Time { get; init; }
}
