using CustomerLake.Local.Sql.Spark.Functions;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

internal sealed partial class ExpressionBinder
{
    /// <summary>A field of a struct, of every struct in an array, or a key of a map.</summary>
    public Bound Field(Bound child, string name)
    {
        switch (child.Type)
        {
            case StructType row:
                var field = row.Fields[FieldIndex(row, name)];
                return Bound.Scalar(
                    $"{child.Name}.{field.Name}",
                    field.Type,
                    true,
                    [child],
                    printed => Casts.Field(printed[0], field.Name)
                ) with
                {
                    Tag = field.Name,
                };
            case ArrayType { Element: StructType element }:
                var inner = element.Fields[FieldIndex(element, name)];
                var variable = Casts.Variable();
                return Bound.Scalar(
                    $"{child.Name}.{inner.Name}",
                    new ArrayType(inner.Type),
                    true,
                    [child],
                    printed => $"list_transform({printed[0]}, lambda {variable}: {Casts.Field(variable, inner.Name)})"
                ) with
                {
                    Tag = inner.Name,
                };
            case MapType:
                return Subscript(child, Make.Text(name)) with { Tag = name };
            default:
                throw SparkException.Analysis(
                    "INVALID_EXTRACT_BASE_FIELD_TYPE",
                    $"Can't extract a value from \"{child.Name}\". Need a complex type [STRUCT, ARRAY, MAP] but got"
                        + $" \"{child.Type.Sql}\"."
                );
        }
    }

    private static int FieldIndex(StructType row, string name)
    {
        var index = row.IndexOf(name);
        return index >= 0
            ? index
            : throw SparkException.Analysis(
                "FIELD_NOT_FOUND",
                $"No such struct field `{name}` in {string.Join(", ", row.Fields.Select(field => $"`{field.Name}`"))}."
            );
    }

    public Bound Subscript(Bound child, Bound key)
    {
        var name = $"{child.Name}[{key.Name}]";
        switch (child.Type)
        {
            case ArrayType array when key.Type.IsIntegral || key.Type == SparkType.Void:
                // Spark's [] is zero-based and null outside; DuckDB's negative indexes count from the end.
                return Bound.Scalar(
                    name,
                    array.Element,
                    true,
                    [child, key],
                    printed => $"CASE WHEN {printed[1]} >= 0 THEN list_extract({printed[0]}, {printed[1]} + 1) END"
                );
            case MapType map:
                return Bound.Scalar(
                    name,
                    map.Value,
                    true,
                    [child, Casts.Coerce(key, map.Key)],
                    printed => MapValue(printed[0], printed[1])
                );
            case StructType when key is { IsLiteral: true, Tag: string field }:
                return Field(child, field);
            default:
                throw SparkException.Analysis(
                    "INVALID_EXTRACT_BASE_FIELD_TYPE",
                    $"Can't extract a value from \"{child.Name}\". Need a complex type [STRUCT, ARRAY, MAP] but got"
                        + $" \"{child.Type.Sql}\"."
                );
        }
    }

    public static string MapValue(string map, string key) => $"map_extract_value({map}, {key})";

    private Bound Subquery(SubqueryNode node)
    {
        var inner = analyzer.Analyze(node.Query, new Scope(scope.Attributes, scope.Outer));
        switch (node.Kind)
        {
            case SubqueryKind.Exists:
                return new Bound(BoundKind.Subquery, SparkType.Boolean, false, "exists()", [])
                {
                    Tag = inner,
                    Template = (printer, _) => $"EXISTS ({printer.Print(inner)})",
                };
            case SubqueryKind.Scalar:
                if (inner.Output.Count != 1)
                {
                    throw SparkException.Analysis(
                        "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN",
                        $"Scalar subquery must return only one column, but got {inner.Output.Count}."
                    );
                }

                var column = inner.Output[0];
                return new Bound(BoundKind.Subquery, column.Type, true, $"scalarsubquery()", [])
                {
                    Tag = inner,
                    Template = (printer, _) => $"({printer.Print(inner)})",
                };
            default:
                return In(node, inner);
        }
    }

    private Bound In(SubqueryNode node, Plan inner)
    {
        var operands = Bind(node.Operands);
        if (operands.Count != inner.Output.Count)
        {
            throw Mismatch("IN_SUBQUERY_LENGTH_MISMATCH", "in", "the number of columns differs");
        }

        var types = operands.Zip(
            inner.Output,
            (operand, column) =>
                Coercion.Common(operand.Type, column.Type)
                ?? throw Mismatch("IN_SUBQUERY_DATA_TYPE_MISMATCH", operand.Name, "the types differ")
        );
        var wanted = types.ToList();
        var coerced = operands.Select((operand, i) => Casts.Coerce(operand, wanted[i])).ToList();
        var columns = inner.Output.Select((column, i) => Casts.Coerce(Bound.Of(column), wanted[i])).ToList();
        return new Bound(
            BoundKind.Subquery,
            SparkType.Boolean,
            true,
            $"({string.Join(", ", operands.Select(operand => operand.Name))} IN (listquery()))",
            coerced
        )
        {
            Tag = inner,
            Template = (printer, printed) =>
            {
                var list = string.Join(", ", columns.Select(column => column.Print(printer)));
                var left = printed.Length == 1 ? printed[0] : $"({string.Join(", ", printed)})";
                var right = printed.Length == 1 ? list : $"({list})";
                return $"({left} IN (SELECT {right} FROM {printer.From(inner)}))";
            },
        };
    }
}
