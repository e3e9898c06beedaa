using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Arrays and structs.</summary>
internal static partial class ArrayFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["array"] = call =>
        {
            if (call.Count == 0)
            {
                return call.Scalar(new ArrayType(SparkType.Void, false), [], _ => "CAST([] AS INTEGER[])");
            }

            var (items, type) = call.Common();
            return Bound.Scalar(
                call.Pretty(),
                new ArrayType(type, items.Any(item => item.Nullable)),
                false,
                items,
                p => $"[{string.Join(", ", p)}]"
            );
        };
        table["struct"] = Struct;
        table["named_struct"] = NamedStruct;
        table["size"] = call => Size(call, "-1");
        table["cardinality"] = table["size"];
        table["array_size"] = call => Size(call, "NULL");
        table["element_at"] = ElementAt;
        table["try_element_at"] = table["element_at"];
        table["get"] = call => call.Binder.Subscript(call[0], call[1]) with { Name = call.Pretty() };
        table["array_contains"] = call =>
        {
            var (array, value) = With(call);
            return call.Scalar(
                SparkType.Boolean,
                [array, value],
                p =>
                    $"CASE WHEN {p[0]} IS NULL OR {p[1]} IS NULL THEN NULL WHEN list_contains({p[0]}, {p[1]}) THEN true WHEN {HasNull(p[0])} THEN NULL ELSE false END"
            ) with
            {
                Nullable = true,
            };
        };
        table["array_position"] = call =>
        {
            var (array, value) = With(call);
            return call.Scalar(
                Long,
                [array, value],
                p =>
                    $"CASE WHEN {p[0]} IS NOT NULL AND {p[1]} IS NOT NULL THEN COALESCE(list_position({p[0]}, {p[1]}), 0)::BIGINT END"
            );
        };
        table["array_remove"] = call =>
        {
            var (array, value) = With(call);
            var v = call.Casts.Variable();
            return call.Scalar(
                array.Type,
                [array, value],
                p =>
                    $"CASE WHEN {p[1]} IS NOT NULL THEN list_filter({p[0]}, lambda {v}: {v} IS DISTINCT FROM {p[1]}) END"
            );
        };
        table["array_append"] = call =>
        {
            var (array, value) = With(call);
            return call.Scalar(
                array.Type,
                [array, value],
                p => $"CASE WHEN {p[0]} IS NOT NULL THEN list_append({p[0]}, {p[1]}) END"
            );
        };
        table["array_prepend"] = call =>
        {
            var (array, value) = With(call);
            return call.Scalar(
                array.Type,
                [array, value],
                p => $"CASE WHEN {p[0]} IS NOT NULL THEN list_prepend({p[1]}, {p[0]}) END"
            );
        };
        table["array_distinct"] = call => List(call, Distinct(call));
        table["array_compact"] = call =>
        {
            var v = call.Casts.Variable();
            return List(call, p => $"list_filter({p}, lambda {v}: {v} IS NOT NULL)");
        };
        table["array_max"] = call => Extreme(call, "DESC");
        table["array_min"] = call => Extreme(call, "ASC");
        table["sort_array"] = Sort;
        table["array_join"] = Join;
        table["array_union"] = call => SetOf(call, (a, b, x) => $"list_concat({a}, {b})");
        table["array_intersect"] = call => SetOf(call, (a, b, x) => $"list_filter({a}, lambda {x}: {Contains(b, x)})");
        table["array_except"] = call => SetOf(call, (a, b, x) => $"list_filter({a}, lambda {x}: NOT {Contains(b, x)})");
        table["arrays_overlap"] = Overlap;
        table["slice"] = call =>
        {
            call.Arity(3, 3);
            return call.Scalar(
                Array(call, 0).Type,
                [Array(call, 0), call.Take(1, Int), call.Take(2, Int)],
                p =>
                    $"CASE WHEN spark_slice_check({p[1]}, {p[2]}) THEN CASE WHEN {p[1]} < 0 AND -{p[1]} > len({p[0]}) THEN list_slice({p[0]}, 1, 0) ELSE list_slice({p[0]}, CASE WHEN {p[1]} < 0 THEN len({p[0]}) + {p[1]} + 1 ELSE {p[1]} END, CASE WHEN {p[1]} < 0 THEN len({p[0]}) + {p[1]} + 1 ELSE {p[1]} END + {p[2]} - 1) END END"
            );
        };
        table["flatten"] = call =>
            call[0].Type is ArrayType { Element: ArrayType inner }
                ? call.Scalar(inner, [call[0]], p => $"CASE WHEN NOT {HasNull(p[0])} THEN flatten({p[0]}) END")
                : throw call.Unexpected(0, "ARRAY\" of \"ARRAY");
        table["arrays_zip"] = Zip;
        table["array_repeat"] = call =>
            Bound.Scalar(
                call.Pretty(),
                new ArrayType(call[0].Type),
                call[1].Nullable,
                [call[0], call.Take(1, Int)],
                p => $"list_transform(range(greatest({p[1]}, 0)), lambda {call.Casts.Variable()}: {p[0]})"
            );
        table["sequence"] = Sequence;
        table["shuffle"] = call => List(call, p => $"list_sort({p})") with { IsDeterministic = false };
        table["array_insert"] = call =>
        {
            var v = call.Casts.Coerce(call[2], ((ArrayType)call[0].Type).Element);
            return call.Scalar(
                call[0].Type,
                [call[0], call.Take(1, Int), v],
                p => $"(list_slice({p[0]}, 1, {p[1]} - 1) || [{p[2]}] || list_slice({p[0]}, {p[1]}, len({p[0]})))"
            );
        };
    }

    private static string HasNull(string list) => $"(len({list}) > list_count({list}))";

    private static string Contains(string list, string x) =>
        $"COALESCE(CASE WHEN {x} IS NULL THEN len({list}) > list_count({list}) ELSE list_contains({list}, {x}) END, false)";

    public static Bound Array(FunctionCall call, int index) =>
        call[index].Type is ArrayType ? call[index]
        : call[index].Type == SparkType.Void ? call.Casts.Coerce(call[index], new ArrayType(SparkType.Void))
        : throw call.Unexpected(index, "ARRAY");

    private static Bound List(FunctionCall call, Func<string, string> print)
    {
        call.Arity(1, 1);
        var array = Array(call, 0);
        return call.Scalar(array.Type, [array], p => print(p[0]));
    }

    private static (Bound, Bound) With(FunctionCall call)
    {
        call.Arity(2, 2);
        var array = Array(call, 0);
        var element = ((ArrayType)array.Type).Element;
        var type =
            Coercion.Common(element, call[1].Type)
            ?? throw ExpressionBinder.Mismatch(
                "ARRAY_FUNCTION_DIFF_TYPES",
                call.Pretty(),
                "the element and the value differ in type"
            );
        return (call.Casts.Coerce(array, new ArrayType(type)), call.Casts.Coerce(call[1], type));
    }

    // Keeps the first of equal elements and their order; DuckDB's list_distinct keeps neither.
    private static Func<string, string> Distinct(FunctionCall call)
    {
        var (x, i) = (call.Casts.Variable(), call.Casts.Variable());
        return p =>
            $"list_filter({p}, lambda {x}, {i}: CASE WHEN {x} IS NULL THEN len(list_slice({p}, 1, {i} - 1)) = list_count(list_slice({p}, 1, {i} - 1)) ELSE NOT list_contains(list_slice({p}, 1, {i} - 1), {x}) END)";
    }

    private static Bound SetOf(FunctionCall call, Func<string, string, string, string> combine)
    {
        call.Arity(2, 2);
        var (arguments, type) = call.Common();
        var distinct = Distinct(call);
        var v = call.Casts.Variable();
        return call.Scalar(
            type,
            arguments,
            p => $"CASE WHEN {p[0]} IS NOT NULL AND {p[1]} IS NOT NULL THEN {distinct(combine(p[0], p[1], v))} END"
        );
    }

    private static Bound Overlap(FunctionCall call)
    {
        var (arguments, _) = call.Common();
        return call.Scalar(
            SparkType.Boolean,
            arguments,
            p =>
                $"CASE WHEN list_has_any({p[0]}, {p[1]}) THEN true WHEN {p[0]} IS NULL OR {p[1]} IS NULL OR (len({p[0]}) > 0 AND len({p[1]}) > 0 AND ({HasNull(p[0])} OR {HasNull(p[1])})) THEN NULL ELSE false END"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound Extreme(FunctionCall call, string order)
    {
        var array = Array(call, 0);
        return call.Scalar(
            ((ArrayType)array.Type).Element,
            [array],
            p => $"list_extract(list_sort({p[0]}, '{order}', 'NULLS LAST'), 1)"
        ) with
        {
            Nullable = true,
        };
    }

    private static Bound Sort(FunctionCall call)
    {
        call.Arity(1, 2);
        var array = Array(call, 0);
        var ascending = call.Count > 1 ? call.Take(1, SparkType.Boolean) : Make.Bool(true);
        return FunctionCall.Scalar(
            array.Type,
            [array, ascending],
            p =>
                $"CASE WHEN {p[1]} THEN list_sort({p[0]}, 'ASC', 'NULLS FIRST') ELSE list_sort({p[0]}, 'DESC', 'NULLS LAST') END",
            call.Count > 1 ? call.Pretty() : call.Pretty("true")
        );
    }

    private static Bound Join(FunctionCall call)
    {
        call.Arity(2, 3);
        var array = call.Casts.Coerce(Array(call, 0), new ArrayType(SparkType.String));
        var v = call.Casts.Variable();
        var arguments = new List<Bound> { array, call.Take(1, SparkType.String) };
        if (call.Count > 2)
        {
            arguments.Add(call.Take(2, SparkType.String));
        }

        return call.Scalar(
            SparkType.String,
            arguments,
            p =>
                p.Length > 2
                    ? $"array_to_string(list_transform({p[0]}, lambda {v}: COALESCE({v}, {p[2]})), {p[1]})"
                    : $"array_to_string({p[0]}, {p[1]})"
        );
    }

    private static Bound Size(FunctionCall call, string absent)
    {
        call.Arity(1, 1);
        var child = call[0];
        if (child.Type == SparkType.Void)
        {
            return Make.Literal(absent == "NULL" ? null : -1L, Int, call.Pretty());
        }

        var isMap = child.Type is MapType;
        if (!isMap && child.Type is not ArrayType)
        {
            throw call.Unexpected(0, "ARRAY\" or \"MAP");
        }

        return call.Scalar(
            Int,
            [child],
            p =>
                absent == "NULL"
                    ? $"{(isMap ? "cardinality" : "len")}({p[0]})::INTEGER"
                    : $"COALESCE({(isMap ? "cardinality" : "len")}({p[0]})::INTEGER, -1)"
        );
    }

    private static Bound ElementAt(FunctionCall call)
    {
        call.Arity(2, 2);
        if (call[0].Type is MapType map)
        {
            return call.Scalar(
                map.Value,
                [call[0], call.Casts.Coerce(call[1], map.Key)],
                p => ExpressionBinder.MapValue(p[0], p[1])
            ) with
            {
                Nullable = true,
            };
        }

        var array = Array(call, 0);
        return call.Scalar(
            ((ArrayType)array.Type).Element,
            [array, call.Take(1, Int)],
            p => $"list_extract({p[0]}, spark_index_check({p[1]}))"
        ) with
        {
            Nullable = true,
        };
    }
}
