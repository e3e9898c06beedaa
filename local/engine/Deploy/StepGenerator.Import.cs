using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Deploy;

/// <summary>After an import by option, what the program wants otherwise is changed in the same run.</summary>
internal sealed partial class StepGenerator
{
    public async Task<IReadOnlyList<Step>> AfterImportAsync(Step import, CancellationToken cancellationToken)
    {
        var steps = await ChangesAsync(import, cancellationToken);
        run.Plans.Check(steps);
        return steps;
    }

    private async Task<IReadOnlyList<Step>> ChangesAsync(Step import, CancellationToken cancellationToken)
    {
        var (goal, imported) = (import.Goal!, import.New!);
        var inputs = IgnoredChanges.Apply(
            goal.Inputs,
            imported.Inputs,
            goal.IgnoreChanges,
            message => run.Reporter.Diagnose(LogSeverity.Info, imported.Urn, message)
        );
        var @new = NewState(goal, imported.Urn, inputs);
        @new.ImportId = imported.ImportId;
        _new[@new.Urn] = @new;
        var provider = run.Provider(@new, @new.Urn);
        @new.Inputs = await CheckAsync(provider, @new, imported.Inputs, inputs, cancellationToken);
        run.Plans.CheckGoal(goal, imported, @new);
        var steps = await FromDiffAsync(goal, imported, @new, provider, cancellationToken);
        if (steps is not [{ Op: StepOp.Same }])
        {
            return steps;
        }

        // Nothing is to be changed, but what the program says is secret is so.
        imported.Inputs = @new.Inputs;
        run.Journal.Update(imported);
        _new[@new.Urn] = imported;
        return [];
    }

    /// <summary>The id that names it in the program: not always the one that the provider gave back.</summary>
    private static string ImportedAs(ResourceState old) => old.ImportId.Length > 0 ? old.ImportId : old.Id;

    private List<Step> ImportSteps(RegisterRequest goal, ResourceState @new, ResourceState? old, string id)
    {
        @new.ImportId = id;
        _kept.Add(@new.Urn);
        if (old is null || _deleted.Remove(@new.Urn))
        {
            return
            [
                new Step(StepOp.Import, @new.Urn, old, @new)
                {
                    Goal = goal,
                    ImportId = id,
                    IgnoreChanges = goal.IgnoreChanges,
                },
            ];
        }

        ThrowIfProtected(old, @new);
        _replaced.Add(@new.Urn);
        return
        [
            new Step(StepOp.ImportReplacement, @new.Urn, old, @new)
            {
                Goal = goal,
                ImportId = id,
                IgnoreChanges = goal.IgnoreChanges,
                MarksOldForDeletion = true,
            },
            new Step(StepOp.Replace, @new.Urn, old, @new) { Goal = goal },
        ];
    }

    /// <summary>A replacement would be imported again; a preview only warns of it.</summary>
    private void RefuseReplacementOfImported(
        RegisterRequest goal,
        ResourceState old,
        ResourceState @new,
        DiffResult diff
    )
    {
        if (string.IsNullOrEmpty(goal.ImportId))
        {
            return;
        }

        var message =
            "previously-imported resources that still specify an ID may not be replaced; please remove the `import` "
            + "declaration from your program;\n"
            + string.Join(
                "\n",
                diff.ReplaceKeys.Select(key =>
                    $"{key}: {{{ShortValue.Of(old.Inputs.Find(key))}}} => {{{ShortValue.Of(@new.Inputs.Find(key))}}}"
                )
            );
        if (!Options.Preview)
        {
            throw new PlanningException(@new.Urn, message);
        }

        run.Reporter.Diagnose(LogSeverity.Warning, @new.Urn, message);
    }

    private static List<Step> CreateFirst(
        RegisterRequest goal,
        ResourceState old,
        ResourceState @new,
        DiffResult diff
    ) =>
        [
            new Step(StepOp.CreateReplacement, @new.Urn, old, @new)
            {
                Keys = diff.ReplaceKeys,
                Diffs = diff.ChangedKeys,
                Detailed = diff.Detailed,
                MarksOldForDeletion = true,
                Goal = goal,
            },
            new Step(StepOp.Replace, @new.Urn, old, @new)
            {
                Keys = diff.ReplaceKeys,
                Diffs = diff.ChangedKeys,
                Detailed = diff.Detailed,
                Goal = goal,
            },
        ];
}
