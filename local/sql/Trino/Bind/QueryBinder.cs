using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Binds queries: WITH, bodies, set operations, and what follows them.</summary>
internal sealed class QueryBinder(BindContext context, CommonTables tables, Scope? outer)
{
    private CommonTables _tables = tables;

    public CommonTables Tables => _tables;

    public BoundQuery Bind(Query query)
    {
        var before = _tables;
        var definitions = BindWith(query);
        var bound = query.Body is Select select
            ? new SelectBinder(context, _tables, outer).Bind(select, query)
            : BindTail(BindBody(query.Body), query);
        _tables = before;
        return definitions.Count == 0 ? bound : bound with { Plan = new WithPlan(definitions, bound.Plan) };
    }

    private BoundQuery BindBody(QueryBody body) =>
        body switch
        {
            Select select => new SelectBinder(context, _tables, outer).Bind(select, null),
            NestedQuery nested => Bind(nested.Query),
            SetOperation operation => BindSet(operation),
            Values values => BindValues(values),
            TableBody table => BindTable(table),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private BoundQuery BindTable(TableBody table)
    {
        var relation = new RelationBinder(context, _tables, outer).Bind(
            new TableRelation(table.Name) { At = table.At }
        );
        var fields = relation.Fields.Where(field => !field.Hidden).ToArray();
        var items = fields.Select(field => new PlanItem(((BoundColumn)field.Value).Id, field.Value)).ToArray();
        return new BoundQuery(
            new ProjectPlan(relation.Plan, items),
            [.. fields.Zip(items, (field, item) => new QueryColumn(field.Name, item.Output))]
        );
    }

    private List<CommonTableDefinition> BindWith(Query query)
    {
        var definitions = new List<CommonTableDefinition>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in query.With)
        {
            if (!seen.Add(table.Name.Name))
            {
                throw new SqlException(
                    "DUPLICATE_NAMED_QUERY",
                    $"WITH query name '{table.Name}' specified more than once",
                    table.At
                );
            }

            var printed = context.NewName("w");
            if (query.Recursive && RecursiveBinder.Refers(table.Query, table.Name.Name))
            {
                var (definition, entry) = new RecursiveBinder(context, _tables, outer).Bind(table, printed);
                definitions.Add(definition);
                _tables = _tables.Add(table.Name.Name, entry);
                continue;
            }

            var bound = new QueryBinder(context, _tables, outer).Bind(table.Query);
            definitions.Add(new CommonTableDefinition(printed, bound.Plan, null));
            _tables = _tables.Add(table.Name.Name, new CommonTableEntry(printed, Renamed(bound.Columns, table)));
        }

        return definitions;
    }

    public static IReadOnlyList<QueryColumn> Renamed(IReadOnlyList<QueryColumn> columns, CommonTable table)
    {
        if (table.Columns.Count == 0)
        {
            return columns;
        }

        return table.Columns.Count == columns.Count
            ? [.. columns.Zip(table.Columns, (column, name) => column with { Name = name.Name })]
            : throw new SqlException(
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {table.Columns.Count} entries but relation has {columns.Count} columns",
                table.Columns[0].At
            );
    }

    private BoundQuery BindSet(SetOperation tree)
    {
        var name = tree.Operator.ToString().ToUpperInvariant();
        var left = BindBody(tree.Left);
        var right = BindBody(tree.Right);
        if (left.Columns.Count != right.Columns.Count)
        {
            throw TrinoErrors.SetWidths(name, left.Columns.Count, right.Columns.Count, tree.At);
        }

        var types = new SqlType[left.Columns.Count];
        for (var i = 0; i < types.Length; i++)
        {
            var (mine, other) = (left.Columns[i].Output.Type, right.Columns[i].Output.Type);
            types[i] =
                TrinoCoercions.CommonType(mine, other) ?? throw TrinoErrors.SetTypes(name, i + 1, mine, other, tree.At);
        }

        var outputs = types.Select(context.NewOutput).ToArray();
        var plan = new SetPlan(tree.Operator, tree.All, Converted(left, types), Converted(right, types), outputs);
        return new BoundQuery(
            plan,
            [.. left.Columns.Zip(outputs, (column, output) => column with { Output = output })]
        );
    }

    /// <summary>Exactly the columns of a query in their order, with these types.</summary>
    public BoundPlan Converted(BoundQuery query, IReadOnlyList<SqlType> types)
    {
        var items = query.Columns.Select(
            (column, i) => new PlanItem(context.NewId(), Bound.Coerce(column.Output.Reference, types[i]))
        );
        return new ProjectPlan(query.Plan, [.. items]);
    }

    private BoundQuery BindValues(Values tree)
    {
        var binder = new ExpressionBinder(context, new Scope([], outer), _tables);
        var rows = new List<IReadOnlyList<BoundExpression>>();
        foreach (var row in tree.Rows)
        {
            rows.Add(row is RowExpression several ? [.. several.Items.Select(binder.Bind)] : [binder.Bind(row)]);
            if (rows[^1].Count != rows[0].Count)
            {
                throw new SqlException(
                    "TYPE_MISMATCH",
                    $"Values rows have mismatched sizes: {rows[0].Count} vs {rows[^1].Count}",
                    tree.At
                );
            }
        }

        var types = rows[0].Select(value => value.Type).ToArray();
        foreach (var row in rows.Skip(1))
        {
            for (var i = 0; i < types.Length; i++)
            {
                types[i] =
                    TrinoCoercions.CommonType(types[i], row[i].Type)
                    ?? throw new SqlException(
                        "TYPE_MISMATCH",
                        $"Values rows have mismatched types: {RowText(rows[0])} vs {RowText(row)}",
                        tree.At
                    );
            }
        }

        var outputs = types.Select(context.NewOutput).ToArray();
        IReadOnlyList<BoundExpression>[] converted =
        [
            .. rows.Select(row => row.Select((value, i) => Bound.Coerce(value, types[i])).ToArray()),
        ];
        return new BoundQuery(
            new ValuesPlan(outputs, converted),
            [.. outputs.Select((output, i) => new QueryColumn(null, output))]
        );
    }

    private static string RowText(IReadOnlyList<BoundExpression> row) =>
        TrinoTypes.Spell(SqlType.Row(row.Select(value => new SqlField(null, value.Type))));

    /// <summary>ORDER BY, OFFSET and LIMIT over the columns of a body.</summary>
    private BoundQuery BindTail(BoundQuery body, Query query)
    {
        var plan = body.Plan;
        if (query.OrderBy.Count > 0)
        {
            var scope = new Scope(RelationFields.Of(body.Columns, []), outer);
            var binder = new ExpressionBinder(context, scope, _tables);
            var extra = new List<PlanItem>();
            var keys = query.OrderBy.Select(item => SortKey(item, binder, body, extra)).ToArray();
            if (extra.Count > 0)
            {
                plan = new ProjectPlan(plan, [.. plan.Outputs.Select(o => new PlanItem(o.Id, o.Reference)), .. extra]);
            }

            plan = new SortPlan(plan, keys);
        }

        return body with
        {
            Plan = new LimitBinder(context, _tables).Bind(plan, query),
        };
    }

    private BoundOrder SortKey(OrderItem item, ExpressionBinder binder, BoundQuery body, List<PlanItem> extra)
    {
        var nullsFirst = item.NullsFirst ?? false;
        if (item.Key is NumberLiteral { Form: NumberForm.Integer } position)
        {
            var index = long.Parse(position.Text, System.Globalization.CultureInfo.InvariantCulture);
            if (index < 1 || index > body.Columns.Count)
            {
                throw TrinoErrors.PositionOutOfRange("ORDER BY", index, item.At);
            }

            return new BoundOrder(
                Bound.Comparable(body.Columns[(int)index - 1].Output.Reference),
                item.Descending,
                nullsFirst
            );
        }

        var order = binder.BindOrder(item);
        if (order.Key is BoundColumn)
        {
            return order;
        }

        extra.Add(new PlanItem(context.NewId(), order.Key));
        return order with { Key = extra[^1].Output.Reference };
    }
}

/// <summary>OFFSET, LIMIT and FETCH FIRST, WITH TIES included, over a plan that is sorted already.</summary>
internal sealed class LimitBinder(BindContext context, CommonTables tables)
{
    public BoundPlan Bind(BoundPlan plan, Query query)
    {
        if (query.WithTies && query.OrderBy.Count == 0)
        {
            throw new SqlException(
                "MISSING_ORDER_BY",
                "FETCH FIRST WITH TIES clause requires ORDER BY",
                query.Limit!.At
            );
        }

        if (query.Limit is null && query.Offset is null)
        {
            return plan;
        }

        var binder = new ExpressionBinder(context, Scope.Empty, tables);
        var limit = query.Limit is null ? null : Bound.Coerce(binder.Bind(query.Limit), SqlType.BigInt);
        var offset = query.Offset is null ? null : Bound.Coerce(binder.Bind(query.Offset), SqlType.BigInt);
        if (!query.WithTies || plan is not SortPlan sorted)
        {
            return new LimitPlan(plan, limit, offset);
        }

        // Ties: every row that ranks no later than the last one of the limit.
        BoundPlan skipped = offset is null ? sorted : new LimitPlan(sorted, null, offset);
        var rank = new BoundWindow(SqlType.BigInt, new Functions.TemplateForm("rank()"), [])
        {
            OrderBy = sorted.Keys.ToNodeList(),
        };
        var item = new PlanItem(context.NewId(), rank);
        var ranked = new ProjectPlan(skipped, [.. skipped.Outputs.Select(o => new PlanItem(o.Id, o.Reference)), item]);
        var kept = new FilterPlan(ranked, Bound.Call(SqlType.Boolean, "({0} <= {1})", item.Output.Reference, limit!));
        return new SortPlan(kept, sorted.Keys);
    }
}
