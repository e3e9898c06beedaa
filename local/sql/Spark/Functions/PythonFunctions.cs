using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>Functions that run in the Python process, a batch of rows at a time.</summary>
internal static class PythonFunctions
{
    public static Bound Bind(Casts casts, PythonNode node, IReadOnlyList<Bound> arguments, string name) =>
        new(BoundKind.Python, node.Type, true, name, arguments)
        {
            IsDeterministic = false,
            Tag = node,
            Template = (_, printed) =>
            {
                var row = string.Join(", ", printed.Select((x, i) => NestedJson.Plain(x, arguments[i].Type, casts)));
                var types = System.Text.Json.JsonSerializer.Serialize(
                    arguments.Select(argument => TypeJson.Write(argument.Type))
                );
                var call = $"spark_python({node.Function}, json_array({row})::VARCHAR, {DuckSql.Literal(types)})";
                return Result(call, node.Type, casts);
            },
        };

    private static string Result(string call, SparkType type, Casts casts) =>
        type is StructType or ArrayType or MapType ? NestedJson.Decode(call, type, casts)
        : type == SparkType.String ? call
        : NestedJson.FromReadable($"CAST({call} AS {NestedJson.Readable(type)})", type, casts);
}
