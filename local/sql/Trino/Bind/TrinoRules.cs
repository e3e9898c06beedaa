using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Functions;
using CustomerLake.Local.Sql.Scans;
using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Parse;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Trino's decisions, as Athena engine version 3 has them.</summary>
internal sealed class TrinoRules : IDialectRules
{
    public static readonly TrinoRules Instance = new();

    private TrinoRules() => Errors = new DialectErrors(this);

    public SqlDialect Dialect => SqlDialect.Trino;

    public FunctionTable Functions => TrinoFunctions.Table;

    public DialectErrors Errors { get; }

    public bool GroupsByAlias => false;

    public bool AllowsWindowFilter => false;

    public bool SetsTakeColumnsOnly => true;

    public bool KeepsUsingColumns => false;

    public Statement Parse(string text) => TrinoParser.ParseStatement(text);

    public Expression ParseExpression(string text) => TrinoParser.ParseExpression(text);

    public SqlType? ParseType(string text) => TrinoTypes.Parse(text);

    public string Spell(SqlType type) => TrinoTypes.Spell(type);

    public bool CanCoerce(SqlType from, SqlType to) => TrinoCoercions.CanCoerce(from, to);

    public SqlType? CommonType(SqlType left, SqlType right) => TrinoCoercions.CommonType(left, right);

    public SqlType? CoercionTarget(SqlType from, SqlKind kind) => TrinoCoercions.Target(from, kind);

    public SqlType WidestOf(SqlKind kind, SqlType? actual) => TrinoCoercions.WidestOf(kind, actual);

    public bool CanCast(SqlType from, SqlType to) => TrinoCasts.CanCast(from, to);

    public string PrintCast(SqlType from, SqlType to, string sql, CastMode mode) =>
        TrinoCasts.Print(from, to, sql, mode);

    public BoundExpression BindLiteral(Expression literal) => TrinoLiterals.Bind(literal);

    public BoundExpression BindUnary(UnaryExpression tree, BoundExpression operand) =>
        TrinoOperators.Unary(tree, operand);

    public BoundExpression BindBinary(BinaryExpression tree, BoundExpression left, BoundExpression right) =>
        TrinoOperators.Bind(this, tree, left, right);

    public BoundExpression BindSubscript(SubscriptExpression tree, BoundExpression source, BoundExpression index) =>
        TrinoAccess.Subscript(tree, source, index);

    public BoundExpression BindLike(
        LikeExpression tree,
        BoundExpression operand,
        BoundExpression pattern,
        BoundExpression? escape
    ) => TrinoAccess.Like(tree, operand, pattern, escape);

    public BoundExpression BindExtract(ExtractExpression tree, BoundExpression operand) =>
        TrinoTimeFields.Extract(tree, operand);

    public BoundExpression BindAtTimeZone(AtTimeZoneExpression tree, BoundExpression operand, BoundExpression zone) =>
        TrinoTimeFields.AtTimeZone(tree, operand, zone);

    public BoundExpression BindCurrent(CurrentExpression tree, SqlSessionOptions options) =>
        TrinoTimeFields.Current(tree, options);

    public BoundExpression? BindSpecialCall(CallExpression tree, string name, ExpressionBinder binder) =>
        TrinoSpecialCalls.Bind(tree, name, binder);

    public BoundExpression? BindOther(Expression tree, ExpressionBinder binder) =>
        tree switch
        {
            JsonExpression json => TrinoJsonExpressions.Bind(json, binder),
            JsonConstructor constructor => TrinoJsonExpressions.Construct(constructor, binder),
            NamedExpression named => binder.Bind(named.Value),
            _ => null,
        };

    public BoundRelation? BindRelation(Relation tree, RelationBinder binder) =>
        tree is FunctionRelation function ? TrinoTableFunctions.Bind(function, binder) : null;

    public string? NameOf(Expression item, int index) =>
        item switch
        {
            NameExpression name => name.Name.Name,
            FieldExpression field => field.Field.Name,
            _ => null,
        };

    public bool NullsFirst(bool descending) => false;

    public bool ExpandsItem(SelectItem item, BoundExpression value, List<BoundItem> items) => false;

    public IEnumerable<(string? Name, BoundExpression List, SqlType Type)> Unnested(
        BoundExpression value,
        Position at,
        BindContext context
    )
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
                throw new SqlException("INVALID_FUNCTION_ARGUMENT", $"Cannot unnest type: {Spell(value.Type)}");
        }
    }

    public string ViewText(string query, IReadOnlyList<SqlResultColumn> columns, SqlSessionOptions options) =>
        new PrestoView(query, [.. columns.Select(column => (column.Name, Spell(column.Type)))]).Encode(
            options.CatalogName,
            options.Database
        );

    public Query ViewQuery(SqlTable view)
    {
        var text = PrestoView.Decode(view.ViewText ?? "")?.Sql ?? view.ViewText ?? "";
        return Parse(text) is QueryStatement statement
            ? statement.Query
            : throw new SqlException("INVALID_VIEW", $"The text of view '{view.Database}.{view.Name}' is no query");
    }

    public SqlType? FromHive(string type) => HiveTypes.Parse(type);
}
