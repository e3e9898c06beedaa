using System.Globalization;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>The columns a generator gives.</summary>
internal sealed record GeneratorShape(IReadOnlyList<(string Name, SparkType Type)> Columns, bool Outer);

/// <summary>Functions that give several rows: explode, posexplode, inline, stack, json_tuple and their outer forms.</summary>
internal static class GeneratorFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        foreach (var outer in (ReadOnlySpan<bool>)[false, true])
        {
            var isOuter = outer;
            var suffix = outer ? "_outer" : "";
            table["explode" + suffix] = call => Explode(call, isOuter, withPosition: false);
            table["posexplode" + suffix] = call => Explode(call, isOuter, withPosition: true);
            table["inline" + suffix] = call => Inline(call, isOuter);
        }

        table["stack"] = Stack;
        table["json_tuple"] = JsonTuple;
    }

    private static Bound Make(
        FunctionCall call,
        GeneratorShape shape,
        IReadOnlyList<Bound> arguments,
        Func<string[], string> print
    ) =>
        new(BoundKind.Generator, new ArrayType(SparkType.Void), true, call.Pretty(), arguments)
        {
            Template = (_, printed) => print(printed),
            Tag = shape,
        };

    private static Bound Explode(FunctionCall call, bool outer, bool withPosition)
    {
        call.Arity(1, 1);
        var (v, i) = (call.Casts.Variable(), call.Casts.Variable());
        List<(string, SparkType)> columns = withPosition ? [("pos", SparkType.Int)] : [];
        var first = withPosition ? $"'f0': ({i} - 1)::INTEGER, " : "";
        var next = withPosition ? 1 : 0;
        switch (call[0].Type)
        {
            case ArrayType array:
                columns.Add(("col", array.Element));
                return Make(
                    call,
                    new GeneratorShape(columns, outer),
                    [call[0]],
                    p => $"list_transform({p[0]}, lambda {v}, {i}: {{{first}'f{next}': {v}}})"
                );
            case MapType map:
                columns.Add(("key", map.Key));
                columns.Add(("value", map.Value));
                return Make(
                    call,
                    new GeneratorShape(columns, outer),
                    [call[0]],
                    p =>
                        $"list_transform(map_entries({p[0]}), lambda {v}, {i}: {{{first}'f{next}': {v}.key, 'f{next + 1}': {v}.value}})"
                );
            default:
                throw call.Unexpected(0, "(ARRAY or MAP)");
        }
    }

    private static Bound Inline(FunctionCall call, bool outer)
    {
        call.Arity(1, 1);
        if (call[0].Type is not ArrayType { Element: StructType row })
        {
            throw call.Unexpected(0, "ARRAY<STRUCT>");
        }

        var v = call.Casts.Variable();
        var fields = row.Fields.Select(
            (field, i) => string.Create(CultureInfo.InvariantCulture, $"'f{i}': {Casts.Field(v, field.Name)}")
        );
        return Make(
            call,
            new GeneratorShape([.. row.Fields.Select(field => (field.Name, field.Type))], outer),
            [call[0]],
            p => $"list_transform({p[0]}, lambda {v}: {{{string.Join(", ", fields)}}})"
        );
    }

    private static Bound Stack(FunctionCall call)
    {
        var rows = Convert.ToInt32(call.Constant(0), CultureInfo.InvariantCulture);
        var values = call.Arguments.Skip(1).ToList();
        var width = (values.Count + rows - 1) / rows;
        var columns = new List<(string, SparkType)>();
        for (var column = 0; column < width; column++)
        {
            var types = values.Where((_, i) => i % width == column).Select(value => value.Type);
            var type =
                Coercion.Common(types)
                ?? throw ExpressionBinder.Mismatch(
                    "STACK_COLUMN_DIFF_TYPES",
                    call.Pretty(),
                    "the values of a column differ in type"
                );
            columns.Add(($"col{column}", type));
        }

        var coerced = values.Select((value, i) => call.Casts.Coerce(value, columns[i % width].Item2)).ToList();
        return Make(
            call,
            new GeneratorShape(columns, false),
            coerced,
            p =>
            {
                var made = Enumerable
                    .Range(0, rows)
                    .Select(row =>
                        "{"
                        + string.Join(
                            ", ",
                            Enumerable
                                .Range(0, width)
                                .Select(column =>
                                {
                                    var at = (row * width) + column;
                                    return $"'f{column}': {(at < p.Length ? p[at] : $"CAST(NULL AS {columns[column].Item2.DuckDb})")}";
                                })
                        )
                        + "}"
                    );
                return $"[{string.Join(", ", made)}]";
            }
        );
    }

    private static Bound JsonTuple(FunctionCall call)
    {
        var names = Enumerable.Range(1, call.Count - 1).Select(i => call.Take(i, SparkType.String)).ToList();
        var columns = names.Select((_, i) => ($"c{i}", (SparkType)SparkType.String)).ToList();
        return Make(
            call,
            new GeneratorShape(columns, false),
            [call.Take(0, SparkType.String), .. names],
            p =>
                "[{"
                + string.Join(", ", p.Skip(1).Select((name, i) => $"'f{i}': spark_json_field({p[0]}, {name})"))
                + "}]"
        );
    }
}
