using CustomerLake.Local.Sql.Tree;

namespace CustomerLake.Local.Sql.Bind;

/// <summary>Lines the columns of two queries up by name (<c>unionByName</c>).</summary>
internal sealed class ByNameAligner(BindContext context)
{
    public (BoundQuery Left, BoundQuery Right) Align(BoundQuery left, BoundQuery right, SetOperation tree)
    {
        var names = left.Columns.Select(column => column.Name ?? "").ToList();
        if (tree.AllowMissing)
        {
            names.AddRange(
                right
                    .Columns.Select(c => c.Name ?? "")
                    .Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase))
            );
        }

        return (Arranged(left, names, right, tree), Arranged(right, names, left, tree));
    }

    private BoundQuery Arranged(BoundQuery query, IReadOnlyList<string> names, BoundQuery other, SetOperation tree)
    {
        if (!tree.AllowMissing && query.Columns.Count != names.Count)
        {
            throw context.Errors.SetWidths("UNION", other.Columns.Count, query.Columns.Count, tree.At);
        }

        var columns = new List<QueryColumn>();
        var missing = new List<PlanItem>();
        foreach (var name in names)
        {
            var found = query.Columns.FirstOrDefault(c =>
                string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)
            );
            if (found is null && !tree.AllowMissing)
            {
                throw context.Errors.ColumnNotFound(name, tree.At, RelationFields.Of(query.Columns, []));
            }

            if (found is null)
            {
                missing.Add(new PlanItem(context.NewId(), BoundLiteral.Null(Types.SqlType.Unknown)));
                found = new QueryColumn(name, missing[^1].Output);
            }

            columns.Add(found);
        }

        var plan =
            missing.Count == 0
                ? query.Plan
                : new ProjectPlan(
                    query.Plan,
                    [.. query.Plan.Outputs.Select(o => new PlanItem(o.Id, o.Reference)), .. missing]
                );
        return new BoundQuery(plan, columns);
    }
}
