using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>INSERT INTO a catalog table.</summary>
internal sealed class InsertRunner(TrinoSession session, BindContext context)
{
    public async Task<SqlResult> RunAsync(
        InsertStatement insert,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        var name = TableName.Resolve(insert.Table, session.Options);
        var table =
            session.Catalog.FindTable(name.Database, name.Table)
            ?? throw TrinoErrors.TableNotFound(name.Catalog, name.Database, name.Table, insert.At);
        if (table.IsView)
        {
            throw new SqlException("NOT_SUPPORTED", "Inserting into views is not supported", insert.At);
        }

        SqlColumn[] all = [.. table.Columns, .. table.PartitionKeys];
        var wanted = Wanted(insert, all);
        var bound = QueryRunner.Bind(context, insert.Query);
        var arranged = Arranged(insert, bound, all, wanted);
        var write = TableFormats.WriteTo(table);
        var result = await new QueryWriter(session).WriteAsync(context, arranged, write, run, cancellationToken);
        TableFormats.AddPartitions(session.Catalog, table, result.WrittenPartitions);
        return result with { UpdateType = "INSERT", Columns = [new SqlResultColumn("rows", SqlType.BigInt)] };
    }

    private static SqlColumn[] Wanted(InsertStatement insert, SqlColumn[] all)
    {
        if (insert.Columns.Count == 0)
        {
            return all;
        }

        var wanted = new List<SqlColumn>();
        foreach (var column in insert.Columns)
        {
            var found =
                all.FirstOrDefault(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new SqlException(
                    "COLUMN_NOT_FOUND",
                    $"Insert column name does not exist in target table: {column.Name}",
                    insert.At
                );
            if (wanted.Contains(found))
            {
                throw new SqlException(
                    "DUPLICATE_COLUMN_NAME",
                    $"Insert column name is specified more than once: {column.Name}",
                    insert.At
                );
            }

            wanted.Add(found);
        }

        return [.. wanted];
    }

    /// <summary>A column of the table per column, coerced; NULL for those that are not inserted.</summary>
    private BoundQuery Arranged(InsertStatement insert, BoundQuery query, SqlColumn[] all, SqlColumn[] wanted)
    {
        var types = wanted.Select(column => HiveTypes.Parse(column.Type)!).ToArray();
        var actual = query.Columns.Select(column => column.Output.Type).ToArray();
        var fits = types.Length == actual.Length && types.Zip(actual).All(pair => Fits(pair.Second, pair.First));
        if (!fits)
        {
            throw new SqlException(
                "TYPE_MISMATCH",
                "Insert query has mismatched column types: "
                    + $"Table: [{string.Join(", ", types.Select(TrinoTypes.Spell))}], Query: [{string.Join(", ", actual.Select(TrinoTypes.Spell))}]",
                insert.At
            );
        }

        var items = new List<PlanItem>();
        var columns = new List<QueryColumn>();
        foreach (var column in all)
        {
            var index = Array.IndexOf(wanted, column);
            var type = HiveTypes.Parse(column.Type)!;
            BoundExpression value =
                index < 0 ? BoundLiteral.Null(type) : Converted(query.Columns[index].Output.Reference, type);
            items.Add(new PlanItem(context.NewId(), value));
            columns.Add(new QueryColumn(column.Name, items[^1].Output));
        }

        return new BoundQuery(new ProjectPlan(query.Plan, items), columns);
    }

    /// <summary>Text of another length is cut or checked, not refused.</summary>
    private static bool Fits(SqlType from, SqlType to) =>
        TrinoCoercions.CanCoerce(from, to) || (from.IsText && to.IsText);

    private static BoundExpression Converted(BoundExpression value, SqlType type) =>
        TrinoCoercions.CanCoerce(value.Type, type)
            ? Bound.Coerce(value, type)
            : new BoundCast(type, value, CastMode.Explicit);
}
