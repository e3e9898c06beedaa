using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Binds what stands in FROM; joins are in <c>.Joins</c>, tables and views in <c>.Tables</c>.</summary>
internal sealed partial class RelationBinder(BindContext context, CommonTables tables, Scope? outer)
{
    public BindContext Context => context;

    public CommonTables Tables => tables;

    /// <summary>The scope around the relation: outer queries, and for a lateral one the relations to its left.</summary>
    public Scope? Outer => outer;

    public BoundRelation Bind(Relation tree) =>
        tree switch
        {
            TableRelation table => BindTable(table),
            AliasedRelation aliased => BindAlias(aliased),
            SubqueryRelation subquery => OfQuery(new QueryBinder(context, tables, outer).Bind(subquery.Query)),
            LateralRelation lateral => OfQuery(new QueryBinder(context, tables, outer).Bind(lateral.Query)),
            JoinRelation join => BindJoin(join),
            UnnestRelation unnest => BindUnnest(unnest),
            SampledRelation sampled => BindSample(sampled),
            FunctionRelation function => TrinoTableFunctions.Bind(function, this),
            _ => throw TrinoErrors.NotSupported($"The relation {tree.GetType().Name}", tree.At),
        };

    public static BoundRelation OfQuery(BoundQuery query) => new(query.Plan, RelationFields.Of(query.Columns, []));

    private BoundRelation BindAlias(AliasedRelation tree)
    {
        var source = Bind(tree.Source);
        var visible = source.Fields.Where(field => !field.Hidden).ToArray();
        if (tree.Columns.Count > 0 && tree.Columns.Count != visible.Length)
        {
            throw new SqlException(
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {tree.Columns.Count} entries but '{tree.Alias}' has {visible.Length} columns available",
                tree.At
            );
        }

        NodeList<string> qualifier = [tree.Alias.Name];
        var renamed = visible.Select(
            (field, i) =>
                field with
                {
                    Qualifier = qualifier,
                    Name = tree.Columns.Count > 0 ? tree.Columns[i].Name : field.Name,
                }
        );
        var hidden = source.Fields.Where(field => field.Hidden).Select(field => field with { Qualifier = qualifier });
        return source with { Fields = [.. renamed, .. hidden] };
    }

    private BoundRelation BindUnnest(UnnestRelation tree)
    {
        var binder = new ExpressionBinder(context, outer ?? Scope.Empty, tables);
        var items = new List<BoundExpression>();
        var fields = new List<ScopeField>();
        var outputs = new List<PlanOutput>();
        foreach (var item in tree.Items)
        {
            var value = binder.Bind(item);
            foreach (var (name, list, type) in Unnested(value))
            {
                outputs.Add(context.NewOutput(type));
                items.Add(list);
                fields.Add(new ScopeField([], name, outputs[^1].Reference));
            }
        }

        var ordinality = tree.WithOrdinality ? context.NewOutput(SqlType.BigInt) : null;
        if (ordinality is not null)
        {
            fields.Add(new ScopeField([], null, ordinality.Reference));
        }

        return new BoundRelation(new UnnestPlan(items, outputs, ordinality), fields);
    }

    /// <summary>The lists that UNNEST of a value gives, with the columns' names (null for none) and types.</summary>
    private static IEnumerable<(string? Name, BoundExpression List, SqlType Type)> Unnested(BoundExpression value)
    {
        switch (value.Type.Kind)
        {
            case SqlKind.Array when value.Type.Element.Kind == SqlKind.Row:
                var fields = value.Type.Element.Fields;
                return fields.Select(
                    (field, i) =>
                        (
                            field.Name,
                            Bound.Call(SqlType.Array(field.Type), $"list_transform({{0}}, lambda e: e.f{i})", value),
                            field.Type
                        )
                );
            case SqlKind.Array:
                return [(null, value, value.Type.Element)];
            case SqlKind.Map:
                return
                [
                    (null, Bound.Call(SqlType.Array(value.Type.Key), "map_keys({0})", value), value.Type.Key),
                    (null, Bound.Call(SqlType.Array(value.Type.Value), "map_values({0})", value), value.Type.Value),
                ];
            default:
                throw new SqlException(
                    "INVALID_FUNCTION_ARGUMENT",
                    $"Cannot unnest type: {TrinoTypes.Spell(value.Type)}"
                );
        }
    }

    private BoundRelation BindSample(SampledRelation tree)
    {
        var source = Bind(tree.Source);
        var percentage = new ExpressionBinder(context, Scope.Empty, tables).Bind(tree.Percentage);
        var value = percentage is BoundLiteral { Value: { } number }
            ? Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture)
            : throw TrinoErrors.NotSupported("A sample percentage that is not a constant", tree.At);
        if (value is < 0 or > 100)
        {
            throw new SqlException(
                "NUMERIC_VALUE_OUT_OF_RANGE",
                "Sample percentage must be between 0 and 100",
                tree.Percentage.At
            );
        }

        var isBlocks = tree.Method.Equals("SYSTEM", StringComparison.OrdinalIgnoreCase);
        return source with { Plan = new SamplePlan(source.Plan, value, isBlocks) };
    }
}
