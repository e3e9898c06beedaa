using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Makes bound nodes.</summary>
internal static class Bound
{
    public static BoundExpression Call(SqlType type, CallForm form, params ReadOnlySpan<BoundExpression> arguments) =>
        new BoundCall(type, form, NodeList.Create(arguments));

    public static BoundExpression Call(SqlType type, string template, params ReadOnlySpan<BoundExpression> arguments) =>
        new BoundCall(type, new TemplateForm(template), NodeList.Create(arguments));

    /// <summary>The value as another type; nothing if it has that type.</summary>
    public static BoundExpression Coerce(BoundExpression value, SqlType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        return value is BoundLiteral { IsNull: true }
            ? BoundLiteral.Null(type)
            : new BoundCast(type, value, CastMode.Implicit);
    }

    public static BoundExpression Not(BoundExpression value) => Call(SqlType.Boolean, "(NOT {0})", value);

    public static BoundExpression IsNull(BoundExpression value, bool negated) =>
        Call(SqlType.Boolean, negated ? "({0} IS NOT NULL)" : "({0} IS NULL)", value);

    public static BoundLiteral Text(string value, int? length = null) =>
        new(SqlType.VarcharOf(length), DuckSql.Literal(value), value);

    public static BoundLiteral Integer(long value, SqlType type) =>
        new(type, $"CAST({value.ToString(CultureInfo.InvariantCulture)} AS {DuckTypes.Of(type)})", value);

    public static BoundExpression Array(IReadOnlyList<BoundExpression> items, SqlType element) =>
        items.Count == 0
            ? new BoundLiteral(SqlType.Array(element), $"CAST([] AS {DuckTypes.Of(SqlType.Array(element))})")
            : new BoundCall(SqlType.Array(element), new TemplateForm("[{*}]"), items.ToNodeList());

    public static BoundExpression Row(IReadOnlyList<(string? Name, BoundExpression Value)> fields) =>
        new BoundCall(
            SqlType.Row(fields.Select(field => new SqlField(field.Name, field.Value.Type))),
            PackForm,
            fields.Select(field => field.Value).ToNodeList()
        );

    /// <summary>Field number <paramref name="index"/> of a row.</summary>
    public static BoundExpression Field(BoundExpression row, int index) =>
        Call(row.Type.Fields[index].Type, $"({{0}}).f{index}", row);

    public static BoundExpression Case(
        IReadOnlyList<BoundExpression> conditions,
        IReadOnlyList<BoundExpression> results,
        BoundExpression otherwise
    )
    {
        var arguments = conditions.Zip(results).SelectMany(pair => new[] { pair.First, pair.Second }).Append(otherwise);
        return new BoundCall(otherwise.Type, CaseForm, arguments.ToNodeList());
    }

    /// <summary>The value in a form that DuckDB compares, groups and orders as the type does.</summary>
    public static BoundExpression Comparable(BoundExpression value) =>
        value.Type.Kind == SqlKind.TimestampWithTimeZone
            ? Call(SqlType.Timestamp(value.Type.Precision), "({0}).i", value)
            : value;

    public static string PrintIn(PrintedCall call) =>
        $"({call.Arguments[0]} IN ({string.Join(", ", call.Arguments.Skip(1))}))";

    /// <summary>DuckDB text that fails with a code and a message (itself DuckDB text); of any type.</summary>
    public static string Raise(string code, string messageSql) =>
        $"error(chr(1) || {DuckSql.Literal(code)} || chr(1) || {messageSql})";

    private static readonly CallForm PackForm = new DelegateForm(call =>
        $"struct_pack({string.Join(", ", call.Arguments.Select((argument, i) => $"f{i} := {argument}"))})"
    );

    private static readonly CallForm CaseForm = new DelegateForm(call =>
    {
        var whens = Enumerable
            .Range(0, call.Arguments.Count / 2)
            .Select(i => $"WHEN {call.Arguments[2 * i]} THEN {call.Arguments[(2 * i) + 1]}");
        return $"(CASE {string.Join(' ', whens)} ELSE {call.Arguments[^1]} END)";
    });
}
