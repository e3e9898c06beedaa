using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Errors of binding.</summary>
internal static class TrinoErrors
{
    public static SqlException ColumnNotFound(string name, Position at) =>
        new("COLUMN_NOT_FOUND", $"Column '{name}' cannot be resolved", at);

    public static SqlException ColumnAmbiguous(string name, Position at) =>
        new("AMBIGUOUS_NAME", $"Column '{name}' is ambiguous", at);

    /// <summary><c>x.f</c> where x is no row.</summary>
    public static SqlException NotARow(string name, Position at) =>
        new("TYPE_MISMATCH", $"Expression {name} is not of type ROW", at);

    public static SqlException TableNotFound(string catalog, string database, string table, Position at) =>
        new("TABLE_NOT_FOUND", $"Table '{catalog}.{Quote(database)}.{Quote(table)}' does not exist", at);

    public static SqlException SchemaNotFound(string database, Position at) =>
        new("SCHEMA_NOT_FOUND", $"Schema '{Quote(database)}' does not exist", at);

    public static SqlException CatalogNotFound(string catalog, Position at) =>
        new("CATALOG_NOT_FOUND", $"Catalog '{catalog}' not found", at);

    public static SqlException FunctionNotFound(string name, Position at) =>
        new("FUNCTION_NOT_FOUND", $"Function '{name}' not registered", at);

    public static SqlException UnexpectedArguments(
        string name,
        IReadOnlyList<SqlType> types,
        IReadOnlyList<Function> overloads,
        Position at
    )
    {
        var expected = overloads.Select(overload => $"{name}({string.Join(", ", overload.Signature.Arguments)})");
        return new SqlException(
            "FUNCTION_NOT_FOUND",
            $"Unexpected parameters ({string.Join(", ", types.Select(TrinoTypes.Spell))}) for function {name}. "
                + $"Expected: {string.Join(", ", expected.Order(StringComparer.Ordinal))}",
            at
        );
    }

    public static SqlException UnknownType(string text, Position at) =>
        new("TYPE_MISMATCH", $"Unknown type: {text}", at);

    public static SqlException CannotCast(SqlType from, SqlType to, Position at) =>
        new("TYPE_MISMATCH", $"Cannot cast {TrinoTypes.Spell(from)} to {TrinoTypes.Spell(to)}", at);

    public static SqlException CannotApply(string symbol, SqlType left, SqlType right, Position at) =>
        new("TYPE_MISMATCH", $"Cannot apply operator: {TrinoTypes.Spell(left)} {symbol} {TrinoTypes.Spell(right)}", at);

    public static SqlException NotAggregated(Expression expression, Position at) =>
        new(
            "EXPRESSION_NOT_AGGREGATE",
            $"'{TreeText.Of(expression)}' must be an aggregate expression or appear in GROUP BY clause",
            at
        );

    /// <summary>An aggregate or window call where none may stand; the clause is such as <c>WHERE clause</c>.</summary>
    public static SqlException NotScalar(string clause, Expression call, Position at) =>
        new(
            "EXPRESSION_NOT_SCALAR",
            $"{clause} cannot contain aggregations, window functions or grouping operations: [{TreeText.Of(call)}]",
            at
        );

    /// <summary>Types that have no common one: <paramref name="what"/> is such as <c>All CASE results</c>.</summary>
    public static SqlException NoCommonType(
        string what,
        IReadOnlyList<SqlType> types,
        SqlType left,
        SqlType right,
        Position at
    ) =>
        new(
            "TYPE_MISMATCH",
            $"{what} must be the same type or coercible to a common type. Cannot find common type between "
                + $"{TrinoTypes.Spell(left)} and {TrinoTypes.Spell(right)}, all types (without duplicates): "
                + $"[{string.Join(", ", types.Distinct().Select(TrinoTypes.Spell))}]",
            at
        );

    public static SqlException NotBoolean(string what, SqlType actual, Position at) =>
        new("TYPE_MISMATCH", $"{what} must evaluate to a boolean (actual: {TrinoTypes.Spell(actual)})", at);

    public static SqlException SetWidths(string operation, int left, int right, Position at) =>
        new("TYPE_MISMATCH", $"{operation} query has different number of fields: {left}, {right}", at);

    public static SqlException SetTypes(string operation, int column, SqlType left, SqlType right, Position at) =>
        new(
            "TYPE_MISMATCH",
            $"column {column} in {operation} query has incompatible types: {TrinoTypes.Spell(left)}, {TrinoTypes.Spell(right)}",
            at
        );

    public static SqlException PositionOutOfRange(string clause, long position, Position at) =>
        new("INVALID_COLUMN_REFERENCE", $"{clause} position {position} is not in select list", at);

    /// <summary>A USING column that one side (<c>left</c> or <c>right</c>) lacks.</summary>
    public static SqlException UsingColumnMissing(string name, string side, Position at) =>
        new("COLUMN_NOT_FOUND", $"Column '{name}' is missing from {side} side of join", at);

    public static SqlException NotSupported(string what, Position at) =>
        new("NOT_SUPPORTED", $"{what} is not supported", at);

    private static string Quote(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
