using System.Text.Json;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Display.Live;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>
/// The engine with a program in the form of the scenarios, the fake cloud, and a backend of its own. After every command
/// the invariants of every stack's state are verified.
/// </summary>
internal sealed class EngineHarness : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly ScenarioProgramRunner _program = new();

    public EngineHarness()
    {
        Directory.CreateDirectory(Work);
        File.WriteAllText(Path.Combine(Work, "Pulumi.yaml"), "name: proj\nruntime: truth\n");
    }

    public FakeWorld World { get; private set; } = new(TimeProvider.System);

    /// <summary>Everything that a command may do on disk passes here first.</summary>
    public Action<string>? BeforeWrite { get; set; }

    /// <summary>Where a person would watch.</summary>
    public ILiveScreen? Screen { get; init; }

    /// <summary>A test damaged the state on purpose: it is not verified.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>What the next commands read.</summary>
    public string? Input { get; set; }

    /// <summary>The environment of the next commands.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public List<EngineEvent> Events { get; } = [];

    public CancellationTokenSource Graceful { get; set; } = new();

    public CancellationTokenSource Forceful { get; set; } = new();

    private string Work => Path.Combine(_folder, "work");

    private string State => Path.Combine(_folder, "state");

    /// <summary>A file beside the project's.</summary>
    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Work, name), text);

    public string Program
    {
        set => _program.Program = JsonDocument.Parse(value).RootElement.Clone();
    }

    public async Task<EngineHarness> InitAsync(string stack = "dev")
    {
        await RunAsync("stack", "init", stack);
        return this;
    }

    /// <summary>Faults for the next commands; none clears them.</summary>
    public void Faults(params (string Call, FakeFault Fault)[] faults)
    {
        World = new FakeWorld(TimeProvider.System, World.Cloud);
        World.Begin(faults.Select(fault => KeyValuePair.Create(fault.Call, fault.Fault)));
    }

    public Task<CommandOutcome> UpAsync(params string[] flags) => RunAsync(["up", "--yes", "--skip-preview", .. flags]);

    public Task<CommandOutcome> DestroyAsync(params string[] flags) =>
        RunAsync(["destroy", "--yes", "--skip-preview", .. flags]);

    public Task<CommandOutcome> RefreshAsync(params string[] flags) =>
        RunAsync(["refresh", "--yes", "--skip-preview", .. flags]);

    public async Task<CommandOutcome> RunAsync(params string[] arguments)
    {
        Events.Clear();
        var options = new EmbeddedPulumiOptions
        {
            StateFolder = State,
            Packages = [FakeProvider.Package(World)],
            Runner = _program,
            Screen = Screen,
            Passphrase = "of the tests",
            Salt = [8, 7, 6, 5, 4, 3, 2, 1],
            Environment = Variables,
            Files = new StateFiles(BeforeWrite, survivesPowerLoss: false),
        };
        try
        {
            return await new PulumiCli(options).RunAsync(
                new CommandCall(arguments, Work)
                {
                    Environment = Variables,
                    StandardInput = Input,
                    Graceful = Graceful.Token,
                    Forceful = Forceful.Token,
                    OnEvent = (happened, _) => Events.Add(happened),
                }
            );
        }
        finally
        {
            // However a command has ended: no test can forget it.
            if (!IsDamaged)
            {
                VerifyAll();
            }
        }
    }

    /// <summary>A command that must do; what it printed.</summary>
    public async Task<string> OutputAsync(params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.True(
            outcome.Code == 0,
            $"{string.Join(' ', arguments)}: {outcome.StandardError}{outcome.StandardOutput}"
        );
        return outcome.StandardOutput;
    }

    /// <summary>A command that must not do; why not.</summary>
    public async Task<string> ErrorAsync(params string[] arguments)
    {
        var outcome = await RunAsync(arguments);
        Assert.NotEqual(0, outcome.Code);
        return outcome.StandardError.TrimEnd('\n');
    }

    /// <summary>A file of the project, or of the state by its path from <c>../state</c>.</summary>
    public string ReadFile(string name) => File.ReadAllText(Path.Combine(Work, name));

    public bool HasFile(string name) => File.Exists(Path.Combine(Work, name));

    public void WriteFile(string name, string text)
    {
        var path = Path.GetFullPath(name, Work);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The state as the next command would read it, verified.</summary>
    public Snapshot Snapshot(string stack = "dev")
    {
        var backend = new FileBackend(State, new StateFiles(), TimeProvider.System);
        var snapshot = backend.Load(new StackName("proj", stack), null);
        SnapshotIntegrity.Verify(snapshot);
        return snapshot;
    }

    private void VerifyAll()
    {
        var backend = new FileBackend(State, new StateFiles(), TimeProvider.System);
        foreach (var stack in backend.Stacks(null))
        {
            var snapshot = backend.Load(stack, null);
            SnapshotIntegrity.Verify(snapshot);
            Assert.All(snapshot.Resources, state => Assert.False(IsUnknown(state), $"{state.Urn} holds unknowns"));
        }
    }

    private static bool IsUnknown(ResourceState state) =>
        state.Id == Markers.Unknown || state.Inputs.ContainsUnknowns || state.Outputs.ContainsUnknowns;

    public IEnumerable<string> Names(string stack = "dev") =>
        Snapshot(stack)
            .Resources.Where(state => state is { Custom: true, IsProvider: false, Delete: false })
            .Select(state => state.Name);

    public IEnumerable<string> AllFiles() => Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        Graceful.Dispose();
        Forceful.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A command that was given up on purpose may still be writing.
        }
    }
}
