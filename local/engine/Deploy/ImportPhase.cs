using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary><c>pulumi import</c>: adopts things that exist, without a program.</summary>
internal sealed class ImportPhase(DeploymentRun run)
{
    private readonly Dictionary<string, string> _urns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _providers = new(StringComparer.Ordinal);

    public async Task<DeploymentOutcome> RunAsync()
    {
        var root = Urn.Root(run.Target.Stack.Name, run.Target.Stack.Project).ToString();
        foreach (var state in run.Start.Resources.Where(state => !state.Delete))
        {
            await RunAsync(new Step(StepOp.Same, state.Urn, state, state.Copy()));
            run.Generator.Keep(state.Urn);
        }

        if (run.Old(root) is null)
        {
            await RunAsync(
                new Step(
                    StepOp.Create,
                    root,
                    null,
                    new ResourceState
                    {
                        Urn = root,
                        Type = Urn.RootType,
                        Custom = false,
                    }
                )
            );
        }

        foreach (var import in run.Options.Imports.Where(import => !import.IsComponent))
        {
            if (await ProviderAsync(import) is null)
            {
                return DeploymentOutcome.Failed;
            }
        }

        foreach (var import in run.Options.Imports)
        {
            if (await ImportAsync(import, root) is { } fault)
            {
                run.Reporter.Diagnose(
                    LogSeverity.Error,
                    null,
                    $"{(run.Options.Preview ? "preview" : "update")} failed: step application failed: {fault}"
                );
                return DeploymentOutcome.Failed;
            }
        }

        return Deployment.Ended(run) ?? DeploymentOutcome.Succeeded;
    }

    /// <summary>What went wrong; null when the resource is in the state.</summary>
    private async Task<string?> ImportAsync(ImportSpec import, string root)
    {
        var parent = import.Parent is null ? root : _urns.GetValueOrDefault(import.Parent, import.Parent);
        var urn = Urn.Create(run.Target.Stack.Name, run.Target.Stack.Project, parent, import.Type, import.Name)
            .ToString();
        _urns[import.Name] = urn;
        if (run.Old(urn) is { } old && (import.IsComponent || old.Id == import.Id))
        {
            return null;
        }

        var state = new ResourceState
        {
            Urn = urn,
            Type = import.Type,
            Custom = !import.IsComponent,
            Parent = parent,
            Provider = import.IsComponent ? "" : (await ProviderAsync(import))!,
            Protect = import.Protect,
        };
        return await RunAsync(new Step(StepOp.Import, urn, null, state) { ImportId = import.Id });
    }

    private async Task<string?> ProviderAsync(ImportSpec import)
    {
        if (import.Provider is { } named)
        {
            var explicitProvider = run.Old(named);
            if (explicitProvider is not null)
            {
                await run.Providers.ConfigureAsync(
                    explicitProvider.Urn,
                    explicitProvider.Id,
                    explicitProvider.Inputs,
                    run.Forceful
                );
                return new ProviderReference(explicitProvider.Urn, explicitProvider.Id).ToString();
            }

            run.Reporter.Diagnose(LogSeverity.Error, null, $"could not find provider '{named}'");
            return null;
        }

        var package = import.Type.Split(':')[0];
        if (_providers.TryGetValue(package, out var reference))
        {
            return reference;
        }

        try
        {
            var type = ProviderReference.TypePrefix + package;
            if (
                run.Start.Resources.FirstOrDefault(state =>
                    state.Type == type && ProviderReference.IsDefault(state.Urn) && !state.Delete
                ) is
                { } known
            )
            {
                return _providers[package] = new ProviderReference(known.Urn, known.Id).ToString();
            }

            var steps = await run.Generator.GenerateAsync(
                DefaultProviders.Request(package, import.Version, run),
                run.Forceful
            );
            if (await RunAsync([.. steps]) is not null)
            {
                return null;
            }

            var state = steps[^1].New!;
            return _providers[package] = new ProviderReference(state.Urn, state.Id).ToString();
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

    /// <summary>What went wrong; null when all was done.</summary>
    private async Task<string?> RunAsync(params Step[] steps)
    {
        var outcome = await run.Executor.RunChainAsync(steps);
        return outcome == StepExecutor.Outcome.Done ? null : run.LastFault ?? "the operation is being stopped";
    }
}
