using CustomerLake.Local.Sql.Trino.Scans;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Tells scans which of their columns are used, and which conditions hold for their partition columns.</summary>
internal static class PlanUse
{
    public static void Mark(BoundQuery query, IReadOnlyList<PlanScan> scans)
    {
        var used = query.Columns.Select(column => column.Output.Id).ToHashSet();
        Visit(query.Plan, used);
        foreach (var scan in scans)
        {
            scan.Used = used;
        }

        Push(query.Plan, []);
    }

    private static void Visit(BoundPlan plan, HashSet<int> used)
    {
        foreach (var expression in PlanParts.Expressions(plan))
        {
            Visit(expression, used);
        }

        if (plan is SetPlan or DistinctPlan or CommonTablePlan)
        {
            used.UnionWith(PlanParts.Children(plan).SelectMany(child => child.Outputs).Select(output => output.Id));
        }

        foreach (var child in PlanParts.Children(plan))
        {
            Visit(child, used);
        }
    }

    private static void Visit(BoundExpression expression, HashSet<int> used)
    {
        foreach (var node in expression.Flatten())
        {
            switch (node)
            {
                case BoundColumn column:
                    used.Add(column.Id);
                    break;
                case BoundSubquery subquery:
                    used.UnionWith(subquery.Plan.Outputs.Select(output => output.Id));
                    Visit(subquery.Plan, used);
                    break;
            }
        }
    }

    /// <summary>Carries conditions down to scans, past operators that only ever drop rows or pass columns on.</summary>
    private static void Push(BoundPlan plan, IReadOnlyList<BoundExpression> conditions)
    {
        switch (plan)
        {
            case FilterPlan filter:
                Push(filter.Source, [.. conditions, .. Conjuncts(filter.Condition)]);
                break;
            case ScanPlan scan:
                scan.Scan.AddConditions(conditions);
                break;
            case ProjectPlan project when !project.Items.Any(item => item.Value.Any(node => node is BoundWindow)):
                Push(project.Source, [.. conditions.Where(condition => IsPassed(condition, project))]);
                break;
            case DistinctPlan or SortPlan or SamplePlan:
                Push(PlanParts.Children(plan)[0], conditions);
                break;
            case JoinPlan join:
                PushJoin(join, conditions);
                break;
            default:
                foreach (var child in PlanParts.Children(plan))
                {
                    Push(child, []);
                }

                break;
        }

        foreach (var subquery in PlanParts.Expressions(plan).SelectMany(e => e.Flatten()).OfType<BoundSubquery>())
        {
            Push(subquery.Plan, []);
        }
    }

    private static void PushJoin(JoinPlan join, IReadOnlyList<BoundExpression> conditions)
    {
        IReadOnlyList<BoundExpression> on = join.Condition is null ? [] : Conjuncts(join.Condition);
        var isInner = join.Kind is Tree.JoinKind.Inner or Tree.JoinKind.Cross or Tree.JoinKind.Implicit;
        var keepsLeft = isInner || join.Kind is Tree.JoinKind.Left;
        var keepsRight = isInner || join.Kind == Tree.JoinKind.Right;

        // ON drops rows of a side that is not preserved.
        IReadOnlyList<BoundExpression> left = isInner || join.Kind is Tree.JoinKind.Right ? on : [];
        IReadOnlyList<BoundExpression> right = isInner || join.Kind is Tree.JoinKind.Left ? on : [];
        Push(join.Left, keepsLeft ? [.. conditions, .. left] : left);
        Push(join.Right, keepsRight ? [.. conditions, .. right] : right);
    }

    private static bool IsPassed(BoundExpression condition, ProjectPlan project) =>
        condition
            .Flatten()
            .OfType<BoundColumn>()
            .All(column =>
                project.Items.Any(item =>
                    item.Id == column.Id && item.Value is BoundColumn source && source.Id == column.Id
                )
            );

    private static List<BoundExpression> Conjuncts(BoundExpression condition)
    {
        var found = new List<BoundExpression>();
        var open = new Stack<BoundExpression>([condition]);
        while (open.TryPop(out var next))
        {
            if (next is BoundCall { Form: Functions.TemplateForm { Template: "({0} AND {1})" } } and)
            {
                open.Push(and.Arguments[1]);
                open.Push(and.Arguments[0]);
            }
            else
            {
                found.Add(next);
            }
        }

        return found;
    }
}

/// <summary>The inputs and the own expressions of a plan.</summary>
internal static class PlanParts
{
    public static IReadOnlyList<BoundPlan> Children(BoundPlan plan) =>
        plan switch
        {
            ProjectPlan project => [project.Source],
            FilterPlan filter => [filter.Source],
            AggregatePlan aggregate => [aggregate.Source],
            JoinPlan join => [join.Left, join.Right],
            SetPlan set => [set.Left, set.Right],
            DistinctPlan distinct => [distinct.Source],
            SortPlan sort => [sort.Source],
            LimitPlan limit => [limit.Source],
            SamplePlan sample => [sample.Source],
            WithPlan with =>
            [
                .. with.Tables.SelectMany(table =>
                    table.RecursiveStep is null ? new[] { table.Plan } : [table.Plan, table.RecursiveStep]
                ),
                with.Body,
            ],
            _ => [],
        };

    public static IEnumerable<BoundExpression> Expressions(BoundPlan plan) =>
        plan switch
        {
            ProjectPlan project => project.Items.Select(item => item.Value),
            FilterPlan filter => [filter.Condition],
            AggregatePlan aggregate => aggregate.Keys.Concat(aggregate.Aggregates).Select(item => item.Value),
            JoinPlan { Condition: { } condition } => [condition],
            SortPlan sort => sort.Keys.Select(key => key.Key),
            ValuesPlan values => values.Rows.SelectMany(row => row),
            UnnestPlan unnest => unnest.Items,
            CommonTablePlan common => common.Sources.Zip(
                common.Columns,
                (id, column) => new BoundColumn(column.Type, id)
            ),
            _ => [],
        };
}
