using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Higher-order functions: their last arguments are lambdas, bound with the element's type.</summary>
internal static class LambdaFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table["transform"] = Transform;
        table["filter"] = Filter;
        table["exists"] = call => Quantified(call, "exists");
        table["any_match"] = table["exists"];
        table["forall"] = call => Quantified(call, "forall");
        table["aggregate"] = Aggregate;
        table["reduce"] = Aggregate;
        table["zip_with"] = ZipWith;
        table["array_sort"] = ArraySort;
        table["transform_keys"] = call => TransformMap(call, keys: true);
        table["transform_values"] = call => TransformMap(call, keys: false);
        table["map_filter"] = MapFilter;
        table["map_zip_with"] = MapZipWith;
    }

    private static (Bound Array, SparkType Element) Array(FunctionCall call, int index)
    {
        var bound = call.Binder.Bind(call.Nodes[index]);
        return bound.Type switch
        {
            ArrayType array => (bound, array.Element),
            _ when bound.Type == SparkType.Void => (
                call.Casts.Coerce(bound, new ArrayType(SparkType.Void)),
                SparkType.Void
            ),
            _ => throw ExpressionBinder.Mismatch(
                "UNEXPECTED_INPUT_TYPE",
                $"{call.Name}({bound.Name})",
                $"Parameter 1 requires the \"ARRAY\" type, however \"{bound.Name}\" has the type \"{bound.Type.Sql}\""
            ),
        };
    }

    private static string LambdaName(Bound body, int parameters)
    {
        var variables = string.Join(", ", Enumerable.Repeat("namedlambdavariable()", parameters));
        return $"lambdafunction({body.Name}, {variables})";
    }

    private static Bound Make(
        string name,
        SparkType type,
        bool nullable,
        Func<string[], string> print,
        params Bound[] arguments
    ) => Bound.Scalar(name, type, nullable, arguments, print);

    private static Bound Transform(FunctionCall call)
    {
        var (array, element) = Array(call, 0);
        var (variables, body) = call.Binder.Lambda(call.Nodes[1], element, SparkType.Int);
        var name = $"transform({array.Name}, {LambdaName(body, variables.Count)})";
        return Make(
            name,
            new ArrayType(body.Type, body.Nullable),
            array.Nullable,
            p => $"list_transform({p[0]}, lambda {Parameters(variables)}: {Indexed(p[1], variables)})",
            array,
            body
        );
    }

    private static string Parameters(IReadOnlyList<string> variables) => string.Join(", ", variables.Take(2));

    // DuckDB counts from one, Spark from zero.
    private static string Indexed(string body, IReadOnlyList<string> variables) =>
        variables.Count < 2
            ? body
            : System.Text.RegularExpressions.Regex.Replace(
                body,
                $@"\b{variables[1]}\b",
                $"({variables[1]} - 1)::INTEGER"
            );

    private static Bound Filter(FunctionCall call)
    {
        var (array, element) = Array(call, 0);
        var (variables, body) = call.Binder.Lambda(call.Nodes[1], element, SparkType.Int);
        return Make(
            $"filter({array.Name}, {LambdaName(body, variables.Count)})",
            array.Type,
            array.Nullable,
            p => $"list_filter({p[0]}, lambda {Parameters(variables)}: COALESCE({Indexed(p[1], variables)}, false))",
            array,
            call.Casts.Coerce(body, SparkType.Boolean)
        );
    }

    private static Bound Quantified(FunctionCall call, string function)
    {
        var (array, element) = Array(call, 0);
        var (variables, body) = call.Binder.Lambda(call.Nodes[1], element);
        var empty = function == "exists" ? "false" : "true";
        return Make(
            $"{function}({array.Name}, {LambdaName(body, 1)})",
            SparkType.Boolean,
            true,
            p =>
            {
                var tests = $"list_transform({p[0]}, lambda {variables[0]}: {p[1]})";
                var decisive = function == "exists" ? "true" : "false";
                return $"CASE WHEN {p[0]} IS NULL THEN NULL WHEN list_contains({tests}, {decisive}) THEN {decisive} WHEN len({tests}) > list_count({tests}) THEN NULL ELSE {empty} END";
            },
            array,
            body
        );
    }

    private static Bound Aggregate(FunctionCall call)
    {
        var (array, element) = Array(call, 0);
        var zero = call.Binder.Bind(call.Nodes[1]);
        var (variables, merge) = call.Binder.Lambda(call.Nodes[2], zero.Type, element);
        var name = $"aggregate({array.Name}, {zero.Name}, {LambdaName(merge, 2)}";
        if (!merge.Type.Same(zero.Type))
        {
            var accepts = Coercion.Tightest(merge.Type, zero.Type) is { } wide && wide.Same(zero.Type);
            if (!accepts)
            {
                throw ExpressionBinder.Mismatch(
                    "UNEXPECTED_INPUT_TYPE",
                    name + ")",
                    $"Parameter 3 requires the \"{zero.Type.Sql}\" type, however \"{merge.Name}\" has the type \"{merge.Type.Sql}\""
                );
            }

            merge = call.Casts.Coerce(merge, zero.Type);
        }

        // The accumulator and the elements go through one list of structs: DuckDB's reduce wants one type.
        var state = call.Casts.Variable();
        var item = call.Casts.Variable();
        var finish = call.Count > 3 ? call.Binder.Lambda(call.Nodes[3], zero.Type) : default;
        var type = finish.Body?.Type ?? zero.Type;
        name += finish.Body is null
            ? ", lambdafunction(namedlambdavariable(), namedlambdavariable()))"
            : $", {LambdaName(finish.Body, 1)})";
        Bound[] arguments = finish.Body is null ? [array, zero, merge] : [array, zero, merge, finish.Body];
        return Make(
            name,
            type,
            true,
            p =>
            {
                var body = Replace(Replace(p[2], variables[0], $"{state}.a"), variables[1], $"{item}.e");
                var pack = $"{{'a': CAST({{0}} AS {zero.Type.DuckDb}), 'e': CAST({{1}} AS {element.DuckDb})}}";
                string Pack(string a, string e) =>
                    pack.Replace("{0}", a, StringComparison.Ordinal).Replace("{1}", e, StringComparison.Ordinal);
                var list = $"list_transform({p[0]}, lambda {item}: {Pack("NULL", item)})";
                var reduced =
                    $"struct_extract(list_reduce([{Pack(p[1], "NULL")}] || {list}, lambda {state}, {item}: {Pack(body, "NULL")}), 'a')";
                var value = $"CASE WHEN {p[0]} IS NOT NULL THEN {reduced} END";
                return finish.Body is null ? value : Replace(p[3], finish.Variables[0], $"({value})");
            },
            arguments
        );
    }

    private static string Replace(string body, string variable, string with) =>
        System.Text.RegularExpressions.Regex.Replace(
            body,
            $@"\b{variable}\b",
            with.Replace("$", "$$", StringComparison.Ordinal)
        );

    private static Bound ZipWith(FunctionCall call)
    {
        var (left, a) = Array(call, 0);
        var (right, b) = Array(call, 1);
        var (variables, body) = call.Binder.Lambda(call.Nodes[2], a, b);
        var index = call.Casts.Variable();
        return Make(
            $"zip_with({left.Name}, {right.Name}, {LambdaName(body, 2)})",
            new ArrayType(body.Type, body.Nullable),
            left.Nullable || right.Nullable,
            p =>
            {
                var printed = Replace(
                    Replace(p[2], variables[0], $"list_extract({p[0]}, {index})"),
                    variables[1],
                    $"list_extract({p[1]}, {index})"
                );
                return $"CASE WHEN {p[0]} IS NOT NULL AND {p[1]} IS NOT NULL THEN list_transform(range(1, greatest(len({p[0]}), len({p[1]})) + 1), lambda {index}: {printed}) END";
            },
            left,
            right,
            body
        );
    }

    private static Bound ArraySort(FunctionCall call)
    {
        var (array, element) = Array(call, 0);
        if (call.Count == 1)
        {
            return Make(
                $"array_sort({array.Name})",
                array.Type,
                array.Nullable,
                p => $"list_sort({p[0]}, 'ASC', 'NULLS LAST')",
                array
            );
        }

        var (variables, body) = call.Binder.Lambda(call.Nodes[1], element, element);
        // Insertion into a sorted list by the comparator: quadratic, and stable as Spark's sort is.
        var (state, item, other) = (call.Casts.Variable(), call.Casts.Variable(), call.Casts.Variable());
        return Make(
            $"array_sort({array.Name}, {LambdaName(body, 2)})",
            array.Type,
            array.Nullable,
            p =>
            {
                var compare = Replace(Replace(p[1], variables[0], other), variables[1], $"{item}[1]");
                var kept = $"list_filter({state}, lambda {other}: ({compare}) <= 0)";
                var after = $"list_filter({state}, lambda {other}: NOT (({compare}) <= 0))";
                var single = $"list_transform({p[0]}, lambda {item}: [{item}])";
                return $"CASE WHEN len({p[0]}) > 0 THEN list_reduce({single}, lambda {state}, {item}: {kept} || {item} || {after}) ELSE {p[0]} END";
            },
            array,
            body
        );
    }

    private static Bound Map(FunctionCall call, int index)
    {
        var bound = call.Binder.Bind(call.Nodes[index]);
        return bound.Type is MapType
            ? bound
            : throw ExpressionBinder.Mismatch("UNEXPECTED_INPUT_TYPE", call.Name, "a map is required");
    }

    private static Bound TransformMap(FunctionCall call, bool keys)
    {
        var map = Map(call, 0);
        var type = (MapType)map.Type;
        var (variables, body) = call.Binder.Lambda(call.Nodes[1], type.Key, type.Value);
        var entry = call.Casts.Variable();
        var result = keys ? new MapType(body.Type, type.Value) : new MapType(type.Key, body.Type);
        return Make(
            $"{call.Name}({map.Name}, {LambdaName(body, 2)})",
            result,
            map.Nullable,
            p =>
            {
                var printed = Replace(Replace(p[1], variables[0], $"{entry}.key"), variables[1], $"{entry}.value");
                var (key, value) = keys ? (printed, $"{entry}.value") : ($"{entry}.key", printed);
                return $"map_from_entries(list_transform(map_entries({p[0]}), lambda {entry}: {{'key': {key}, 'value': {value}}}))";
            },
            map,
            body
        );
    }

    private static Bound MapFilter(FunctionCall call)
    {
        var map = Map(call, 0);
        var type = (MapType)map.Type;
        var (variables, body) = call.Binder.Lambda(call.Nodes[1], type.Key, type.Value);
        var entry = call.Casts.Variable();
        return Make(
            $"map_filter({map.Name}, {LambdaName(body, 2)})",
            type,
            map.Nullable,
            p =>
            {
                var printed = Replace(Replace(p[1], variables[0], $"{entry}.key"), variables[1], $"{entry}.value");
                return $"map_from_entries(list_filter(map_entries({p[0]}), lambda {entry}: COALESCE({printed}, false)))";
            },
            map,
            body
        );
    }

    private static Bound MapZipWith(FunctionCall call)
    {
        var (left, right) = (Map(call, 0), Map(call, 1));
        var (a, b) = ((MapType)left.Type, (MapType)right.Type);
        var (variables, body) = call.Binder.Lambda(call.Nodes[2], a.Key, a.Value, b.Value);
        var key = call.Casts.Variable();
        return Make(
            $"map_zip_with({left.Name}, {right.Name}, {LambdaName(body, 3)})",
            new MapType(a.Key, body.Type),
            left.Nullable || right.Nullable,
            p =>
            {
                var printed = Replace(p[2], variables[0], key);
                printed = Replace(printed, variables[1], $"map_extract_value({p[0]}, {key})");
                printed = Replace(printed, variables[2], $"map_extract_value({p[1]}, {key})");
                var keys = $"list_distinct(map_keys({p[0]}) || map_keys({p[1]}))";
                return $"CASE WHEN {p[0]} IS NOT NULL AND {p[1]} IS NOT NULL THEN map_from_entries(list_transform({keys}, lambda {key}: {{'key': {key}, 'value': {printed}}})) END";
            },
            left,
            right,
            body
        );
    }
}
