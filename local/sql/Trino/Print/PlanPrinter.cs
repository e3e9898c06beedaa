using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Print;

/// <summary>Writes a bound plan as one DuckDB SELECT; columns are named <c>c{id}</c>.</summary>
internal sealed class PlanPrinter
{
    private readonly ExpressionPrinter _expressions = new();

    public ExpressionPrinter Expressions => _expressions;

    /// <summary>The statement that gives exactly these columns in this order, keeping the plan's order of rows.</summary>
    public string PrintResult(BoundPlan plan, IReadOnlyList<PlanOutput> columns)
    {
        var items = columns.Select((column, i) => $"{DuckSql.Column(column.Id)} AS r{i}").DefaultIfEmpty("1 AS r0");
        return PrintOrdered(plan, string.Join(", ", items));
    }

    /// <summary>A sorted plan with its ORDER BY in the outermost SELECT, where DuckDB keeps it.</summary>
    private string PrintOrdered(BoundPlan plan, string items)
    {
        switch (plan)
        {
            case WithPlan with:
                return $"{PrintWith(with)} {PrintOrdered(with.Body, items)}";
            case LimitPlan { Source: SortPlan sort } limit:
                return $"SELECT {items} FROM {From(sort.Source)} ORDER BY {Keys(sort.Keys)}{LimitText(limit)}";
            case SortPlan sort:
                return $"SELECT {items} FROM {From(sort.Source)} ORDER BY {Keys(sort.Keys)}";
            default:
                return $"SELECT {items} FROM {From(plan)}";
        }
    }

    public string Print(BoundPlan plan) =>
        plan switch
        {
            SqlPlan sql => sql.Sql,
            ScanPlan scan => scan.Scan.Print(),
            OneRowPlan => "SELECT 1 AS c0",
            ValuesPlan values => PrintValues(values),
            ProjectPlan project => $"SELECT {Items(project.Items)} FROM {From(project.Source)}",
            FilterPlan filter =>
                $"SELECT {Star(filter.Source)} FROM {From(filter.Source)} WHERE {_expressions.Print(filter.Condition, this)}",
            AggregatePlan aggregate => PrintAggregate(aggregate),
            JoinPlan join => $"SELECT {Star(join)} FROM {PrintJoin(join)}",
            SetPlan set => PrintSet(set),
            DistinctPlan distinct => PrintDistinct(distinct),
            SortPlan or LimitPlan { Source: SortPlan } => PrintOrdered(plan, Star(plan)),
            LimitPlan limit => $"SELECT {Star(limit)} FROM {From(limit.Source)}{LimitText(limit)}",
            UnnestPlan unnest => PrintUnnest(unnest),
            SamplePlan sample => PrintSample(sample),
            WithPlan with => $"{PrintWith(with)} {Print(with.Body)}",
            CommonTablePlan common => PrintCommon(common),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private string From(BoundPlan plan) => plan is JoinPlan join ? PrintJoin(join) : $"({Print(plan)})";

    private static string Star(BoundPlan plan) => Columns(plan.Outputs);

    private static string Columns(IReadOnlyList<PlanOutput> outputs) =>
        outputs.Count == 0 ? "1 AS c0" : string.Join(", ", outputs.Select(output => DuckSql.Column(output.Id)));

    private string Items(IEnumerable<PlanItem> items)
    {
        var printed = items.Select(item => $"{_expressions.Print(item.Value, this)} AS {DuckSql.Column(item.Id)}");
        return string.Join(", ", printed.DefaultIfEmpty("1 AS c0"));
    }

    private string Keys(IEnumerable<BoundOrder> keys) => _expressions.PrintOrder(keys, this);

    private string LimitText(LimitPlan limit)
    {
        var text = limit.Limit is null ? "" : $" LIMIT {_expressions.Print(limit.Limit, this)}";
        return limit.Offset is null ? text : $"{text} OFFSET {_expressions.Print(limit.Offset, this)}";
    }

    private string PrintValues(ValuesPlan values)
    {
        if (values.Columns.Count == 0 || values.Rows.Count == 0)
        {
            var empty = values.Columns.Select(c => $"CAST(NULL AS {DuckTypes.Of(c.Type)}) AS {DuckSql.Column(c.Id)}");
            return $"SELECT {string.Join(", ", empty.DefaultIfEmpty("1 AS c0"))} WHERE false";
        }

        // Types are said once, in the first row: DuckDB would otherwise choose its own.
        var rows = values.Rows.Select(
            (row, i) =>
                $"({string.Join(", ", row.Select(value => i == 0 ? _expressions.PrintTyped(value, this) : _expressions.Print(value, this)))})"
        );
        var names = string.Join(", ", values.Columns.Select(column => DuckSql.Column(column.Id)));
        return $"SELECT {Columns(values.Columns)} FROM (VALUES {string.Join(", ", rows)}) AS v({names})";
    }

    private string PrintAggregate(AggregatePlan aggregate)
    {
        var items = Items(aggregate.Keys.Concat(aggregate.Aggregates));
        var keys = aggregate.Keys.Select(key => _expressions.Print(key.Value, this)).ToArray();
        var text = $"SELECT {items} FROM {From(aggregate.Source)}";
        if (aggregate.Sets is not null)
        {
            var sets = aggregate.Sets.Select(set => $"({string.Join(", ", set.Select(index => keys[index]))})");
            return $"{text} GROUP BY GROUPING SETS ({string.Join(", ", sets)})";
        }

        if (keys.Length > 0)
        {
            return $"{text} GROUP BY {string.Join(", ", keys)}";
        }

        return aggregate.Aggregates.Count > 0
            ? text
            : $"SELECT {items} FROM (SELECT count(*) FROM {From(aggregate.Source)})";
    }

    private string PrintJoin(JoinPlan join)
    {
        var word = join.Kind switch
        {
            JoinKind.Inner => "INNER JOIN",
            JoinKind.Left => "LEFT JOIN",
            JoinKind.Right => "RIGHT JOIN",
            JoinKind.Full => "FULL JOIN",
            _ => "CROSS JOIN",
        };
        var condition = join.Condition is null ? null : _expressions.Print(join.Condition, this);
        if (condition is null && word != "CROSS JOIN")
        {
            condition = "true";
        }

        if (condition is not null && word == "CROSS JOIN")
        {
            word = "INNER JOIN";
        }

        var left = join.Left is JoinPlan inner ? PrintJoin(inner) : $"({Print(join.Left)})";
        var right = $"{(join.Lateral ? "LATERAL " : "")}({Print(join.Right)})";
        return $"{left} {word} {right}{(condition is null ? "" : $" ON {condition}")}";
    }

    private string PrintSet(SetPlan set)
    {
        var word = $"{set.Operator.ToString().ToUpperInvariant()}{(set.All ? " ALL" : "")}";
        var columns = set.Left.Outputs.Zip(
            set.Outputs,
            (from, to) => $"{DuckSql.Column(from.Id)} AS {DuckSql.Column(to.Id)}"
        );
        return $"SELECT {string.Join(", ", columns)} FROM (({Print(set.Left)}) {word} ({Print(set.Right)}))";
    }

    private string PrintDistinct(DistinctPlan distinct)
    {
        var zoned = distinct.Outputs.Where(o => o.Type.Kind == SqlKind.TimestampWithTimeZone).ToArray();
        if (zoned.Length == 0)
        {
            return $"SELECT DISTINCT {Star(distinct)} FROM {From(distinct.Source)}";
        }

        var keys = distinct.Outputs.Select(o => zoned.Contains(o) ? $"{DuckSql.Column(o.Id)}.i" : DuckSql.Column(o.Id));
        return $"SELECT DISTINCT ON ({string.Join(", ", keys)}) {Star(distinct)} FROM {From(distinct.Source)}";
    }

    private string PrintUnnest(UnnestPlan unnest)
    {
        var lists = unnest.Items.Select(item => _expressions.Print(item, this)).ToArray();
        var items = lists
            .Zip(unnest.Columns, (list, column) => $"unnest({list}) AS {DuckSql.Column(column.Id)}")
            .ToList();
        if (unnest.Ordinality is not null)
        {
            var lengths = lists.Select(list => $"coalesce(len({list}), 0)");
            items.Add(
                $"unnest(range(1, greatest({string.Join(", ", lengths)}) + 1)) AS {DuckSql.Column(unnest.Ordinality.Id)}"
            );
        }

        return $"SELECT {string.Join(", ", items)}";
    }

    private string PrintSample(SamplePlan sample)
    {
        var percentage = sample.Percentage.ToString("R", CultureInfo.InvariantCulture);
        return $"SELECT {Star(sample)} FROM {From(sample.Source)} TABLESAMPLE {(sample.Blocks ? "SYSTEM" : "BERNOULLI")} ({percentage} PERCENT)";
    }

    private string PrintWith(WithPlan with)
    {
        var isRecursive = with.Tables.Any(table => table.RecursiveStep is not null);
        var tables = with.Tables.Select(table =>
        {
            var columns = string.Join(
                ", ",
                table.Plan.Outputs.Select(output => DuckSql.Column(output.Id)).DefaultIfEmpty("c0")
            );
            if (table.RecursiveStep is null)
            {
                return $"{table.Name}({columns}) AS ({Print(table.Plan)})";
            }

            var union = table.IsUnionAll ? "UNION ALL" : "UNION";
            return $"{table.Name}({columns}) AS (({Print(table.Plan)}) {union} ({Print(table.RecursiveStep)}))";
        });
        return $"WITH {(isRecursive ? "RECURSIVE " : "")}{string.Join(", ", tables)}";
    }

    private static string PrintCommon(CommonTablePlan common)
    {
        var items = common.Sources.Zip(
            common.Columns,
            (from, to) => $"{DuckSql.Column(from)} AS {DuckSql.Column(to.Id)}"
        );
        return $"SELECT {string.Join(", ", items.DefaultIfEmpty("1 AS c0"))} FROM {common.Name}";
    }
}
