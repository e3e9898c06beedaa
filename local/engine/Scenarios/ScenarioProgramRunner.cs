using System.Text.Json;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Programs;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Runs the program of a scenario as its language host did: in order, or all nodes at once.</summary>
internal sealed class ScenarioProgramRunner : IProgramRunner
{
    private static readonly JsonElement None = JsonDocument.Parse("""{"resources":[]}""").RootElement.Clone();

    /// <summary>The program in force.</summary>
    public JsonElement Program { get; set; } = None;

    public async Task<ProgramResult> RunAsync(
        ProgramRequest request,
        IResourceMonitor monitor,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await new ScenarioRun(Program, request, monitor).RunAsync(cancellationToken);
            return ProgramResult.Ok;
        }
        catch (MonitorException)
        {
            return new ProgramResult((string?)null) { Bailed = true };
        }
        catch (RequestRefusedException fault)
        {
            return new ProgramResult($"program failed: {fault.Message}");
        }
        catch (ScenarioProgramException fault)
        {
            return new ProgramResult(fault.Message);
        }
    }
}
