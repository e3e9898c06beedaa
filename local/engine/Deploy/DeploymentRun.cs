using System.Collections.Concurrent;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>What the parts of one operation share.</summary>
internal sealed class DeploymentRun : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly ConcurrentDictionary<string, bool> _condemned = new(StringComparer.Ordinal);
    private Dictionary<string, ResourceState> _olds = [];

    public DeploymentRun(
        DeploymentTarget target,
        DeploymentOptions options,
        Snapshot start,
        SnapshotJournal journal,
        DeploymentReporter reporter,
        CancellationToken graceful,
        CancellationToken forceful
    )
    {
        (Target, Options, Journal, Reporter, Forceful) = (target, options, journal, reporter, forceful);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(graceful, forceful);
        Graceful = graceful;
        Providers = new ProviderRegistry(target, options.Preview);
        Plans = new PlanTracker(options, reporter);
        Generator = new StepGenerator(this);
        Executor = new StepExecutor(this);
        SetStart(start);
    }

    public DeploymentTarget Target { get; }

    public DeploymentOptions Options { get; }

    public SnapshotJournal Journal { get; }

    public DeploymentReporter Reporter { get; }

    public ProviderRegistry Providers { get; }

    public PlanTracker Plans { get; }

    public StepGenerator Generator { get; }

    public StepExecutor Executor { get; }

    /// <summary>The state that steps are planned against.</summary>
    public Snapshot Start { get; private set; } = Snapshot.Empty;

    public DependencyGraph Graph { get; private set; } = new([]);

    /// <summary>Asked for by the user: finish what runs, begin nothing.</summary>
    public CancellationToken Graceful { get; }

    /// <summary>Asked for twice: wait for nothing.</summary>
    public CancellationToken Forceful { get; }

    /// <summary>No new step may begin: cancelled, or a step failed.</summary>
    public CancellationToken Stopped => _stop.Token;

    public bool StepFailed { get; private set; }

    public void SetStart(Snapshot start)
    {
        Start = start;
        Graph = new DependencyGraph(start.Resources);
        _olds = [];
        foreach (var state in start.Resources.Where(state => !state.Delete))
        {
            _olds[state.Urn] = state;
        }
    }

    public ResourceState? Old(string urn) => _olds.GetValueOrDefault(urn) is { Delete: false } old ? old : null;

    /// <summary>The state before, whatever became of it in this run.</summary>
    public ResourceState? StartState(string urn) => _olds.GetValueOrDefault(urn);

    /// <summary>Its deletion is part of this run.</summary>
    public void Condemn(string urn) => _condemned[urn] = true;

    /// <summary>It is made again.</summary>
    public void Reprieve(string urn) => _condemned.TryRemove(urn, out _);

    public bool IsBeingDeleted(string urn) => _condemned.ContainsKey(urn);

    /// <summary>States before that could not be changed: what they need stays.</summary>
    public ConcurrentBag<ResourceState> Holding { get; } = [];

    /// <summary>A failed step stops no other (a refresh).</summary>
    public bool KeepsGoing { get; set; }

    /// <summary>Why the operation cannot go on at all: the state cannot be written.</summary>
    public Exception? Fatal { get; private set; }

    public string? LastFault { get; private set; }

    /// <summary>
    /// Saves what the program has registered as the stack's outputs, beside those of before when the operation has failed;
    /// null when it has registered none. False when the plan does not allow them.
    /// </summary>
    public Func<bool, bool>? StackOutputs { get; set; }

    public void Abort(Exception fatal)
    {
        Fatal ??= fatal;
        _stop.Cancel();
    }

    public void Fail(string fault)
    {
        StepFailed = true;
        LastFault = fault;
        if (!Options.ContinueOnError && !KeepsGoing)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Told already; the rest is still gone through, so that all is told, but the operation has failed.</summary>
    public bool IsFlawed { get; set; }

    public bool HasFailed => StepFailed || IsFlawed;

    /// <summary>A request could not be planned: nothing more begins.</summary>
    public void Refuse() => _stop.Cancel();

    /// <summary>The provider of a resource being registered.</summary>
    /// <exception cref="PlanningException">The reference names none.</exception>
    public ProviderHandle Provider(ResourceState state, string urn)
    {
        if (state.IsProvider)
        {
            return new ProviderHandle(Providers, null, Configured: true);
        }

        if (!ProviderReference.TryParse(state.Provider, out _))
        {
            throw new PlanningException(
                urn,
                $"could not parse provider reference: {ProviderReference.Fault(state.Provider)}"
            );
        }

        return Providers.Find(state.Provider) is { } loaded
            ? new ProviderHandle(Providers, loaded.Provider, loaded.Configured)
            : throw new PlanningException(urn, $"unknown provider '{state.Provider}' for resource '{urn}'");
    }

    /// <summary>The provider of an old state; it must have been loaded.</summary>
    public ProviderHandle ProviderOfOld(ResourceState state) =>
        state.IsProvider ? new ProviderHandle(Providers, null, Configured: true)
        : Providers.Find(state.Provider) is { } loaded
            ? new ProviderHandle(Providers, loaded.Provider, loaded.Configured)
        : throw new PlanningException(state.Urn, $"unknown provider '{state.Provider}' for resource '{state.Urn}'");

    public DateTimeOffset Now => Target.Time.GetUtcNow();

    public void Dispose() => _stop.Dispose();
}
