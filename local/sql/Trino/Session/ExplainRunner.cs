using System.Text;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session;

/// <summary>EXPLAIN: the bound plan, an operator a line; TYPE VALIDATE only says that the statement binds.</summary>
internal sealed class ExplainRunner(BindContext context)
{
    public SqlResult Run(ExplainStatement explain)
    {
        var query = explain.Statement switch
        {
            QueryStatement statement => statement.Query,
            InsertStatement insert => insert.Query,
            CreateTableAsStatement create => create.Query,
            _ => throw TrinoErrors.NotSupported("EXPLAIN of this statement", explain.At),
        };
        var bound = QueryRunner.Bind(context, query);
        var isValidation = explain.Options.Any(option =>
            option.Name.Name == "TYPE" && option.Value is StringLiteral { Value: "VALIDATE" }
        );
        return isValidation
            ? Single(new SqlResultColumn("Valid", SqlType.Boolean), true)
            : Single(new SqlResultColumn("Query Plan", SqlType.Varchar), Text(bound));
    }

    private static SqlResult Single(SqlResultColumn column, object value) =>
        new()
        {
            Columns = [column],
            Rows =
            [
                [value],
            ],
        };

    private static string Text(BoundQuery query)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"Output[columnNames = [{string.Join(", ", QueryRunner.Columns(query).Select(column => column.Name))}]]"
        );
        Write(text, query.Plan, 1);
        return text.ToString();
    }

    private static void Write(StringBuilder text, BoundPlan plan, int depth)
    {
        var name = plan switch
        {
            ScanPlan { Scan: Scans.TableScan scan } => $"TableScan[table = {scan.Table.Database}.{scan.Table.Name}]",
            JoinPlan join => $"{join.Kind}Join",
            SetPlan set => set.Operator.ToString(),
            _ => plan.GetType().Name.Replace("Plan", "", StringComparison.Ordinal),
        };
        text.Append(' ', depth * 4).Append("- ").AppendLine(name);
        foreach (var child in PlanParts.Children(plan))
        {
            Write(text, child, depth + 1);
        }
    }
}
