using System.Text.Json.Serialization;

namespace Pulumi.Automation.Events;

/// <summary>Something that happened during an operation: exactly one of its events is set.</summary>
public class EngineEvent
{
    internal EngineEvent() { }

    public int Sequence { get; private set; }

    public int Timestamp { get; private set; }

    public CancelEvent? CancelEvent { get; private set; }

    [JsonPropertyName("stdoutEvent")]
    public StandardOutputEngineEvent? StandardOutputEvent { get; private set; }

    public DiagnosticEvent? DiagnosticEvent { get; private set; }

    public PreludeEvent? PreludeEvent { get; private set; }

    public SummaryEvent? SummaryEvent { get; private set; }

    public ResourcePreEvent? ResourcePreEvent { get; private set; }

    [JsonPropertyName("resOutputsEvent")]
    public ResourceOutputsEvent? ResourceOutputsEvent { get; private set; }

    [JsonPropertyName("resOpFailedEvent")]
    public ResourceOperationFailedEvent? ResourceOperationFailedEvent { get; private set; }

    public PolicyEvent? PolicyEvent { get; private set; }
}
