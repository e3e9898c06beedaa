using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;

namespace CustomerLake.Local.Sql.Spark.Print;

/// <summary>Prints bound plans as DuckDB SQL. Every column is named by its attribute's id; no user text is printed bare.</summary>
internal sealed class SqlPrinter
{
    private readonly Dictionary<Plan, int> _uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Plan, string> _shared = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _tables = [];
    private int _aliases;

    /// <summary>The statement for a whole plan; a subplan used twice is printed once, as a materialized table.</summary>
    public string Statement(Plan plan)
    {
        Count(plan);
        var body = Print(plan);
        return _tables.Count == 0 ? body : $"WITH {string.Join(", ", _tables)} {body}";
    }

    private void Count(Plan plan)
    {
        if (_uses.TryGetValue(plan, out var uses))
        {
            _uses[plan] = uses + 1;
            return;
        }

        _uses[plan] = 1;
        foreach (var child in plan.Children)
        {
            Count(child);
        }
    }

    public string Alias() => string.Create(CultureInfo.InvariantCulture, $"t{_aliases++}");

    /// <summary>A plan in parentheses with an alias, to stand in a FROM.</summary>
    public string From(Plan plan) => $"({Print(plan)}) AS {Alias()}";

    public string Print(Plan plan)
    {
        if (plan.CachedTable is { } table)
        {
            return $"SELECT {Columns(plan.Output)} FROM {table}";
        }

        if (_shared.TryGetValue(plan, out var name))
        {
            return $"SELECT {Columns(plan.Output)} FROM {name}";
        }

        var isShared =
            _uses.GetValueOrDefault(plan) > 1
            && plan is not (ViewPlan or OneRowPlan or RangePlan or ScanPlan or ValuesPlan);
        if (!isShared)
        {
            return Body(plan);
        }

        name = string.Create(CultureInfo.InvariantCulture, $"s{_shared.Count}");
        var body = Body(plan);
        _shared[plan] = name;
        _tables.Add($"{name} AS MATERIALIZED ({body})");
        return $"SELECT {Columns(plan.Output)} FROM {name}";
    }

    private static string Columns(IReadOnlyList<Attr> output) =>
        output.Count == 0 ? "1 AS \"_\"" : string.Join(", ", output.Select(attribute => attribute.Column).Distinct());

    private string Items(IReadOnlyList<Computed> items) =>
        items.Count == 0
            ? "1 AS \"_\""
            : string.Join(
                ", ",
                items
                    .DistinctBy(item => item.Attribute.Id)
                    .Select(item => $"{item.Expression.Print(this)} AS {item.Attribute.Column}")
            );

    private string Body(Plan plan) =>
        plan switch
        {
            OneRowPlan => "SELECT 1 AS \"_\"",
            RangePlan range => Range(range),
            ValuesPlan values => Values(values),
            ScanPlan scan => scan.Source.Print(scan.Output),
            ViewPlan view => Print(view.Child),
            ProjectPlan project => Project(project),
            FilterPlan filter =>
                $"SELECT {Columns(filter.Output)} FROM {From(filter.Child)} WHERE {filter.Condition.Print(this)}",
            SortPlan sort => $"SELECT {Columns(sort.Output)} FROM {From(sort.Child)} ORDER BY {Order(sort.Keys)}",
            LimitPlan limit => Limit(limit),
            TailPlan tail => Tail(tail),
            AggregatePlan aggregate => Aggregate(aggregate),
            DistinctPlan distinct => Distinct(distinct),
            SetPlan set => Set(set),
            JoinPlan join => Join(join),
            GeneratePlan generate => Generate(generate),
            SamplePlan sample =>
                $"SELECT {Columns(sample.Output)} FROM {From(sample.Child)} WHERE {Number(sample.Fraction)} >= 1 OR random() < {Number(sample.Fraction)}",
            _ => throw new System.Diagnostics.UnreachableException(plan.GetType().Name),
        };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture) + "::DOUBLE";

    private static string Range(RangePlan range) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT range::BIGINT AS {range.Output[0].Column} FROM range({range.Start}, {range.End}, {range.Step})"
        );

    private string Values(ValuesPlan values)
    {
        if (values.Rows.Count == 0)
        {
            var empty = values.Output.Select(attribute =>
                $"CAST(NULL AS {attribute.Type.DuckDb}) AS {attribute.Column}"
            );
            return $"SELECT {string.Join(", ", values.Output.Count == 0 ? ["1 AS \"_\""] : empty)} WHERE false";
        }

        var rows = values.Rows.Select(row => "(" + string.Join(", ", row.Select(cell => cell.Print(this))) + ")");
        var names = string.Join(", ", values.Output.Select(attribute => attribute.Column));
        return $"SELECT {names} FROM (VALUES {string.Join(", ", rows)}) AS {Alias()}({names})";
    }

    private string Project(ProjectPlan project) =>
        project.Child is OneRowPlan
            ? $"SELECT {Items(project.Items)}"
            : $"SELECT {Items(project.Items)} FROM {From(project.Child)}";

    public string Order(IReadOnlyList<OrderKey> keys) =>
        string.Join(
            ", ",
            keys.Select(key =>
                key.Expression.Print(this)
                + (key.Ascending ? " ASC" : " DESC")
                + (key.NullsFirst ? " NULLS FIRST" : " NULLS LAST")
            )
        );

    private string Limit(LimitPlan limit)
    {
        var count = limit.Count is { } most ? $" LIMIT {most.ToString(CultureInfo.InvariantCulture)}" : "";
        var offset = limit.Offset > 0 ? $" OFFSET {limit.Offset.ToString(CultureInfo.InvariantCulture)}" : "";
        return $"SELECT {Columns(limit.Output)} FROM {From(limit.Child)}{count}{offset}";
    }

    private string Tail(TailPlan tail)
    {
        var numbered = $"SELECT *, row_number() OVER () AS n, count(*) OVER () AS m FROM {From(tail.Child)}";
        var count = tail.Count.ToString(CultureInfo.InvariantCulture);
        return $"SELECT {Columns(tail.Output)} FROM ({numbered}) AS {Alias()} WHERE n > m - {count} ORDER BY n";
    }

    private string Aggregate(AggregatePlan plan)
    {
        var keys = plan.Keys.Select(key => $"{key.Expression.Print(this)} AS {key.Attribute.Column}").ToList();
        var from = From(plan.Child);
        if (plan.Sets is { } sets)
        {
            // Keys are computed first, so that grouping sets name plain columns.
            var computed = keys.Count == 0 ? "" : string.Join(", ", keys) + ", ";
            from = $"(SELECT {computed}* FROM {from}) AS {Alias()}";
            var columns = plan.Keys.Select(key => key.Attribute.Column).ToList();
            var printed = sets.Select(set => "(" + string.Join(", ", set.Select(index => columns[index])) + ")");
            var selected = columns
                .Concat(plan.Aggregates.Select(item => $"{item.Expression.Print(this)} AS {item.Attribute.Column}"))
                .ToList();
            if (plan.GroupingId is { } id)
            {
                selected.Add(
                    columns.Count == 0 ? $"0 AS {id.Column}" : $"grouping({string.Join(", ", columns)}) AS {id.Column}"
                );
            }

            return $"SELECT {string.Join(", ", selected)} FROM {from} GROUP BY GROUPING SETS ({string.Join(", ", printed)})";
        }

        var items = keys.Concat(
                plan.Aggregates.Select(item => $"{item.Expression.Print(this)} AS {item.Attribute.Column}")
            )
            .ToList();
        var list = items.Count == 0 ? "1 AS \"_\"" : string.Join(", ", items);
        var group =
            keys.Count == 0
                ? plan.Aggregates.Count == 0
                    ? " LIMIT 1"
                    : ""
                : " GROUP BY " + string.Join(", ", Enumerable.Range(1, keys.Count));
        return $"SELECT {list} FROM {from}{group}";
    }

    private string Distinct(DistinctPlan plan) =>
        plan.Subset is { } subset
            ? subset.Count == 0
                ? $"SELECT {Columns(plan.Output)} FROM {From(plan.Child)} LIMIT 1"
                : $"SELECT DISTINCT ON ({Columns(subset)}) {Columns(plan.Output)} FROM {From(plan.Child)}"
            : $"SELECT DISTINCT {Columns(plan.Output)} FROM {From(plan.Child)}";

    private string Set(SetPlan set)
    {
        var word = set.Kind.ToUpperInvariant() + (set.All ? " ALL" : "");
        var sides = set.Children.Select(child => $"SELECT {Columns(child.Output)} FROM {From(child)}").ToList();
        var names = string.Join(", ", set.Output.Select(attribute => attribute.Column));
        return $"SELECT {names} FROM (({sides[0]}) {word} ({sides[1]})) AS {Alias()}({names})";
    }

    private string Join(JoinPlan join)
    {
        var lateral = join.Lateral ? "LATERAL " : "";
        var on = join.Condition is { } condition ? condition.Print(this) : "true";
        var words = join.Kind switch
        {
            JoinKind.Left => "LEFT JOIN",
            JoinKind.Right => "RIGHT JOIN",
            JoinKind.Full => "FULL JOIN",
            JoinKind.Semi => "SEMI JOIN",
            JoinKind.Anti => "ANTI JOIN",
            _ => "INNER JOIN",
        };
        return $"SELECT {Columns(join.Output)} FROM {From(join.Left)} {words} {lateral}{From(join.Right)} ON {on}";
    }

    private string Generate(GeneratePlan plan)
    {
        var alias = Alias();
        var rows = plan.Rows.Print(this);
        if (plan.Outer)
        {
            rows = $"CASE WHEN len({rows}) > 0 THEN {rows} ELSE [NULL] END";
        }

        var added = plan.Added.Select(
            (attribute, index) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"struct_extract({alias}.g, 'f{index}') AS {attribute.Column}"
                )
        );
        var kept = plan.Child.Output.Select(attribute => attribute.Column).Distinct();
        var list = string.Join(", ", kept.Concat(added));
        if (plan.Child is OneRowPlan)
        {
            return $"SELECT {list} FROM (SELECT unnest({rows}) AS g) AS {alias}";
        }

        return $"SELECT {list} FROM (SELECT {ChildColumns(plan.Child)}, unnest({rows}) AS g FROM {From(plan.Child)}) AS {alias}";
    }

    private static string ChildColumns(Plan child) => Columns(child.Output);
}
