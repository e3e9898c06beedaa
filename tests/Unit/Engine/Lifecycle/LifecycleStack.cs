using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>
/// A stack that programs are applied to one after the other. Operations answer with their steps as
/// <c>op name</c>, in the order in which they began; what is unchanged, the root stack and default providers are left
/// out.
/// </summary>
internal sealed class LifecycleStack : IDisposable
{
    private (string Call, FakeFault Fault)[] _faults = [];

    public EngineHarness Engine { get; } = new();

    public FakeCloud Cloud => Engine.World.Cloud;

    /// <summary>A new stack on which the program has been applied.</summary>
    public static async Task<LifecycleStack> UpAsync(params JsonObject[] program)
    {
        var stack = await NewAsync();
        await stack.UpAsync(program, []);
        return stack;
    }

    public static async Task<LifecycleStack> NewAsync()
    {
        var stack = new LifecycleStack();
        await stack.Engine.InitAsync();
        return stack;
    }

    /// <summary>What goes wrong from now on.</summary>
    public void Faults(params (string Call, FakeFault Fault)[] faults) => _faults = faults;

    public Task<string[]> UpAsync(JsonObject[] program, params string[] flags)
    {
        Engine.Program = Nodes.Program(program);
        return StepsAsync("up", flags);
    }

    /// <summary>A preview; that it has touched nothing is verified.</summary>
    public async Task<string[]> PreviewAsync(JsonObject[] program, params string[] flags)
    {
        Engine.Program = Nodes.Program(program);
        var (things, state) = (Cloud.Count, Lines());
        var steps = await StepsAsync("preview", flags);
        Assert.Equal(things, Cloud.Count);
        Assert.Equal(state, Lines());
        Assert.DoesNotContain(
            Engine.World.Calls,
            call => call is { Call: "Create" or "Update" or "Delete", Preview: false }
        );
        return steps;
    }

    public Task<string[]> RefreshAsync(params string[] flags) => StepsAsync("refresh", flags);

    public Task<string[]> DestroyAsync(params string[] flags) => StepsAsync("destroy", flags);

    /// <summary>An <c>up</c> that has to fail; what it says.</summary>
    public Task<string> UpFailsAsync(JsonObject[] program, params string[] flags)
    {
        Engine.Program = Nodes.Program(program);
        return FailsAsync("up", flags);
    }

    public async Task<string> FailsAsync(string operation, params string[] flags)
    {
        var outcome = await RunAsync(operation, flags);
        Assert.NotEqual(0, outcome.Code);
        return outcome.StandardOutput + outcome.StandardError;
    }

    public Task<CommandOutcome> RunAsync(string operation, params string[] flags)
    {
        Engine.World.Begin(_faults.Select(fault => KeyValuePair.Create(fault.Call, fault.Fault)));
        return Engine.RunAsync(
            operation == "preview" ? ["preview", .. flags] : [operation, "--yes", "--skip-preview", .. flags]
        );
    }

    /// <summary>The steps of the last operation.</summary>
    public string[] Steps =>
        [
            .. Engine
                .Events.OfType<EngineEvent.ResourcePre>()
                .Select(happened => happened.Step)
                .Where(step => step.Op != StepOp.Same && IsShown(step.Urn))
                .Select(step => $"{OpOf(step)} {step.Name}"),
        ];

    public StepView Step(string name) =>
        Engine.Events.OfType<EngineEvent.ResourcePre>().Last(happened => happened.Step.Name == name).Step;

    public Snapshot State => Engine.Snapshot();

    public ResourceState Of(string name) => State.Resources.Single(state => state.Name == name && !state.Delete);

    /// <summary>For whom the provider was called that way in the last operation; previews do not count.</summary>
    public string[] Calls(string call) =>
        [.. Engine.World.Calls.Where(made => made.Call == call && !made.Preview).Select(made => made.Name)];

    public void Dispose() => Engine.Dispose();

    private async Task<string[]> StepsAsync(string operation, string[] flags)
    {
        var outcome = await RunAsync(operation, flags);
        Assert.True(outcome.Code == 0, outcome.StandardOutput + outcome.StandardError);
        return Steps;
    }

    /// <summary>A refresh tells only at its end what it has found.</summary>
    private string OpOf(StepView step) =>
        StepOps.Name(
            step.Op != StepOp.Refresh
                ? step.Op
                : Engine
                    .Events.OfType<EngineEvent.ResourceOutputs>()
                    .FirstOrDefault(happened => happened.Step.Urn == step.Urn && happened.Step.Old?.Id == step.Old?.Id)
                    ?.Step.Op
                    ?? step.Op
        );

    private static bool IsShown(string urn) => !ProviderReference.IsDefault(urn) && Urn.Parse(urn).Type != Urn.RootType;

    private string[] Lines() => [.. State.Resources.Select(state => $"{state.Urn} {state.Id} {state.Delete}")];
}
