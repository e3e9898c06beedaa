using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Aggregate and window functions. In a template, <see cref="Mark"/> stands where FILTER and OVER go.</summary>
internal static class AggregateTable
{
    public const string Mark = "\u0001";

    private static readonly Dictionary<string, FunctionBinder> Table = Build();

    public static FunctionBinder? Find(string name) => Table.GetValueOrDefault(name);

    private static Dictionary<string, FunctionBinder> Build()
    {
        var table = new Dictionary<string, FunctionBinder>(StringComparer.Ordinal);
        table["count"] = Count;
        table["sum"] = Sum;
        table["try_sum"] = Sum;
        table["avg"] = Average;
        table["mean"] = Average;
        table["try_avg"] = Average;
        table["min"] = call => Same(call, "min");
        table["max"] = call => Same(call, "max");
        foreach (var name in (ReadOnlySpan<string>)["first", "first_value", "any_value"])
        {
            table[name] = call => FirstOrLast(call, "first");
        }

        table["last"] = call => FirstOrLast(call, "last");
        table["last_value"] = table["last"];
        table["collect_list"] = call => Collect(call, distinct: false);
        table["array_agg"] = table["collect_list"];
        table["collect_set"] = call => Collect(call, distinct: true);
        table["bool_and"] = call => Plain(call, "bool_and", SparkType.Boolean, SparkType.Boolean);
        table["bool_or"] = call => Plain(call, "bool_or", SparkType.Boolean, SparkType.Boolean);
        table["every"] = table["bool_and"];
        table["some"] = table["bool_or"];
        table["any"] = table["bool_or"];
        table["count_if"] = call =>
            Aggregate(
                call,
                SparkType.Long,
                [call.Take(0, SparkType.Boolean)],
                p => $"COALESCE(count_if({p[0]}){Mark}, 0)::BIGINT",
                false
            );
        table["approx_count_distinct"] = call =>
            Aggregate(call, SparkType.Long, [call[0]], p => $"count(DISTINCT {p[0]}){Mark}", false);
        table["product"] = call => Plain(call, "product", SparkType.Double, SparkType.Double);
        table["max_by"] = call => By(call, "max_by", "arg_max_null");
        table["min_by"] = call => By(call, "min_by", "arg_min_null");
        table["mode"] = call => Same(call, "mode");
        table["bit_and"] = call => Same(call, "bit_and");
        table["bit_or"] = call => Same(call, "bit_or");
        table["bit_xor"] = call => Same(call, "bit_xor");
        table["grouping"] = call => Grouping(call, single: true);
        table["grouping_id"] = call => Grouping(call, single: false);
        StatisticFunctions.Register(table);
        WindowFunctions.Register(table);
        return table;
    }

    private static Bound Grouping(FunctionCall call, bool single) =>
        Aggregate(call, single ? SparkType.Byte : SparkType.Long, call.Arguments, _ => "0", false) with
        {
            Tag = new GroupingTag(single, call.Arguments),
        };

    public static Bound Aggregate(
        FunctionCall call,
        SparkType type,
        IReadOnlyList<Bound> arguments,
        Func<string[], string> print,
        bool nullable = true,
        string? name = null
    ) =>
        new(BoundKind.Aggregate, type, nullable, name ?? call.Pretty(), arguments)
        {
            Template = (_, printed) => print(printed),
        };

    private static string Distinct(FunctionCall call) => call.Node.Distinct ? "DISTINCT " : "";

    public static Bound Plain(FunctionCall call, string function, SparkType argument, SparkType result) =>
        Aggregate(call, result, [call.Take(0, argument)], p => $"{function}({Distinct(call)}{p[0]}){Mark}");

    private static Bound Same(FunctionCall call, string function)
    {
        call.Arity(1, 1);
        var type = call[0].Type;
        if (!type.IsOrderable)
        {
            throw ExpressionBinder.Mismatch("INVALID_ORDERING_TYPE", call.Pretty(), $"\"{type.Sql}\" has no order");
        }

        // DuckDB orders nulls inside structs last, Spark first.
        return function is "min" or "max" && type is StructType or ArrayType
            ? Aggregate(call, type, [call[0]], p => $"arg_{function}({p[0]}, {Operators.Key(p[0], type)}){Mark}")
            : Aggregate(call, type, [call[0]], p => $"{function}({p[0]}){Mark}");
    }

    private static Bound Count(FunctionCall call)
    {
        if (call.Count == 0)
        {
            throw SparkException.Analysis(
                "WRONG_NUM_ARGS.WITH_SUGGESTION",
                "The `count` requires > 0 parameters but the actual number is 0."
            );
        }

        if (call.Count == 1)
        {
            return Aggregate(call, SparkType.Long, [call[0]], p => $"count({Distinct(call)}{p[0]}){Mark}", false);
        }

        return Aggregate(
            call,
            SparkType.Long,
            call.Arguments,
            p =>
                $"count({Distinct(call)}CASE WHEN {string.Join(" AND ", p.Select(x => $"{x} IS NOT NULL"))} THEN ({string.Join(", ", p)}) END){Mark}",
            false
        );
    }

    private static Bound Sum(FunctionCall call)
    {
        call.Arity(1, 1);
        var type = call[0].Type;
        var distinct = Distinct(call);
        if (type.IsIntegral)
        {
            return Aggregate(
                call,
                SparkType.Long,
                [call[0]],
                p =>
                    type == SparkType.Long
                        ? Casts.WrapHuge($"sum({distinct}{p[0]}){Mark}")
                        : $"CAST(sum({distinct}{p[0]}){Mark} AS BIGINT)"
            );
        }

        if (type is DecimalType wide)
        {
            var result = DecimalType.Bounded(wide.Precision + 10, wide.Scale);
            return Aggregate(call, result, [call[0]], p => $"TRY_CAST(sum({distinct}{p[0]}){Mark} AS {result.DuckDb})");
        }

        if (type.IsInterval)
        {
            return Aggregate(call, type, [call[0]], p => $"CAST(sum({distinct}{p[0]}){Mark} AS {type.DuckDb})");
        }

        if (!type.IsNumeric && type != SparkType.String && type != SparkType.Void)
        {
            throw call.Unexpected(0, "NUMERIC\" or \"ANSI INTERVAL");
        }

        return Aggregate(
            call,
            SparkType.Double,
            [call.Casts.Coerce(call[0], SparkType.Double)],
            p => $"sum({distinct}{p[0]}){Mark}"
        );
    }

    private static Bound Average(FunctionCall call)
    {
        call.Arity(1, 1);
        var type = call[0].Type;
        var distinct = Distinct(call);
        var name = call.PrettyAs(call.Name == "mean" ? "avg" : call.Name);
        if (type is DecimalType wide)
        {
            var result = DecimalType.Bounded(wide.Precision + 4, wide.Scale + 4);
            var size = (result.Precision * 100) + result.Scale;
            return Aggregate(
                call,
                result,
                [call[0]],
                p =>
                    $"CAST(spark_decimal_op('/', CAST(sum({distinct}{p[0]}){Mark} AS VARCHAR), CAST(NULLIF(count({distinct}{p[0]}){Mark}, 0) AS VARCHAR), {size}) AS {result.DuckDb})",
                true,
                name
            );
        }

        if (!type.IsNumeric && type != SparkType.String && type != SparkType.Void && !type.IsInterval)
        {
            throw call.Unexpected(0, "NUMERIC\" or \"ANSI INTERVAL");
        }

        var value = call.Casts.Coerce(call[0], SparkType.Double);
        return Aggregate(
            call,
            SparkType.Double,
            [value],
            p => $"(sum({distinct}{p[0]}){Mark} / NULLIF(count({distinct}{p[0]}){Mark}, 0))",
            true,
            name
        );
    }

    private static Bound FirstOrLast(FunctionCall call, string function)
    {
        call.Arity(1, 2);
        var ignore = call.Node.IgnoreNulls ?? (call.Count > 1 && call.Constant(1) is true);
        var name =
            ignore && call.Count == 1
                ? call.Pretty() + " IGNORE NULLS"
                : $"{call.Name}({call[0].Name})" + (ignore ? " IGNORE NULLS" : "");
        var type = call[0].Type;
        return new Bound(
            BoundKind.Aggregate,
            type,
            true,
            ignore ? name.Replace(" IGNORE NULLS", "", StringComparison.Ordinal) : name,
            [call[0]]
        )
        {
            Template = (_, p) =>
                ignore ? $"{function}({p[0]}) FILTER (WHERE {p[0]} IS NOT NULL){Mark}" : $"{function}({p[0]}){Mark}",
            Tag = ignore ? "ignore" : null,
        };
    }

    private static Bound Collect(FunctionCall call, bool distinct)
    {
        call.Arity(1, 1);
        var type = new ArrayType(call[0].Type, false);
        var word = distinct || call.Node.Distinct ? "DISTINCT " : "";
        var v = call.Casts.Variable();
        return Aggregate(
            call,
            type,
            [call[0]],
            p =>
                $"COALESCE(list_filter(list({word}{p[0]}){Mark}, lambda {v}: {v} IS NOT NULL), CAST([] AS {type.DuckDb}))",
            false,
            call.PrettyAs(call.Name == "array_agg" ? "collect_list" : call.Name)
        );
    }

    private static Bound By(FunctionCall call, string name, string function)
    {
        call.Arity(2, 2);
        return Aggregate(
            call,
            call[0].Type,
            call.Arguments,
            p => $"{function}({p[0]}, {p[1]}){Mark}",
            true,
            $"{name}({call[0].Name}, {call[1].Name})"
        );
    }
}
