using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>Calls that are syntax in Trino (COALESCE, IF, NULLIF, TRY, GROUPING), or whose types no signature can say.</summary>
internal static class TrinoSpecialCalls
{
    public static BoundExpression? Bind(CallExpression tree, string name, ExpressionBinder binder)
    {
        switch (name)
        {
            case "coalesce" when tree.Arguments.Count < 2:
                throw new SqlException(
                    "SYNTAX_ERROR",
                    "The 'coalesce' function must have at least two arguments",
                    tree.At
                );
            case "coalesce":
                var values = ExpressionBinder.Unify(
                    [.. tree.Arguments.Select(binder.Bind)],
                    "All COALESCE operands",
                    tree.Arguments
                );
                return Bound.Call(values[0].Type, "coalesce({*})", values);
            case "if":
                return If(tree, binder);
            case "nullif":
                return NullIf(tree, binder);
            case "try" when tree.Arguments.Count == 1:
                var tried = binder.Bind(tree.Arguments[0]);
                return Bound.Call(tried.Type, TryForm, tried);
            case "try":
                throw new SqlException("SYNTAX_ERROR", "The 'try' function must have exactly one argument", tree.At);
            case "grouping":
                return Grouping(tree, binder);
            case "typeof" when tree.Arguments.Count == 1:
                return Bound.Text(TrinoTypes.Spell(binder.Bind(tree.Arguments[0]).Type)) with
                {
                    Type = SqlType.Varchar,
                };
            case "concat" when tree.Arguments.Count >= 2:
                return Concat(tree, binder);
            case "greatest" or "least" when tree.Arguments.Count >= 1:
                return Extreme(tree, name, binder);
            case "listagg":
                return null;
            case "now" when tree.Arguments.Count == 0:
                return binder.Bind(new CurrentExpression("current_timestamp", 3) { At = tree.At });
            case "current_timezone" when tree.Arguments.Count == 0:
                return binder.Bind(new CurrentExpression("current_timezone") { At = tree.At });
            case "format" when tree.Arguments.Count >= 2:
                return Format(tree, binder);
            case "zip" when tree.Arguments.Count >= 2:
                return Zip(tree, binder);
            default:
                return null;
        }
    }

    private static readonly CallForm TryForm = new DelegateForm(call => TryText.Print(call.Arguments[0]));

    private static BoundExpression If(CallExpression tree, ExpressionBinder binder)
    {
        if (tree.Arguments.Count is < 2 or > 3)
        {
            throw new SqlException("SYNTAX_ERROR", "Invalid number of arguments for 'if' function", tree.At);
        }

        var condition = binder.Boolean(tree.Arguments[0], "IF condition");
        Expression[] trees =
        [
            tree.Arguments[1],
            tree.Arguments.Count == 3 ? tree.Arguments[2] : new NullLiteral { At = tree.At },
        ];
        var results = trees.Select(binder.Bind).ToArray();
        var common =
            TrinoCoercions.CommonType(results[0].Type, results[1].Type)
            ?? throw new SqlException(
                "TYPE_MISMATCH",
                "Result types for IF must be the same: "
                    + $"{TrinoTypes.Spell(results[0].Type)} vs {TrinoTypes.Spell(results[1].Type)}",
                trees[1].At
            );
        return Bound.Case([condition], [Bound.Coerce(results[0], common)], Bound.Coerce(results[1], common));
    }

    private static BoundExpression NullIf(CallExpression tree, ExpressionBinder binder)
    {
        if (tree.Arguments.Count != 2)
        {
            throw new SqlException("SYNTAX_ERROR", "Invalid number of arguments for 'nullif' function", tree.At);
        }

        var (first, second) = (binder.Bind(tree.Arguments[0]), binder.Bind(tree.Arguments[1]));
        var common =
            TrinoCoercions.CommonType(first.Type, second.Type)
            ?? throw new SqlException(
                "TYPE_MISMATCH",
                $"Types are not comparable with NULLIF: {TrinoTypes.Spell(first.Type)} vs {TrinoTypes.Spell(second.Type)}",
                tree.At
            );
        var equal = Bound.Call(
            SqlType.Boolean,
            "({0} = {1})",
            Bound.Comparable(Bound.Coerce(first, common)),
            Bound.Comparable(Bound.Coerce(second, common))
        );
        return Bound.Case([equal], [BoundLiteral.Null(first.Type)], first);
    }

    private static BoundGrouping Grouping(CallExpression tree, ExpressionBinder binder)
    {
        var arguments = tree.Arguments.Select(binder.Bind).ToNodeList();
        binder.NoteSpecialCall(tree);
        return new BoundGrouping(arguments.Count <= 31 ? SqlType.Integer : SqlType.BigInt, arguments);
    }

    private static BoundExpression Concat(CallExpression tree, ExpressionBinder binder)
    {
        var values = tree.Arguments.Select(binder.Bind).ToArray();
        var result = values[0];
        for (var i = 1; i < values.Length; i++)
        {
            result =
                TrinoConcat.Of(result, values[i])
                ?? throw TrinoErrors.UnexpectedArguments(
                    "concat",
                    [.. values.Select(value => value.Type)],
                    TrinoFunctions.Table.Find("concat"),
                    tree.At
                );
        }

        return result;
    }

    /// <summary>NULL if any argument is; NaN is left out unless all are (Trino 4xx).</summary>
    private static BoundExpression Extreme(CallExpression tree, string name, ExpressionBinder binder)
    {
        var values = tree.Arguments.Select(binder.Bind).ToArray();
        var common = values[0].Type;
        foreach (var value in values.Skip(1))
        {
            common =
                TrinoCoercions.CommonType(common, value.Type)
                ?? throw TrinoErrors.UnexpectedArguments(name, [.. values.Select(v => v.Type)], [], tree.At);
        }

        if (!TrinoOperators.IsOrderable(common))
        {
            throw TrinoErrors.UnexpectedArguments(name, [.. values.Select(v => v.Type)], [], tree.At);
        }

        return new BoundCall(common, new ExtremeForm(name), values.Select(v => Bound.Coerce(v, common)).ToNodeList());
    }

    private sealed record ExtremeForm(string Name) : CallForm
    {
        public override string Print(PrintedCall call)
        {
            var anyNull = string.Join(" OR ", call.Arguments.Select(argument => $"{argument} IS NULL"));
            var arguments = call.Result.IsApproximate
                ? call.Arguments.Select(argument => $"(CASE WHEN isnan({argument}) THEN NULL ELSE {argument} END)")
                : call.Arguments;
            var value = $"{Name}({string.Join(", ", arguments)})";
            value = call.Result.IsApproximate
                ? $"coalesce({value}, CAST('nan' AS {DuckTypes.Of(call.Result)}))"
                : value;
            return $"(CASE WHEN {anyNull} THEN NULL ELSE {value} END)";
        }
    }

    /// <summary>Each argument goes to the formatter with its type; it answers as Java's <c>String.format</c>.</summary>
    private static BoundExpression Format(CallExpression tree, ExpressionBinder binder)
    {
        var values = tree.Arguments.Select(binder.Bind).ToArray();
        if (!values[0].Type.IsText)
        {
            throw TrinoErrors.UnexpectedArguments("format", [.. values.Select(v => v.Type)], [], tree.At);
        }

        return new BoundCall(SqlType.Varchar, FormatForm, values.ToNodeList());
    }

    private static readonly CallForm FormatForm = new DelegateForm(call =>
    {
        var values = call
            .Arguments.Skip(1)
            .Select(
                (sql, i) =>
                {
                    var type = call.Types[i + 1];
                    var kind = type.Kind switch
                    {
                        SqlKind.Boolean => "b",
                        SqlKind.Decimal => "D",
                        SqlKind.Timestamp => "t",
                        SqlKind.Date => "t",
                        _ when type.IsInteger => "d",
                        _ when type.IsApproximate => "f",
                        _ => "s",
                    };
                    var text =
                        type.IsApproximate ? $"lake_double_java(CAST({sql} AS DOUBLE))"
                        : TrinoCasts.CanCast(type, SqlType.Varchar) ? TrinoCasts.Convert(type, SqlType.Varchar, sql)
                        : TrinoJsonCasts.Write(type, sql);
                    return $"coalesce('{kind}' || {text}, 'n')";
                }
            );
        return $"lake_format({call.Arguments[0]}, [{string.Join(", ", values)}])";
    });

    private static BoundExpression Zip(CallExpression tree, ExpressionBinder binder)
    {
        var values = tree.Arguments.Select(binder.Bind).ToArray();
        if (values.Any(value => value.Type.Kind != SqlKind.Array))
        {
            throw TrinoErrors.UnexpectedArguments("zip", [.. values.Select(v => v.Type)], [], tree.At);
        }

        var row = SqlType.Row(values.Select(value => new SqlField(null, value.Type.Element)));
        return new BoundCall(SqlType.Array(row), ZipForm, values.ToNodeList());
    }

    private static readonly CallForm ZipForm = new DelegateForm(call =>
    {
        var item = TrinoCasts.Variable(string.Concat(call.Arguments));
        var fields = call.Arguments.Select((_, i) => $"f{i} := {item}[{i + 1}]");
        var anyNull = string.Join(" OR ", call.Arguments.Select(argument => $"{argument} IS NULL"));
        return $"(CASE WHEN {anyNull} THEN NULL ELSE list_transform(list_zip({string.Join(", ", call.Arguments)}), "
            + $"lambda {item}: struct_pack({string.Join(", ", fields)})) END)";
    });
}
