using CustomerLake.Local.Sql.Functions;
using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Bind;

/// <summary>Errors of binding, in Trino's words; another dialect overrides what it says differently.</summary>
internal class DialectErrors(IDialectRules rules)
{
    public virtual SqlException ColumnNotFound(string name, Position at, IReadOnlyList<ScopeField> candidates) =>
        new("COLUMN_NOT_FOUND", $"Column '{name}' cannot be resolved", at);

    public virtual SqlException ColumnAmbiguous(string name, Position at, IReadOnlyList<ScopeField> matches) =>
        new("AMBIGUOUS_NAME", $"Column '{name}' is ambiguous", at);

    /// <summary>A field that the row's type does not have.</summary>
    public virtual SqlException FieldNotFound(string name, SqlType row, Position at) =>
        new("COLUMN_NOT_FOUND", $"Column '{name}' cannot be resolved", at);

    /// <summary><c>x.f</c> where x is no row.</summary>
    public virtual SqlException NotARow(string name, SqlType type, Position at) =>
        new("TYPE_MISMATCH", $"Expression {name} is not of type ROW", at);

    public virtual SqlException TableNotFound(string catalog, string database, string table, Position at) =>
        new("TABLE_NOT_FOUND", $"Table '{catalog}.{Quote(database)}.{Quote(table)}' does not exist", at);

    public virtual SqlException SchemaNotFound(string database, Position at) =>
        new("SCHEMA_NOT_FOUND", $"Schema '{Quote(database)}' does not exist", at);

    public virtual SqlException CatalogNotFound(string catalog, Position at) =>
        new("CATALOG_NOT_FOUND", $"Catalog '{catalog}' not found", at);

    public virtual SqlException FunctionNotFound(string name, Position at) =>
        new("FUNCTION_NOT_FOUND", $"Function '{name}' not registered", at);

    public virtual SqlException UnexpectedArguments(
        string name,
        IReadOnlyList<SqlType> types,
        IReadOnlyList<Function> overloads,
        Position at
    )
    {
        var expected = overloads.Select(overload => $"{name}({string.Join(", ", overload.Signature.Arguments)})");
        return new SqlException(
            "FUNCTION_NOT_FOUND",
            $"Unexpected parameters ({string.Join(", ", types.Select(rules.Spell))}) for function {name}. "
                + $"Expected: {string.Join(", ", expected.Order(StringComparer.Ordinal))}",
            at
        );
    }

    public virtual SqlException UnknownType(string text, Position at) =>
        new("TYPE_MISMATCH", $"Unknown type: {text}", at);

    public virtual SqlException CannotCast(SqlType from, SqlType to, Position at) =>
        new("TYPE_MISMATCH", $"Cannot cast {rules.Spell(from)} to {rules.Spell(to)}", at);

    public virtual SqlException CannotApply(string symbol, SqlType left, SqlType right, Position at) =>
        new("TYPE_MISMATCH", $"Cannot apply operator: {rules.Spell(left)} {symbol} {rules.Spell(right)}", at);

    public virtual SqlException NotAggregated(Expression expression, Position at) =>
        new(
            "EXPRESSION_NOT_AGGREGATE",
            $"'{TreeText.Of(expression)}' must be an aggregate expression or appear in GROUP BY clause",
            at
        );

    /// <summary>An aggregate or window call where none may stand; the clause is such as <c>WHERE clause</c>.</summary>
    public virtual SqlException NotScalar(string clause, Expression call, Position at) =>
        new(
            "EXPRESSION_NOT_SCALAR",
            $"{clause} cannot contain aggregations, window functions or grouping operations: [{TreeText.Of(call)}]",
            at
        );

    /// <summary>Types that have no common one: <paramref name="what"/> is such as <c>All CASE results</c>.</summary>
    public virtual SqlException NoCommonType(
        string what,
        IReadOnlyList<SqlType> types,
        SqlType left,
        SqlType right,
        Position at
    ) =>
        new(
            "TYPE_MISMATCH",
            $"{what} must be the same type or coercible to a common type. Cannot find common type between "
                + $"{rules.Spell(left)} and {rules.Spell(right)}, all types (without duplicates): "
                + $"[{string.Join(", ", types.Distinct().Select(rules.Spell))}]",
            at
        );

    public virtual SqlException NotBoolean(string what, SqlType actual, Position at) =>
        new("TYPE_MISMATCH", $"{what} must evaluate to a boolean (actual: {rules.Spell(actual)})", at);

    public virtual SqlException SetWidths(string operation, int left, int right, Position at) =>
        new("TYPE_MISMATCH", $"{operation} query has different number of fields: {left}, {right}", at);

    public virtual SqlException SetTypes(string operation, int column, SqlType left, SqlType right, Position at) =>
        new(
            "TYPE_MISMATCH",
            $"column {column} in {operation} query has incompatible types: {rules.Spell(left)}, {rules.Spell(right)}",
            at
        );

    public virtual SqlException PositionOutOfRange(string clause, long position, Position at) =>
        new("INVALID_COLUMN_REFERENCE", $"{clause} position {position} is not in select list", at);

    /// <summary>A USING column that one side (<c>left</c> or <c>right</c>) lacks.</summary>
    public virtual SqlException UsingColumnMissing(
        string name,
        string side,
        Position at,
        IReadOnlyList<ScopeField> candidates
    ) => new("COLUMN_NOT_FOUND", $"Column '{name}' is missing from {side} side of join", at);

    public virtual SqlException NotSupported(string what, Position at) =>
        new("NOT_SUPPORTED", $"{what} is not supported", at);

    protected static string Quote(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
