using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Events;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>What a step of a scenario did here.</summary>
internal sealed class StepRecord(JsonElement step, bool isOperation)
{
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _events = [];

    public JsonElement Step => step;

    public bool IsOperation => isOperation;

    public required FakeWorld World { get; init; }

    /// <summary>Ended as by kill -9: nothing more reaches the disk.</summary>
    public bool Crashed { get; set; }

    public bool IsAlone { get; set; } = true;

    public CommandOutcome? Outcome { get; set; }

    public IReadOnlyList<FakeCall> Calls { get; set; } = [];

    public CancellationTokenSource Graceful { get; } = new();

    public CancellationTokenSource Forceful { get; } = new();

    public IReadOnlyList<JsonObject> Events
    {
        get
        {
            lock (_lock)
            {
                return [.. _events];
            }
        }
    }

    public void Add(EngineEvent happened, int sequence)
    {
        lock (_lock)
        {
            _events.Add(EventJson.Write(happened, sequence, DateTimeOffset.UnixEpoch));
        }
    }
}
