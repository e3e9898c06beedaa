using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Local.Engine.Display;

/// <summary><c>up --json</c> and the like: every event as it comes, default providers left out.</summary>
internal sealed class EventJsonDisplay(CommandOutput output, TimeProvider time) : IDisplay
{
    private int _sequence;

    public void Show(EngineEvent happened)
    {
        var sequence = _sequence++;
        var urn = happened switch
        {
            EngineEvent.ResourcePre pre => pre.Step.Urn,
            EngineEvent.ResourceOutputs outputs => outputs.Step.Urn,
            _ => "",
        };
        if (happened is not EngineEvent.Cancel && !ProviderReference.IsDefault(urn))
        {
            output.WriteLine(EventJson.Write(happened, sequence, time.GetUtcNow()).ToJsonString());
        }
    }

    public void Finish() { }
}
