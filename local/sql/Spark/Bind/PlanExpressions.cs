namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>The expressions that a plan holds itself, not through its children.</summary>
internal static class PlanExpressions
{
    public static IEnumerable<Bound> Of(Plan plan) =>
        plan switch
        {
            ProjectPlan project => project.Items.Select(item => item.Expression),
            FilterPlan filter => [filter.Condition],
            SortPlan sort => sort.Keys.Select(key => key.Expression),
            AggregatePlan aggregate => aggregate.Keys.Concat(aggregate.Aggregates).Select(item => item.Expression),
            JoinPlan { Condition: { } condition } => [condition],
            GeneratePlan generate => [generate.Rows],
            ValuesPlan values => values.Rows.SelectMany(row => row),
            _ => [],
        };
}
