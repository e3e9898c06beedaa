using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary><c>||</c> and <c>concat</c>: text, bytes, arrays, and an array with an element.</summary>
internal static class TrinoConcat
{
    public static BoundExpression Bind(BinaryExpression tree, BoundExpression left, BoundExpression right) =>
        Of(left, right)
        ?? throw TrinoErrors.UnexpectedArguments(
            "concat",
            [left.Type, right.Type],
            TrinoFunctions.Table.Find("concat"),
            tree.At
        );

    public static BoundExpression? Of(BoundExpression left, BoundExpression right)
    {
        var (a, b) = (left.Type, right.Type);
        if (a.Kind == SqlKind.Array && b.Kind == SqlKind.Array && TrinoCoercions.CommonType(a, b) is { } arrays)
        {
            return Bound.Call(arrays, Concatenated, Bound.Coerce(left, arrays), Bound.Coerce(right, arrays));
        }

        if (a.Kind == SqlKind.Array && TrinoCoercions.CommonType(a.Element, b) is { } appended)
        {
            return Bound.Call(
                SqlType.Array(appended),
                "list_append({0}, {1})",
                Bound.Coerce(left, SqlType.Array(appended)),
                Bound.Coerce(right, appended)
            );
        }

        if (b.Kind == SqlKind.Array && TrinoCoercions.CommonType(b.Element, a) is { } prepended)
        {
            return Bound.Call(
                SqlType.Array(prepended),
                "list_prepend({0}, {1})",
                Bound.Coerce(left, prepended),
                Bound.Coerce(right, SqlType.Array(prepended))
            );
        }

        if (a.Kind == SqlKind.Varbinary && b.Kind is SqlKind.Varbinary or SqlKind.Unknown)
        {
            return Bound.Call(SqlType.Varbinary, "({0} || {1})", left, Bound.Coerce(right, SqlType.Varbinary));
        }

        if (a.Kind == SqlKind.Char && b.Kind == SqlKind.Char)
        {
            return Bound.Call(SqlType.Char((a.Length ?? 1) + (b.Length ?? 1)), "({0} || {1})", left, right);
        }

        if (a.Kind == SqlKind.Char && b.Kind == SqlKind.Varchar && b.Length is { } width)
        {
            return Bound.Call(SqlType.Char((a.Length ?? 1) + width), "({0} || {1})", left, right);
        }

        var isText = (a.IsText || a.Kind == SqlKind.Unknown) && (b.IsText || b.Kind == SqlKind.Unknown);
        return isText
            ? Bound.Call(
                SqlType.Varchar,
                "({0} || {1})",
                Bound.Coerce(left, SqlType.Varchar),
                Bound.Coerce(right, SqlType.Varchar)
            )
            : null;
    }

    private const string Concatenated =
        "(CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN list_concat({0}, {1}) END)";
}
