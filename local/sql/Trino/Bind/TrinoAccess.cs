using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Subscripts and LIKE.</summary>
internal static class TrinoAccess
{
    private static readonly string NotPositive = Bound.Raise(
        "INVALID_FUNCTION_ARGUMENT",
        "'SQL array indices start at 1'"
    );
    private static readonly string Negative = Bound.Raise(
        "INVALID_FUNCTION_ARGUMENT",
        "'Array subscript is negative: ' || {1}"
    );
    private static readonly string TooLarge = Bound.Raise(
        "INVALID_FUNCTION_ARGUMENT",
        "'Array subscript must be less than or equal to array length: ' || {1} || ' > ' || len({0})"
    );

    public static BoundExpression Subscript(SubscriptExpression tree, BoundExpression source, BoundExpression index)
    {
        switch (source.Type.Kind)
        {
            case SqlKind.Array when TrinoCoercions.CanCoerce(index.Type, SqlType.BigInt):
                return Bound.Call(
                    source.Type.Element,
                    $"(CASE WHEN {{1}} IS NULL OR {{0}} IS NULL THEN NULL WHEN {{1}} = 0 THEN {NotPositive} WHEN {{1}} < 0 THEN {Negative} "
                        + $"WHEN {{1}} > len({{0}}) THEN {TooLarge} ELSE {{0}}[{{1}}] END)",
                    source,
                    Bound.Coerce(index, SqlType.BigInt)
                );
            case SqlKind.Map when TrinoCoercions.CanCoerce(index.Type, source.Type.Key):
                var key = Bound.Coerce(index, source.Type.Key);
                var shown = TrinoCasts.CanCast(key.Type, SqlType.Varchar)
                    ? TrinoCasts.Convert(key.Type, SqlType.Varchar, "{1}")
                    : "CAST({1} AS VARCHAR)";
                var missing = Bound.Raise("INVALID_FUNCTION_ARGUMENT", $"'Key not present in map: ' || {shown}");
                return Bound.Call(
                    source.Type.Value,
                    $"(CASE WHEN {{0}} IS NULL OR {{1}} IS NULL OR map_contains({{0}}, {{1}}) THEN {{0}}[{{1}}] ELSE {missing} END)",
                    source,
                    key
                );
            case SqlKind.Row when index is BoundLiteral { Value: long position }:
                return position >= 1 && position <= source.Type.Fields.Count
                    ? Bound.Field(source, (int)position - 1)
                    : throw new SqlException(
                        "INVALID_FUNCTION_ARGUMENT",
                        position < 1
                            ? $"ROW subscript must be in range [1, {source.Type.Fields.Count}]: {position}"
                            : $"ROW subscript must be in range [1, {source.Type.Fields.Count}]: {position}",
                        tree.Index.At
                    );
            case SqlKind.Row:
                throw new SqlException(
                    "EXPRESSION_NOT_CONSTANT",
                    "Subscript expression on ROW requires a constant index",
                    tree.Index.At
                );
            default:
                throw new SqlException(
                    "TYPE_MISMATCH",
                    $"Cannot use {TrinoTypes.Spell(index.Type)} for subscript of {TrinoTypes.Spell(source.Type)}",
                    tree.At
                );
        }
    }

    public static BoundExpression Like(
        LikeExpression tree,
        BoundExpression operand,
        BoundExpression pattern,
        BoundExpression? escape
    )
    {
        var (text, wanted) = (Text(operand, "Left side", tree.Operand.At), Text(pattern, "Pattern", tree.Pattern.At));
        var test = escape is null
            ? Bound.Call(SqlType.Boolean, "({0} LIKE {1})", text, wanted)
            : Bound.Call(
                SqlType.Boolean,
                "lake_like({0}, {1}, {2})",
                text,
                wanted,
                Text(escape, "Escape", tree.Escape!.At)
            );
        return tree.Negated ? Bound.Not(test) : test;
    }

    private static BoundExpression Text(BoundExpression value, string what, Position at) =>
        value.Type.IsText || value.Type.Kind == SqlKind.Unknown
            ? Bound.Coerce(value, SqlType.Varchar)
            : throw new SqlException(
                "TYPE_MISMATCH",
                $"{what} of LIKE expression must evaluate to a varchar (actual: {TrinoTypes.Spell(value.Type)})",
                at
            );
}
