using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>The steps that a preview has shown, and what an update may make of them.</summary>
internal sealed class ForeseenSteps
{
    private readonly ILookup<string, string> _steps;
    private readonly HashSet<string> _uncertain;
    private readonly bool _isWhole;

    /// <param name="isWhole">The preview came to its end: what it has not shown may not happen.</param>
    public ForeseenSteps(IEnumerable<EngineEvent> preview, bool isWhole)
    {
        var views = Begun(preview).ToList();
        _isWhole = isWhole;
        _steps = Lookup(views);
        _uncertain = UncertainOf(views);
    }

    /// <summary>No step was begun that was not shown; where a value was unknown, it may turn out as less.</summary>
    public void VerifyAllows(IEnumerable<EngineEvent> update)
    {
        if (!_isWhole)
        {
            return;
        }

        foreach (var steps in Lookup(Begun(update)))
        {
            var left = _steps[steps.Key].ToList();
            var isReplacement = left.Contains(StepOp.Replace.Name());
            foreach (var op in steps)
            {
                var isLess = _uncertain.Contains(steps.Key) && isReplacement && op == StepOp.Update.Name();
                Assert.True(
                    left.Remove(op) || isLess,
                    $"{op} {steps.Key} was not shown, only {Text(_steps[steps.Key])}"
                );
            }
        }
    }

    /// <summary>Where everything was known, exactly what was shown was done.</summary>
    public void VerifyEquals(IEnumerable<EngineEvent> update)
    {
        var done = Lookup(Begun(update));
        foreach (var urn in _steps.Concat(done).Select(steps => steps.Key).Where(urn => !_uncertain.Contains(urn)))
        {
            Assert.True(
                _steps[urn].Order(StringComparer.Ordinal).SequenceEqual(done[urn].Order(StringComparer.Ordinal)),
                $"{urn}: shown {Text(_steps[urn])}, done {Text(done[urn])}"
            );
        }
    }

    private static string Text(IEnumerable<string> steps) => $"[{string.Join(", ", steps)}]";

    private static IEnumerable<StepView> Begun(IEnumerable<EngineEvent> events) =>
        events.OfType<EngineEvent.ResourcePre>().Select(happened => happened.Step);

    private static ILookup<string, string> Lookup(IEnumerable<StepView> views) =>
        views
            .Where(view => view.Op is not (StepOp.Same or StepOp.Refresh))
            .ToLookup(view => view.Urn, view => view.Op.Name(), StringComparer.Ordinal);

    /// <summary>What has unknown inputs, and what depends on such: before or after the update.</summary>
    private static HashSet<string> UncertainOf(List<StepView> views)
    {
        var states = views
            .SelectMany(view => new[] { (view.Urn, State: view.Old), (view.Urn, State: view.New) })
            .Where(entry => entry.State is not null)
            .Select(entry => (entry.Urn, entry.State!.Source))
            .ToList();
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (states.Any(entry => IsUncertain(entry.Source) && found.Add(entry.Urn)))
        {
            // Each round may find dependants of the last.
        }

        return found;

        bool IsUncertain(ResourceState state) =>
            state.Inputs.ContainsUnknowns || state.AllDependencies().Any(found.Contains);
    }
}
