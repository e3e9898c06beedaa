using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
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
    private readonly Dictionary<string, Queue<string>> _expected = (
        options.Plan ?? UpdatePlan.Empty
    ).Resources.ToDictionary(entry => entry.Key, entry => new Queue<string>(entry.Value.Steps), StringComparer.Ordinal);

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
                if (options.Plan is not null && Fault(step) is { } fault)
                {
                    throw new PlanningException(step.Urn, $"{step.Op.Name()} is not allowed by the plan: {fault}");
                }

                if (!_steps.TryGetValue(step.Urn, out var list))
                {
                    _steps[step.Urn] = list = [];
                }

                list.Add(step);
            }
        }
    }

    /// <summary>A registration must be what was planned, property by property and option by option.</summary>
    /// <exception cref="PlanningException">It is not.</exception>
    public void CheckGoal(RegisterRequest goal, ResourceState? old, ResourceState wanted)
    {
        if (options.Plan is not { } plan)
        {
            return;
        }

        var (planned, inputs) =
            plan.Resources.TryGetValue(wanted.Urn, out var found) ? (found.Goal, found.Inputs)
            : old is null ? (null, PlannedDiff.None)
            : (PlannedGoal.OfUnplanned(old), PlannedDiff.None);
        if (planned is null)
        {
            return;
        }

        var actual = PlannedGoal.Of(wanted, goal);
        var change =
            planned.Count == 0
                ? "resource unexpectedly not deleted"
                : PlannedGoal.Change(planned, actual)
                    ?? Changes(inputs, old?.Inputs, wanted.Inputs)
                    ?? PlannedGoal.DependencyChange(planned, actual);
        if (change is not null)
        {
            throw new PlanningException(wanted.Urn, $"resource {wanted.Urn} violates plan: {change}");
        }
    }

    /// <summary>Remembers outputs; what the plan has against them, null when nothing.</summary>
    public string? Outputs(string urn, PropertyMap? old, PropertyMap outputs)
    {
        lock (_lock)
        {
            _outputs[urn] = outputs;
        }

        if (options.Plan is not { } plan)
        {
            return null;
        }

        return !plan.Resources.TryGetValue(urn, out var planned) ? $"no plan for resource {urn}"
            : Changes(planned.Outputs, old, outputs) is { } change ? $"resource violates plan: {change}"
            : null;
    }

    /// <summary>Names what the plan expected and the run did not do; false when there is any.</summary>
    public bool CheckComplete(Snapshot start)
    {
        var known = start.Resources.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        var missing = _expected
            .Where(entry => entry.Value.Count > 0)
            .Where(entry =>
                known.Contains(entry.Key) || entry.Value is not { Count: 1 } || entry.Value.Peek() != "delete"
            )
            .ToList();
        foreach (var (urn, _) in missing)
        {
            reporter.Diagnose(LogSeverity.Error, urn, $"expected resource operations for {urn} but none were seen");
        }

        return missing.Count == 0;
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

    private string? Fault(Step step)
    {
        if (!_expected.TryGetValue(step.Urn, out var left))
        {
            return step.Op == StepOp.Same ? null : "no steps were expected for this resource";
        }

        return !left.TryDequeue(out var planned) ? "no more steps were expected for this resource"
            : IsAllowed(step.Op.Name(), planned) ? null
            : $"this resource is constrained to {planned}";
    }

    /// <summary>An operation that does less than the planned one may stand in its place.</summary>
    private static bool IsAllowed(string op, string planned) =>
        op == planned
        || planned switch
        {
            "create" or "update" => op == "same",
            "replace" or "create-replacement" or "delete-replaced" => op is "same" or "update",
            _ => false,
        };

    private static string? Changes(PlannedDiff planned, PropertyMap? old, PropertyMap now)
    {
        var violations = planned.Violations(old ?? PropertyMap.Empty, now).ToList();
        return violations.Count == 0 ? null : $"properties changed: {string.Join(", ", violations)}";
    }

    private ResourcePlan PlanOf(string urn, List<Step> steps)
    {
        var step = steps.LastOrDefault(step => step.New is not null) ?? steps[0];
        var state = step.New;
        var olds = step.Old?.Inputs ?? PropertyMap.Empty;
        return new ResourcePlan(
            [.. steps.Select(step => step.Op.Name())],
            state is null || step.Goal is null || step.Op is StepOp.Import or StepOp.ImportReplacement
                ? PlannedDiff.None
                : PlannedDiff.Of(olds, state.Inputs)
        )
        {
            Goal = state is null || step.Goal is null ? [] : PlannedGoal.Of(state, step.Goal),
            Outputs = _outputs.TryGetValue(urn, out var outputs)
                ? PlannedDiff.Of(step.Old?.Outputs ?? PropertyMap.Empty, outputs)
                : PlannedDiff.None,
            State = _outputs.GetValueOrDefault(urn) ?? state?.Outputs ?? PropertyMap.Empty,
            Seed = Convert.ToBase64String(Seed(urn, step.Old).AsSpan()),
        };
    }
}
