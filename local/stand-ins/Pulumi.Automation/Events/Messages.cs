using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>The operation was cancelled.</summary>
public class CancelEvent
{
    internal CancelEvent() { }
}

/// <summary>A text for standard output.</summary>
public class StandardOutputEngineEvent
{
    internal StandardOutputEngineEvent() { }

    public string Message { get; private set; } = null!;

    public string Color { get; private set; } = null!;
}

/// <summary>A message about a resource, or about the operation.</summary>
public class DiagnosticEvent
{
    internal DiagnosticEvent() { }

    public string? Urn { get; private set; }

    public string? Prefix { get; private set; }

    public string Message { get; private set; } = null!;

    public string Color { get; private set; } = null!;

    public string Severity { get; private set; } = null!;

    public string? StreamId { get; private set; }

    public bool? Ephemeral { get; private set; }
}

/// <summary>The first event: the configuration, secrets masked.</summary>
public class PreludeEvent
{
    internal PreludeEvent() { }

    [JsonRequired]
    public IImmutableDictionary<string, string> Config { get; private set; } = null!;
}

/// <summary>The last event of an operation.</summary>
public class SummaryEvent
{
    internal SummaryEvent() { }

    public bool MaybeCorrupt { get; private set; }

    public int DurationSeconds { get; private set; }

    public IImmutableDictionary<OperationType, int> ResourceChanges { get; private set; } =
        ImmutableDictionary<OperationType, int>.Empty;

    public IImmutableDictionary<string, string> PolicyPacks { get; private set; } =
        ImmutableDictionary<string, string>.Empty;
}

/// <summary>What a policy says of a resource.</summary>
public class PolicyEvent
{
    internal PolicyEvent() { }

    public string? ResourceUrn { get; private set; }

    public string Message { get; private set; } = null!;

    public string Color { get; private set; } = null!;

    public string PolicyName { get; private set; } = null!;

    public string PolicyPackName { get; private set; } = null!;

    public string PolicyPackVersion { get; private set; } = null!;

    public string PolicyPackVersionTag { get; private set; } = null!;

    public string EnforcementLevel { get; private set; } = null!;
}
