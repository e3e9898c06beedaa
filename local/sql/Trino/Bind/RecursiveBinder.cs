using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>WITH RECURSIVE: a base and a step that refers to the table itself.</summary>
internal sealed class RecursiveBinder(BindContext context, CommonTables tables, Scope? outer)
{
    public (CommonTableDefinition Definition, CommonTableEntry Entry) Bind(CommonTable table, string printed)
    {
        if (table.Columns.Count == 0)
        {
            throw new SqlException(
                "MISSING_COLUMN_ALIASES",
                "missing column aliases in recursive WITH query",
                table.At
            );
        }

        if (table.Query.Body is not SetOperation { Operator: SetOperator.Union } union || table.Query.OrderBy.Count > 0)
        {
            throw new SqlException(
                "INVALID_RECURSIVE_REFERENCE",
                "recursive reference outside of step relation of recursive query",
                table.At
            );
        }

        var start = new QueryBinder(context, tables, outer).Bind(new Query(union.Left) { At = union.Left.At });
        var columns = QueryBinder.Renamed(start.Columns, table);
        var entry = new CommonTableEntry(printed, columns);
        var step = new QueryBinder(context, tables.Add(table.Name.Name, entry), outer).Bind(
            new Query(union.Right) { At = union.Right.At }
        );
        if (step.Columns.Count != columns.Count)
        {
            throw TrinoErrors.SetWidths("UNION", columns.Count, step.Columns.Count, union.At);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var (wanted, actual) = (columns[i].Output.Type, step.Columns[i].Output.Type);
            if (!TrinoCoercions.CanCoerce(actual, wanted))
            {
                throw new SqlException(
                    "TYPE_MISMATCH",
                    $"recursion step relation output type ({TrinoTypes.Spell(actual)}) is not coercible to recursion "
                        + $"base relation output type ({TrinoTypes.Spell(wanted)}) at column {i + 1}",
                    union.Right.At
                );
            }
        }

        var converter = new QueryBinder(context, tables, outer);
        var types = columns.Select(column => column.Output.Type).ToArray();
        var startItems = start.Columns.Select(column => new PlanItem(column.Output.Id, column.Output.Reference));
        BoundPlan startPlan = new ProjectPlan(start.Plan, [.. startItems]);
        var stepPlan = converter.Converted(step, types);
        return (new CommonTableDefinition(printed, startPlan, stepPlan) { IsUnionAll = union.All }, entry);
    }

    /// <summary>Whether a query names a table, anywhere in its FROM clauses.</summary>
    public static bool Refers(Query query, string name) =>
        SqlTree.ToJson(query).Contains($"\"name\":[{{\"name\":\"{name}\"", StringComparison.OrdinalIgnoreCase);
}
