using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>A step is about to run.</summary>
public class ResourcePreEvent
{
    internal ResourcePreEvent() { }

    public StepEventMetadata Metadata { get; private set; } = null!;

    public bool? Planning { get; private set; }
}

/// <summary>A step has ended well.</summary>
public class ResourceOutputsEvent
{
    internal ResourceOutputsEvent() { }

    public StepEventMetadata Metadata { get; private set; } = null!;

    public bool? Planning { get; private set; }
}

/// <summary>A step has failed.</summary>
public class ResourceOperationFailedEvent
{
    internal ResourceOperationFailedEvent() { }

    public StepEventMetadata Metadata { get; private set; } = null!;

    public int Status { get; private set; }

    public int Steps { get; private set; }
}

/// <summary>What a step does to which resource.</summary>
public class StepEventMetadata
{
    internal StepEventMetadata() { }

    public OperationType Op { get; private set; }

    public string Urn { get; private set; } = null!;

    public string Type { get; private set; } = null!;

    public StepEventStateMetadata? Old { get; private set; }

    public StepEventStateMetadata? New { get; private set; }

    public ImmutableArray<string>? Keys { get; private set; }

    public ImmutableArray<string>? Diffs { get; private set; }

    public IImmutableDictionary<string, PropertyDiff>? DetailedDiff { get; private set; }

    public bool? Logical { get; private set; }

    public string Provider { get; private set; } = null!;
}

/// <summary>A resource before or after a step.</summary>
public class StepEventStateMetadata
{
    internal StepEventStateMetadata() { }

    public string Urn { get; private set; } = null!;

    public string Type { get; private set; } = null!;

    public bool? Custom { get; private set; }

    public bool? Delete { get; private set; }

    public string Id { get; private set; } = null!;

    public string Parent { get; private set; } = null!;

    public bool? Protect { get; private set; }

    [JsonRequired]
    public IImmutableDictionary<string, object> Inputs { get; private set; } = null!;

    [JsonRequired]
    public IImmutableDictionary<string, object> Outputs { get; private set; } = null!;

    public string Provider { get; private set; } = null!;

    public ImmutableArray<string>? InitErrors { get; private set; }
}

/// <summary>How one property differs.</summary>
public class PropertyDiff
{
    internal PropertyDiff() { }

    public DiffKind Kind { get; private set; }

    public bool InputDiff { get; private set; }
}

public enum DiffKind
{
    Add,
    AddReplace,
    Delete,
    DeleteReplace,
    Update,
    UpdateReplace,
}
