using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>Remembers what is planned, and holds steps to a plan that was given.</summary>
internal sealed class PlanTracker(DeploymentOptions options, DeploymentReporter reporter)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Step>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PropertyMap> _outputs = new(StringComparer.Ordinal);

    /// <summary>
    /// For generated names: the same in preview and update, another one when the resource is replaced.
    /// </summary>
    public static ImmutableArray<byte> Seed(string urn, ResourceState? old) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes($"{urn}\n{old?.Id}\n{old?.Created?.UtcTicks}"))];

    /// <exception cref="PlanningException">The plan does not allow a step.</exception>
    public void Check(IReadOnlyList<Step> steps)
    {
        lock (_lock)
        {
            foreach (var step in steps)
            {
                if (options.Plan is { } plan)
                {
                    Hold(step, plan);
                }

                if (!_steps.TryGetValue(step.Urn, out var list))
                {
                    _steps[step.Urn] = list = [];
                }

                list.Add(step);
            }
        }
    }

    public void Outputs(string urn, PropertyMap outputs)
    {
        lock (_lock)
        {
            _outputs[urn] = outputs;
        }
    }

    /// <summary>Names what the plan expected and the run did not do; false when there is any.</summary>
    public bool CheckComplete()
    {
        var complete = true;
        foreach (var (urn, plan) in options.Plan?.Resources ?? UpdatePlan.Empty.Resources)
        {
            if (plan.Steps.Length > 0 && !_steps.ContainsKey(urn))
            {
                reporter.Diagnose(LogSeverity.Error, urn, $"expected resource operations for {urn} but none were seen");
                complete = false;
            }
        }

        return complete;
    }

    /// <summary>What this run has planned, as a plan for the next.</summary>
    public UpdatePlan ToPlan() =>
        new(
            _steps.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => PlanOf(entry.Key, entry.Value),
                StringComparer.Ordinal
            )
        );

    private void Hold(Step step, UpdatePlan plan)
    {
        var expected = plan.Resources.GetValueOrDefault(step.Urn);
        if (expected is { Goal.Count: > 0 } && step.Goal is not null && !_steps.ContainsKey(step.Urn))
        {
            var actual = PlannedDiff.Of(step.Old?.Inputs ?? PropertyMap.Empty, step.New!.Inputs);
            if (expected.Inputs.Violations(actual, step.New!.Inputs).ToList() is { Count: > 0 } violations)
            {
                throw new PlanningException(
                    step.Urn,
                    $"resource {step.Urn} violates plan: properties changed: {string.Join(", ", violations)}"
                );
            }
        }

        if (step.Op == StepOp.Same)
        {
            return;
        }

        var left = expected?.Steps.Skip(_steps.GetValueOrDefault(step.Urn)?.Count ?? 0).ToList() ?? [];
        if (left.Count == 0)
        {
            throw new PlanningException(
                step.Urn,
                $"{step.Op.Name()} is not allowed by the plan: no steps were expected for this resource"
            );
        }

        if (!IsAllowed(step.Op, left[0]))
        {
            throw new PlanningException(
                step.Urn,
                $"{step.Op.Name()} is not allowed by the plan: this resource is constrained to {left[0]}"
            );
        }
    }

    private static bool IsAllowed(StepOp op, string planned) => op.Name() == planned;

    private ResourcePlan PlanOf(string urn, List<Step> steps)
    {
        var step = steps.FirstOrDefault(step => step.New is not null) ?? steps[0];
        var state = step.New;
        var olds = step.Old?.Inputs ?? PropertyMap.Empty;
        return new ResourcePlan(
            [.. steps.Select(step => step.Op.Name())],
            state is null ? PlannedDiff.None : PlannedDiff.Of(olds, state.Inputs)
        )
        {
            Goal = state is null ? [] : GoalOf(state),
            Outputs = _outputs.TryGetValue(urn, out var outputs)
                ? PlannedDiff.Of(step.Old?.Outputs ?? PropertyMap.Empty, outputs)
                : PlannedDiff.None,
            State = _outputs.GetValueOrDefault(urn) ?? state?.Outputs ?? PropertyMap.Empty,
            Seed = Convert.ToBase64String(Seed(urn, step.Old).AsSpan()),
        };
    }

    private static JsonObject GoalOf(ResourceState state)
    {
        var full = ResourceStateJson.Write(state, new SecretForm.Masked());
        var goal = new JsonObject
        {
            ["type"] = state.Type,
            ["name"] = state.Name,
            ["custom"] = state.Custom,
        };
        foreach (var name in new[] { "parent", "dependencies", "provider", "propertyDependencies" })
        {
            if (full[name] is { } value)
            {
                goal[name] = value.DeepClone();
            }
        }

        goal["protect"] = state.Protect;
        goal["customTimeouts"] = full["customTimeouts"]?.DeepClone() ?? new JsonObject();
        return goal;
    }
}
