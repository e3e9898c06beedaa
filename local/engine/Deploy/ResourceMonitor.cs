using System.Collections.Concurrent;
using System.Collections.Immutable;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Answers the program: plans one registration at a time, does the steps of many at once.</summary>
internal sealed partial class ResourceMonitor(DeploymentRun run) : IResourceMonitor, IDisposable
{
    private readonly PlanningQueue _planning = new();
    private readonly ConcurrentDictionary<string, Step> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RegisterOutcome> _unfinished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RegisterRequest> _answered = new(StringComparer.Ordinal);
    private int _inFlight;

    /// <summary>Set when a request was refused for good: the program's own complaint about it is not repeated.</summary>
    public bool HasRefused { get; private set; }

    /// <summary>Requests that are being answered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    public Task<RegisterResponse> RegisterResourceAsync(RegisterRequest request, CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            ThrowIfMalformed(request.Type, request.Parent, request.Custom);
            request = Inheriting(request with { Inputs = AssetHash.Complete(WithoutNulls(request.Inputs)) });
            if (ProviderReference.IsProviderType(request.Type) && request.Version is { Length: > 0 } version)
            {
                request = request with { Inputs = DefaultProviders.WithBookkeeping(request.Inputs, version) };
            }

            run.Reporter.Mask.Learn(request.Inputs);
            if (request.InApply)
            {
                run.Reporter.Diagnose(
                    LogSeverity.Warning,
                    Urn.Create(Stack, Project, request.Parent, request.Type, request.Name).ToString(),
                    "the resource is created inside Apply: a preview does not see it while a value it waits for is unknown. "
                        + "Create it outside, and give it the Output as an input."
                );
            }

            if (
                request.Custom
                && !ProviderReference.IsProviderType(request.Type)
                && string.IsNullOrEmpty(request.Provider)
            )
            {
                var urn = Urn.Create(Stack, Project, request.Parent, request.Type, request.Name).ToString();
                var provider = await DefaultProviderAsync(request.Type, request.Version);
                request = request with
                {
                    Provider = provider ?? throw new PlanningException(urn, Denied(request.Type, urn)),
                };
            }

            var response = await StepsAsync(() => run.Generator.GenerateAsync(request, run.Forceful));
            _answered[response.Urn] = request;
            return response;
        });

    public Task<RegisterResponse> ReadResourceAsync(ReadResourceRequest request, CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            if (string.IsNullOrEmpty(request.Provider))
            {
                var provider = await DefaultProviderAsync(request.Type, request.Version);
                request = request with
                {
                    Provider =
                        provider
                        ?? throw new RequestRefusedException(DefaultProviders.Disabled(request.Type, request.Type)),
                };
            }

            return await StepsAsync(() => Task.FromResult(run.Generator.GenerateRead(request)));
        });

    public Task<MonitorInvokeResponse> InvokeAsync(MonitorInvokeRequest request, CancellationToken cancellationToken) =>
        GuardAsync(async () =>
        {
            var reference = string.IsNullOrEmpty(request.Provider)
                ? await DefaultProviderAsync(request.Token, request.Version)
                : request.Provider;
            if (reference is null)
            {
                throw new RequestRefusedException($"Invoke: {Denied(request.Token, request.Token)}");
            }

            var loaded =
                run.Providers.Find(reference)
                ?? throw new RequestRefusedException(
                    ProviderReference.TryParse(reference, out _)
                        ? $"Invoke: unknown provider '{reference}' -> '{reference}'"
                        : "Invoke: getProviderFromSource: could not parse provider reference: "
                            + ProviderReference.Fault(reference)
                );
            if (!loaded.Configured)
            {
                return new MonitorInvokeResponse(PropertyMap.Empty);
            }

            try
            {
                var result = await loaded.Provider.InvokeAsync(
                    new InvokeRequest(request.Token, request.Arguments) { Preview = run.Options.Preview },
                    run.Forceful
                );
                return new MonitorInvokeResponse(result.Outputs) { Failures = result.Failures };
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                throw new RequestRefusedException($"invocation of {request.Token} returned an error: {fault.Message}");
            }
        });

    public Task RegisterOutputsAsync(string urn, PropertyMap outputs, CancellationToken cancellationToken) =>
        GuardAsync(() =>
        {
            if (!_last.TryGetValue(urn, out var step) || step.New is not { } state || step.IsSkippedCreate)
            {
                return Task.FromResult(true);
            }

            run.Reporter.Mask.Learn(outputs);
            if (run.Stopped.IsCancellationRequested)
            {
                throw new MonitorException("the deployment is being stopped");
            }

            if (state.Type == Urn.RootType)
            {
                // The stack's outputs count when all else is done: deletes may still fail.
                run.StackOutputs = hasFailed =>
                    SaveOutputs(
                        step,
                        state,
                        hasFailed ? (step.Old?.Outputs ?? PropertyMap.Empty).With(outputs) : outputs
                    )
                        is null;
            }
            else if (SaveOutputs(step, state, outputs) is { } fault)
            {
                throw new PlanningException(urn, fault);
            }

            return Task.FromResult(true);
        });

    /// <summary>What the plan has against the outputs; null when they are saved.</summary>
    private string? SaveOutputs(Step step, ResourceState state, PropertyMap outputs)
    {
        outputs = outputs.Where((_, value) => !value.IsNull);
        if (run.Plans.Outputs(state.Urn, run.StartState(state.Urn)?.Outputs, outputs) is { } fault)
        {
            return fault;
        }

        state.Outputs = outputs;
        if (!run.Options.Preview)
        {
            run.Journal.Update(state);
        }

        run.Reporter.Outputs(step);
        return null;
    }

    public void Log(LogSeverity severity, string message, string? urn) => run.Reporter.Diagnose(severity, urn, message);

    public void Dispose()
    {
        _defaults.Dispose();
    }

    private string Stack => run.Target.Stack.Name;

    private string Project => run.Target.Stack.Project;

    /// <summary>A null member of a map, at any depth, is as good as none.</summary>
    private static PropertyMap WithoutNulls(PropertyMap inputs) =>
        inputs.Values.Any(value => value.Any(part => part.IsNull))
            ? inputs.Rewrite(value =>
                value is PropertyValue.MapValue map ? map.Entries.Where((_, member) => !member.IsNull) : value
            )
            : inputs;

    /// <summary>What a resource does not say for itself is as its parent says.</summary>
    private RegisterRequest Inheriting(RegisterRequest request) =>
        request.Parent is { } parent && _answered.TryGetValue(parent, out var above)
            ? request with
            {
                Protect = request.Protect ?? above.Protect,
                RetainOnDelete = request.RetainOnDelete ?? above.RetainOnDelete,
                DeletedWith = string.IsNullOrEmpty(request.DeletedWith) ? above.DeletedWith : request.DeletedWith,
            }
            : request;

    private static void ThrowIfMalformed(string type, string? parent, bool custom)
    {
        if (custom && type.Split(':').Length != 3)
        {
            throw new RequestRefusedException($"Type '{type}' is not a valid type token (must have format '*:*:*')");
        }

        if (parent is not null && !Urn.TryParse(parent, out _))
        {
            throw new RequestRefusedException($"invalid parent URN: invalid URN \"{parent}\"");
        }
    }

    /// <summary>Something that it needs failed or was skipped: it cannot be made either.</summary>
    private bool IsHeldUp(Step step) =>
        !_unfinished.IsEmpty && step.State.AllDependencies().Any(_unfinished.ContainsKey);

    private async Task<RegisterResponse> StepsAsync(Func<Task<IReadOnlyList<Step>>> plan)
    {
        var steps = await _planning.RunAsync(plan, run.Stopped);
        var response = await RunAsync(steps);
        if (
            response.Outcome == RegisterOutcome.Success
            && steps.FirstOrDefault(step => step.Found is not null) is { } import
        )
        {
            var changes = await _planning.RunAsync(
                () => run.Generator.AfterImportAsync(import, run.Forceful),
                run.Stopped
            );
            response = changes.Count == 0 ? response : await RunAsync(changes);
        }

        if (steps is [{ Op: StepOp.Refresh, New: null, Goal: { } goal } gone])
        {
            response = await RunAsync(
                await _planning.RunAsync(() => Task.FromResult(run.Generator.AfterGone(gone, goal)), run.Stopped)
            );
        }

        return response;
    }

    private async Task<RegisterResponse> RunAsync(IReadOnlyList<Step> steps)
    {
        var last = steps.Last(step => step.New is not null);
        if (last.IsOnlyAnswer)
        {
            return new RegisterResponse(last.Urn, last.Old!.Id, last.Old.Outputs, RegisterOutcome.Success);
        }

        if (IsHeldUp(last))
        {
            return Unfinished(steps, RegisterOutcome.Skip);
        }

        foreach (var step in steps.Where(step => step.Logical || step.Op == StepOp.CreateReplacement))
        {
            _last[step.Urn] = step;
        }

        switch (await run.Executor.RunChainAsync(steps))
        {
            case StepExecutor.Outcome.Done:
                var state = last.New ?? last.Old!;
                return new RegisterResponse(
                    state.Urn,
                    state.Id is "" or Markers.Unknown ? null : state.Id,
                    last.IsSkippedCreate ? PropertyMap.Empty : state.Outputs,
                    RegisterOutcome.Success
                );
            case StepExecutor.Outcome.Failed when run.Options.ContinueOnError && !run.Graceful.IsCancellationRequested:
                return Unfinished(steps, RegisterOutcome.Fail);
            default:
                throw new MonitorException("the deployment is being stopped");
        }
    }

    /// <summary>What was there before goes on as it was, and so must all that it needs.</summary>
    private RegisterResponse Unfinished(IReadOnlyList<Step> steps, RegisterOutcome outcome)
    {
        var urn = steps.Last(step => step.New is not null).Urn;
        _unfinished[urn] = outcome;
        foreach (var old in steps.Select(step => step.Old).OfType<ResourceState>())
        {
            run.Holding.Add(old);
        }

        return new RegisterResponse(urn, null, PropertyMap.Empty, outcome);
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> answer)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            return await answer();
        }
        catch (PlanningException fault)
        {
            HasRefused = true;
            if (!fault.IsReported)
            {
                run.Reporter.Diagnose(LogSeverity.Error, fault.Urn, fault.Message);
            }

            run.Refuse();
            throw new MonitorException(fault.Message);
        }
        catch (MissingPackageException fault)
        {
            HasRefused = true;
            run.Reporter.Diagnose(LogSeverity.Error, fault.ProviderUrn, fault.Message);
            run.Refuse();
            throw new MonitorException(fault.Message);
        }
        catch (OperationCanceledException) when (run.Stopped.IsCancellationRequested)
        {
            throw new MonitorException("the deployment is being stopped");
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }
}

/// <summary>
/// A request could not be answered: the program ends with this error, the engine says nothing of its own.
/// </summary>
public sealed class RequestRefusedException(string message) : Exception(message);
