using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary><c>pulumi import</c>: adopts things that exist, without a program.</summary>
internal sealed class ImportPhase(DeploymentRun run)
{
    public async Task<DeploymentOutcome> RunAsync()
    {
        var root = Urn.Root(run.Target.Stack.Name, run.Target.Stack.Project).ToString();
        if (run.Old(root) is null)
        {
            var state = new ResourceState
            {
                Urn = root,
                Type = Urn.RootType,
                Custom = false,
            };
            await RunAsync(new Step(StepOp.Create, root, null, state));
        }

        var providers = new Dictionary<string, string>(StringComparer.Ordinal);
        var urns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var import in run.Options.Imports)
        {
            var parent = import.Parent is null ? root : urns.GetValueOrDefault(import.Parent, import.Parent);
            var urn = Urn.Create(run.Target.Stack.Name, run.Target.Stack.Project, parent, import.Type, import.Name)
                .ToString();
            urns[import.Name] = urn;
            if (run.Old(urn) is { } old && (import.IsComponent || old.Id == import.Id))
            {
                await RunAsync(new Step(StepOp.Same, urn, old, old.Copy()));
                continue;
            }

            var reference = import.IsComponent ? "" : await ProviderAsync(import, providers);
            if (reference is null)
            {
                return DeploymentOutcome.Failed;
            }

            var state = new ResourceState
            {
                Urn = urn,
                Type = import.Type,
                Custom = !import.IsComponent,
                Id = import.IsComponent ? "" : import.Id,
                Parent = parent,
                Provider = reference,
                Protect = import.Protect && !import.IsComponent,
            };
            if (await RunAsync(new Step(StepOp.Import, urn, null, state)) is { } fault)
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

    private async Task<string?> ProviderAsync(ImportSpec import, Dictionary<string, string> known)
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
        if (known.TryGetValue(package, out var reference))
        {
            return reference;
        }

        try
        {
            var steps = await run.Generator.GenerateAsync(
                DefaultProviders.Request(package, import.Version, run),
                run.Forceful
            );
            if (await RunAsync([.. steps]) is not null)
            {
                return null;
            }

            var state = steps[^1].New!;
            return known[package] = new ProviderReference(state.Urn, state.Id).ToString();
        }
        catch (MissingPackageException fault)
        {
            run.Reporter.Diagnose(LogSeverity.Error, fault.ProviderUrn, fault.Message);
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
