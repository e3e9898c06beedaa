using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Text: parts, padding, case, joining.</summary>
internal static class TextFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (
            var (name, function) in (ReadOnlySpan<(string, string)>)
                [
                    ("upper", "spark_upper"),
                    ("lower", "spark_lower"),
                    ("initcap", "spark_initcap"),
                    ("soundex", "spark_soundex"),
                ]
        )
        {
            table.Fixed(name, [SparkType.String], SparkType.String, p => $"{function}({p[0]})");
        }

        table.Alias("ucase", "upper");
        table.Alias("lcase", "lower");
        table["trim"] = call => Trim(call, "trim", "BOTH");
        table["ltrim"] = call => Trim(call, "ltrim", "LEADING");
        table["rtrim"] = call => Trim(call, "rtrim", "TRAILING");
        table["btrim"] = call => Trim(call, "trim", "BOTH");
        foreach (var side in (ReadOnlySpan<string>)["trim", "ltrim", "rtrim"])
        {
            // trim(both x from s) has its operands the other way round than ltrim(x, s).
            var word = side;
            table["trim_" + word] = call =>
                call.Scalar(
                    SparkType.String,
                    [call.Take(0, SparkType.String), call.Take(1, SparkType.String)],
                    p => $"{word}({p[0]}, {p[1]})"
                );
        }

        table["length"] = Length;
        table["char_length"] = Length;
        table["character_length"] = Length;
        table["len"] = Length;
        table["octet_length"] = call => Bytes(call, "octet_length({0})", 1);
        table["bit_length"] = call => Bytes(call, "octet_length({0})", 8);
        table["substring"] = Substring;
        table["substr"] = Substring;
        table.Fixed(
            "left",
            [SparkType.String, Int],
            SparkType.String,
            p => $"left({p[0]}, CASE WHEN {p[1]} < 0 THEN 0 ELSE {p[1]} END)"
        );
        table.Fixed(
            "right",
            [SparkType.String, Int],
            SparkType.String,
            p => $"right({p[0]}, CASE WHEN {p[1]} < 0 THEN 0 ELSE {p[1]} END)"
        );
        table["concat"] = Concat;
        table["concat_ws"] = ConcatWs;
        table["lpad"] = call => Pad(call, "lpad");
        table["rpad"] = call => Pad(call, "rpad");
        table.Fixed(
            "repeat",
            [SparkType.String, Int],
            SparkType.String,
            p => $"repeat({p[0]}, CASE WHEN {p[1]} < 0 THEN 0 ELSE {p[1]} END::BIGINT)"
        );
        table["reverse"] = call =>
            call[0].Type is ArrayType array
                ? call.Scalar(array, [call[0]], p => $"list_reverse({p[0]})")
                : call.Scalar(SparkType.String, [call.Take(0, SparkType.String)], p => $"spark_reverse({p[0]})");
        table.Fixed(
            "space",
            [Int],
            SparkType.String,
            p => $"repeat(' ', CASE WHEN {p[0]} < 0 THEN 0 ELSE {p[0]} END::BIGINT)"
        );
        table.Fixed("ascii", [SparkType.String], Int, p => $"spark_ascii({p[0]})");
        table.Fixed(
            "chr",
            [Long],
            SparkType.String,
            p => $"CASE WHEN {p[0]} < 0 THEN '' ELSE chr(({p[0]} % 256)::INTEGER) END"
        );
        table.Alias("char", "chr");
        table.Fixed("overlay", [SparkType.String, SparkType.String, Int, Int], SparkType.String, Overlay, optional: 1);
        table["format_number"] = FormatNumber;
        table["format_string"] = FormatString;
        table["printf"] = FormatString;
        table["elt"] = Elt;
        table.Fixed(
            "mask",
            [SparkType.String, SparkType.String, SparkType.String, SparkType.String, SparkType.String],
            SparkType.String,
            Mask,
            optional: 4
        );
        table["to_number"] = call => ToNumber(call, quiet: false);
        table["try_to_number"] = call => ToNumber(call, quiet: true);
        table.Fixed("luhn_check", [SparkType.String], SparkType.Boolean, p => $"spark_luhn({p[0]})");
        table["quote"] = call =>
            call.Scalar(
                SparkType.String,
                [call.Take(0, SparkType.String)],
                p => $"('''' || replace({p[0]}, '''', '\\''') || '''')"
            );
    }

    private static Bound Trim(FunctionCall call, string function, string side)
    {
        call.Arity(1, 2);
        if (call.Count == 1)
        {
            return call.Scalar(SparkType.String, [call.Take(0, SparkType.String)], p => $"{function}({p[0]}, ' ')");
        }

        // ltrim(characters, text) in SQL; btrim(text, characters).
        var (text, characters) = call.Name is "btrim" or "trim" ? (0, 1) : (1, 0);
        var name = call.Name is "btrim"
            ? call.Pretty()
            : $"TRIM({side} {call[characters].Name} FROM {call[text].Name})";
        return FunctionCall.Scalar(
            SparkType.String,
            [call.Take(text, SparkType.String), call.Take(characters, SparkType.String)],
            p => $"{function}({p[0]}, {p[1]})",
            name
        );
    }

    private static Bound Length(FunctionCall call)
    {
        call.Arity(1, 1);
        return call[0].Type == Binary
            ? call.Scalar(Int, [call[0]], p => $"octet_length({p[0]})::INTEGER")
            : call.Scalar(Int, [call.Take(0, SparkType.String)], p => $"length({p[0]})::INTEGER");
    }

    private static Bound Bytes(FunctionCall call, string print, int factor)
    {
        call.Arity(1, 1);
        var isBinary = call[0].Type == Binary;
        return call.Scalar(
            Int,
            [isBinary ? call[0] : call.Take(0, SparkType.String)],
            p =>
                $"({print.Replace("{0}", isBinary ? p[0] : $"encode({p[0]})", StringComparison.Ordinal)} * {factor})::INTEGER"
        );
    }

    private static Bound Substring(FunctionCall call)
    {
        call.Arity(2, 3);
        var name = call.Count == 2 ? call.Pretty("2147483647") : call.Pretty();
        var arguments = new List<Bound>
        {
            call[0].Type == Binary ? call[0]
            : call[0].Type.IsAtomic || call[0].Type == SparkType.Void ? call.Take(0, SparkType.String)
            : throw call.Unexpected(0, "STRING\" or \"BINARY"),
            call.Take(1, Int),
        };
        if (call.Count == 3)
        {
            arguments.Add(call.Take(2, Int));
        }

        return FunctionCall.Scalar(
            arguments[0].Type,
            arguments,
            p =>
                arguments[0].Type == Binary
                    ? $"unhex(spark_substring_hex(hex({p[0]}), {p[1]}, {p.Or(2, "2147483647")}))"
                    : $"spark_substring({p[0]}, {p[1]}, {p.Or(2, "2147483647")})",
            name
        );
    }

    private static Bound Concat(FunctionCall call)
    {
        if (call.Count == 0)
        {
            return Make.Literal("", SparkType.String, "concat()");
        }

        if (call.Arguments.All(argument => argument.Type is ArrayType))
        {
            var (lists, type) = call.Common();
            return call.Scalar(type, lists, p => AllPresent(p, string.Join(" || ", p)));
        }

        if (call.Arguments.All(argument => argument.Type == Binary))
        {
            return call.Scalar(Binary, call.Arguments, p => $"({string.Join(" || ", p)})");
        }

        var texts = Enumerable.Range(0, call.Count).Select(i => call.Take(i, SparkType.String)).ToList();
        return call.Scalar(SparkType.String, texts, p => $"({string.Join(" || ", p)})");
    }

    public static string AllPresent(string[] printed, string value) =>
        $"CASE WHEN {string.Join(" AND ", printed.Select(x => $"{x} IS NOT NULL"))} THEN {value} END";

    private static Bound ConcatWs(FunctionCall call)
    {
        var separator = call.Take(0, SparkType.String);
        var values = call
            .Arguments.Skip(1)
            .Select(argument =>
                call.Casts.Coerce(
                    argument,
                    argument.Type is ArrayType ? new ArrayType(SparkType.String) : SparkType.String
                )
            )
            .ToList();
        return Bound.Scalar(
            call.Pretty(),
            SparkType.String,
            separator.Nullable,
            [separator, .. values],
            p =>
            {
                if (p.Length == 1)
                {
                    return $"CASE WHEN {p[0]} IS NOT NULL THEN '' END";
                }

                var parts = values.Select(
                    (value, i) =>
                        value.Type is ArrayType ? $"COALESCE({p[i + 1]}, CAST([] AS VARCHAR[]))" : $"[{p[i + 1]}]"
                );
                return $"CASE WHEN {p[0]} IS NOT NULL THEN COALESCE(array_to_string({string.Join(" || ", parts)}, {p[0]}), '') END";
            }
        );
    }

    private static Bound Pad(FunctionCall call, string function)
    {
        call.Arity(2, 3);
        var arguments = new List<Bound> { call.Take(0, SparkType.String), call.Take(1, Int) };
        var name = call.Pretty();
        if (call.Count == 3)
        {
            arguments.Add(call.Take(2, SparkType.String));
        }
        else
        {
            name = call.Pretty(" ");
        }

        return FunctionCall.Scalar(
            SparkType.String,
            arguments,
            p => $"spark_{function}({p[0]}, {p[1]}, {p.Or(2, "' '")})",
            name
        );
    }

    private static string Overlay(string[] p)
    {
        var length = p.Or(3, $"length({p[1]})");
        return $"(left({p[0]}, {p[2]} - 1) || {p[1]} || substring({p[0]}, {p[2]} + {length}))";
    }

    private static Bound FormatNumber(FunctionCall call)
    {
        call.Arity(2, 2);
        var isPattern = call[1].Type == SparkType.String;
        var number =
            call[0].Type is DecimalType
                ? call.Casts.Coerce(call[0], SparkType.String)
                : call.Casts.Coerce(call.Take(0, SparkType.Double), SparkType.String);
        var format = isPattern ? call[1] : call.Casts.Coerce(call.Take(1, Int), SparkType.String);
        return call.Scalar(
            SparkType.String,
            [number, format],
            p => $"spark_format_number({p[0]}, {p[1]}, {(isPattern ? "true" : "false")})"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound FormatString(FunctionCall call)
    {
        var kinds = call.Arguments.Skip(1).Select(argument => FormatKind(argument.Type)).ToList();
        var values = call.Arguments.Skip(1).Select(argument => call.Casts.Coerce(argument, SparkType.String));
        return Bound.Scalar(
            call.PrettyAs(call.Name),
            SparkType.String,
            call[0].Nullable,
            [call.Take(0, SparkType.String), .. values],
            p =>
            {
                var arguments = p.Skip(1).Select((value, i) => $"coalesce('{kinds[i]}' || {value}, 'n')");
                return $"spark_format({p[0]}, CAST([{string.Join(", ", arguments)}] AS VARCHAR[]))";
            }
        );
    }

    /// <summary>The letter under which <see cref="Runtime.Java.JavaFormat"/> knows values of a type.</summary>
    private static char FormatKind(SparkType type) =>
        type == SparkType.Boolean ? 'b'
        : type == SparkType.Long ? 'd'
        : type.IsIntegral ? 'i'
        : type.IsFraction ? 'f'
        : type is DecimalType ? 'D'
        : 's';

    private static Bound Elt(FunctionCall call)
    {
        var values = Enumerable.Range(1, call.Count - 1).Select(i => call.Take(i, SparkType.String)).ToList();
        return call.Scalar(
            SparkType.String,
            [call.Take(0, Int), .. values],
            p => $"CASE WHEN {p[0]} > 0 THEN list_extract([{string.Join(", ", p.Skip(1))}], {p[0]}) END"
        ) with
        {
            Nullable = true,
        };
    }

    private static string Mask(string[] p) =>
        $"spark_mask({p[0]}, to_json([{p.Or(1, "'X'")}, {p.Or(2, "'x'")}, {p.Or(3, "'n'")}, {p.Or(4, "NULL")}])::VARCHAR)";

    private static Bound ToNumber(FunctionCall call, bool quiet)
    {
        call.Arity(2, 2);
        var format = call.Constant(1) as string ?? "";
        var type = Values.NumberFormat.TypeOf(format);
        return call.Scalar(
            type,
            [call.Take(0, SparkType.String)],
            p =>
                $"CAST(spark_to_number({p[0]}, {DuckSql.Literal(format)}, {(quiet ? "true" : "false")}) AS {type.DuckDb})"
        ) with
        {
            Nullable = true,
        };
    }
}
