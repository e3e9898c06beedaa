using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

internal static partial class ArrayFunctions
{
    private static Bound Struct(FunctionCall call)
    {
        var fields = new List<StructField>();
        for (var i = 0; i < call.Count; i++)
        {
            fields.Add(
                new StructField(FieldName(call.Nodes[i], call[i]) ?? $"col{i + 1}", call[i].Type, call[i].Nullable)
            );
        }

        return Pack(call.PrettyAs("struct"), fields, call.Arguments);
    }

    private static string? FieldName(Syntax.Node node, Bound bound) =>
        bound.Kind switch
        {
            BoundKind.Alias => bound.Name,
            BoundKind.Attribute => bound.Attribute!.Name,
            BoundKind.Scalar
                when node is Syntax.NameNode or Syntax.FieldNode or Syntax.FrameColumnNode
                    && bound.Tag is string field => field,
            _ => null,
        };

    public static Bound Pack(string name, IReadOnlyList<StructField> fields, IReadOnlyList<Bound> values) =>
        Bound.Scalar(
            name,
            new StructType(fields),
            false,
            values,
            p =>
                p.Length == 0
                    ? "struct_pack(\"_\" := 1)"
                    : $"struct_pack({string.Join(", ", fields.Zip(p, (field, value) => $"{DuckSql.Identifier(field.Name)} := {value}"))})"
        );

    private static Bound NamedStruct(FunctionCall call)
    {
        var fields = new List<StructField>();
        var values = new List<Bound>();
        for (var i = 0; i + 1 < call.Count; i += 2)
        {
            fields.Add(new StructField((string)call.Constant(i)!, call[i + 1].Type, call[i + 1].Nullable));
            values.Add(call[i + 1]);
        }

        return Pack(call.Pretty(), fields, values);
    }

    private static Bound Zip(FunctionCall call)
    {
        var fields = new List<StructField>();
        for (var i = 0; i < call.Count; i++)
        {
            var name =
                FieldName(call.Nodes[i], call[i]) ?? i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            fields.Add(new StructField(name, ((ArrayType)Array(call, i).Type).Element));
        }

        var v = call.Casts.Variable();
        return call.Scalar(
            new ArrayType(new StructType(fields), false),
            [.. Enumerable.Range(0, call.Count).Select(i => Array(call, i))],
            p =>
            {
                var longest = $"greatest({string.Join(", ", p.Select(x => $"len({x})"))})";
                var items = fields.Select(
                    (field, i) => $"{DuckSql.Identifier(field.Name)} := list_extract({p[i]}, {v})"
                );
                return TextFunctions.AllPresent(
                    p,
                    $"list_transform(range(1, {longest} + 1), lambda {v}: struct_pack({string.Join(", ", items)}))"
                );
            }
        );
    }

    private static Bound Sequence(FunctionCall call)
    {
        call.Arity(2, 3);
        var type = Coercion.Tightest(call[0].Type, call[1].Type) ?? throw call.Unexpected(1, call[0].Type.Sql);
        if (type.IsIntegral)
        {
            var items = new List<Bound> { call.Casts.Coerce(call[0], type), call.Casts.Coerce(call[1], type) };
            if (call.Count > 2)
            {
                items.Add(call.Casts.Coerce(call[2], type));
            }

            return call.Scalar(
                new ArrayType(type, false),
                items,
                p =>
                    $"CAST(generate_series({p[0]}::BIGINT, {p[1]}::BIGINT, {(p.Length > 2 ? p[2] + "::BIGINT" : $"CASE WHEN {p[0]} <= {p[1]} THEN 1 ELSE -1 END")}) AS {type.DuckDb}[])"
            );
        }

        var unit = call.Count > 2 ? call[2].Type : new DayTimeType(0, 0);
        var arguments = new List<Bound> { call.Casts.Coerce(call[0], type), call.Casts.Coerce(call[1], type) };
        if (call.Count > 2)
        {
            arguments.Add(call[2]);
        }

        return call.Scalar(
            new ArrayType(type, false),
            arguments,
            p =>
            {
                var step =
                    p.Length < 3 ? "INTERVAL 1 DAY"
                    : unit is YearMonthType ? $"to_months({p[2]})"
                    : unit is DayTimeType ? $"to_microseconds({p[2]})"
                    : p[2];
                return $"CAST(generate_series({p[0]}::TIMESTAMP, {p[1]}::TIMESTAMP, {step}) AS {type.DuckDb}[])";
            }
        );
    }
}
