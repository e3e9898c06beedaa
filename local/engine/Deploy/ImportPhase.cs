using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary><c>pulumi import</c>: adopts things that exist, without a program.</summary>
internal sealed class ImportPhase(DeploymentRun run)
{
    private readonly Dictionary<string, string> _defaults = new(StringComparer.Ordinal);

    private string Root => Urn.Root(run.Target.Stack.Name, run.Target.Stack.Project).ToString();

    public async Task<DeploymentOutcome> RunAsync()
    {
        // A failed import stops those below it, and no other.
        run.KeepsGoing = true;
        foreach (var state in run.Start.Resources.Where(state => !state.Delete))
        {
            await RunAsync(new Step(StepOp.Same, state.Urn, state, state.Copy()));
            run.Generator.Keep(state.Urn);
        }

        if (run.Old(Root) is null)
        {
            await RunAsync(new Step(StepOp.Create, Root, null, NewRoot()));
            run.Generator.Keep(Root);
        }

        var fault = run.LastFault ?? await ImportAsync();
        if (fault is null)
        {
            return Deployment.Ended(run) ?? DeploymentOutcome.Succeeded;
        }

        if (fault.Length > 0)
        {
            run.Reporter.Diagnose(
                LogSeverity.Error,
                null,
                $"{(run.Options.Preview ? "preview" : "update")} failed: {fault}"
            );
        }

        return DeploymentOutcome.Failed;
    }

    /// <summary>What went wrong, empty when it is told already; null when all resources are in the state.</summary>
    private async Task<string?> ImportAsync()
    {
        foreach (var import in run.Options.Imports.Where(import => !import.IsComponent))
        {
            if (await ProviderAsync(import) is null)
            {
                return "";
            }
        }

        var left = new Dictionary<string, Step>(StringComparer.Ordinal);
        foreach (var import in run.Options.Imports)
        {
            var step = await StepAsync(import);
            if (!left.TryAdd(step.Urn, step))
            {
                return $"duplicate import '{import.Name}' of type '{import.Type}'";
            }

            if (run.Old(step.Urn) is { } old && (old.ImportId.Length > 0 ? old.ImportId : old.Id) == import.Id)
            {
                left.Remove(step.Urn);
            }
        }

        while (left.Count > 0)
        {
            var ready = left.Values.Where(step => !left.ContainsKey(step.New!.Parent)).ToList();
            foreach (var step in ready)
            {
                left.Remove(step.Urn);
            }

            await Task.WhenAll(ready.Select(step => RunAsync(step)));
            ready.ForEach(step => run.Generator.Keep(step.Urn));
            if (run.LastFault is { } fault)
            {
                return $"step application failed: {fault}";
            }

            if (run.Stopped.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    private async Task<Step> StepAsync(ImportSpec import)
    {
        var parent = import.Parent ?? Root;
        var urn = Urn.Create(run.Target.Stack.Name, run.Target.Stack.Project, parent, import.Type, import.Name)
            .ToString();
        var state = new ResourceState
        {
            Urn = urn,
            Type = import.Type,
            Custom = !import.IsComponent,
            Parent = parent,
            Provider = import.IsComponent ? "" : (await ProviderAsync(import))!,
            Protect = import.Protect,
        };
        return new Step(StepOp.Import, urn, null, state) { ImportId = import.Id };
    }

    private ResourceState NewRoot() =>
        new()
        {
            Urn = Root,
            Type = Urn.RootType,
            Custom = false,
        };

    private async Task<string?> ProviderAsync(ImportSpec import)
    {
        if (import.Provider is { } named)
        {
            if (run.Old(named) is { } known)
            {
                return new ProviderReference(known.Urn, known.Id).ToString();
            }

            run.Reporter.Diagnose(LogSeverity.Error, null, $"could not find provider '{named}'");
            return null;
        }

        var package = import.Type.Split(':')[0];
        if (_defaults.TryGetValue(package, out var reference))
        {
            return reference;
        }

        try
        {
            return await DefaultAsync(package, import.Version) is { } made
                ? _defaults[package] = new ProviderReference(made.Urn, made.Id).ToString()
                : null;
        }
        catch (MissingPackageException fault)
        {
            run.Reporter.Diagnose(LogSeverity.Error, fault.ProviderUrn, fault.Message);
            return null;
        }
        catch (PlanningException fault)
        {
            if (!fault.IsReported)
            {
                run.Reporter.Diagnose(LogSeverity.Error, fault.Urn, fault.Message);
            }

            return null;
        }
    }

    /// <summary>The default provider that the state has, or a new one.</summary>
    private async Task<ResourceState?> DefaultAsync(string package, string? version)
    {
        var type = ProviderReference.TypePrefix + package;
        var known = run.Start.Resources.FirstOrDefault(state =>
            state.Type == type && ProviderReference.IsDefault(state.Urn) && !state.Delete
        );
        if (known is not null)
        {
            return known;
        }

        var steps = await run.Generator.GenerateAsync(DefaultProviders.Request(package, version, run), run.Forceful);
        await RunAsync([.. steps]);
        return run.LastFault is null ? steps[^1].New : null;
    }

    private Task RunAsync(params Step[] steps) => run.Executor.RunChainAsync(steps);
}
