using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Comparison, logic and bit operators.</summary>
internal static class Operators
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (var name in (ReadOnlySpan<string>)["=", "<", "<=", ">", ">=", "<=>"])
        {
            var symbol = name;
            table[symbol] = call => Compare(call.Binder, symbol, call[0], call[1]);
        }

        table["and"] = call => Make.And(Condition(call, 0), Condition(call, 1));
        table["or"] = call => Make.Or(Condition(call, 0), Condition(call, 1));
        table["not"] = call => Make.Not(Condition(call, 0));
        table["isnull"] = call => Make.IsNull(call[0]);
        table["isnotnull"] = call =>
            Bound.Scalar(
                $"({call[0].Name} IS NOT NULL)",
                SparkType.Boolean,
                false,
                [call[0]],
                printed => $"({printed[0]} IS NOT NULL)"
            );
        table["in"] = In;
        foreach (var name in (ReadOnlySpan<string>)["&", "|", "^"])
        {
            var symbol = name;
            table[symbol] = call => Bits(call, symbol);
        }

        table["~"] = call =>
            FunctionCall.Scalar(call[0].Type, [call[0]], printed => $"(~{printed[0]})", $"~{call[0].Name}");
        table["between"] = call =>
            Make.And(Compare(call.Binder, ">=", call[0], call[1]), Compare(call.Binder, "<=", call[0], call[2]));
    }

    private static Bound Condition(FunctionCall call, int index)
    {
        var bound = call[index];
        if (bound.Type != SparkType.Boolean && bound.Type != SparkType.Void)
        {
            var word = call.Name.ToUpperInvariant();
            var name = call.Count == 1 ? $"({word} {call[0].Name})" : $"({call[0].Name} {word} {call[1].Name})";
            throw call.Count == 2 && call[0].Type != call[1].Type
                ? ExpressionBinder.Mismatch("BINARY_OP_DIFF_TYPES", name, "the operands differ in type")
                : ExpressionBinder.Mismatch("UNEXPECTED_INPUT_TYPE", name, "a boolean is required");
        }

        return call.Casts.Coerce(bound, SparkType.Boolean);
    }

    public static Bound Compare(ExpressionBinder binder, string symbol, Bound left, Bound right)
    {
        var name = $"({left.Name} {symbol} {right.Name})";
        var type =
            Coercion.Comparison(left.Type, right.Type)
            ?? throw ExpressionBinder.Mismatch(
                "BINARY_OP_DIFF_TYPES",
                name,
                $"the left and right operands of the binary operator have incompatible types (\"{left.Type.Sql}\" and"
                    + $" \"{right.Type.Sql}\")"
            );
        if (!type.IsOrderable)
        {
            throw ExpressionBinder.Mismatch("INVALID_ORDERING_TYPE", name, $"\"{type.Sql}\" has no order");
        }

        if (type is DecimalType { Precision: > 38 })
        {
            type = SparkType.Double;
        }

        var (a, b) = (binder.Casts.Coerce(left, type), binder.Casts.Coerce(right, type));
        var isNullSafe = symbol == "<=>";
        var nested = type is StructType or ArrayType;
        return Bound.Scalar(
            name,
            SparkType.Boolean,
            !isNullSafe && (a.Nullable || b.Nullable),
            [a, b],
            printed =>
                isNullSafe ? $"({printed[0]} IS NOT DISTINCT FROM {printed[1]})"
                : nested ? Nested(symbol, printed[0], printed[1], type)
                : $"({printed[0]} {symbol} {printed[1]})"
        );
    }

    // Inside structs and arrays nulls are equal and come first; DuckDB puts them last, so order goes by a sort key.
    private static string Nested(string symbol, string a, string b, SparkType type) =>
        symbol == "="
            ? $"CASE WHEN {a} IS NOT NULL AND {b} IS NOT NULL THEN {a} IS NOT DISTINCT FROM {b} END"
            : $"({Key(a, type)} {symbol} {Key(b, type)})";

    /// <summary>A key that orders as Spark does: nulls inside structs first. DuckDB puts nested nulls last.</summary>
    public static string Key(string x, SparkType type) =>
        $"CASE WHEN {x} IS NOT NULL THEN create_sort_key({string.Join(", ", Parts(x, type))}) END";

    private static IEnumerable<string> Parts(string x, SparkType type) =>
        type is StructType { Fields.Count: > 0 } row
            ? row.Fields.SelectMany(field => Parts(Casts.Field(x, field.Name), field.Type))
            : [$"{x}, 'ASC NULLS FIRST'"];

    private static Bound In(FunctionCall call)
    {
        var name = $"({call[0].Name} IN ({string.Join(", ", call.Arguments.Skip(1).Select(value => value.Name))}))";
        var type =
            Coercion.Common(call.Arguments.Select(value => value.Type))
            ?? throw ExpressionBinder.Mismatch("DATA_DIFF_TYPES", name, "the values should have one common type");
        var coerced = call.Arguments.Select(value => call.Casts.Coerce(value, type)).ToList();
        return Bound.Scalar(
            name,
            SparkType.Boolean,
            coerced.Any(value => value.Nullable),
            coerced,
            printed => printed.Length == 1 ? "false" : $"({printed[0]} IN ({string.Join(", ", printed.Skip(1))}))"
        );
    }

    private static Bound Bits(FunctionCall call, string symbol)
    {
        var name = $"({call[0].Name} {symbol} {call[1].Name})";
        var type = Coercion.Tightest(call[0].Type, call[1].Type);
        if (type is null || !type.IsIntegral)
        {
            throw ExpressionBinder.Mismatch("BINARY_OP_DIFF_TYPES", name, "integers are required");
        }

        var arguments = new[] { call.Casts.Coerce(call[0], type), call.Casts.Coerce(call[1], type) };
        return FunctionCall.Scalar(
            type,
            arguments,
            printed => symbol == "^" ? $"xor({printed[0]}, {printed[1]})" : $"({printed[0]} {symbol} {printed[1]})",
            name
        );
    }
}
