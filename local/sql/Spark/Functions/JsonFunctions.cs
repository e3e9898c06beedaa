using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;
using static CustomerLake.Local.Sql.Spark.Types.SparkType;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>JSON text to and from columns.</summary>
internal static class JsonFunctions
{
    public static void Register(Dictionary<string, FunctionBinder> table)
    {
        table.Fixed(
            "get_json_object",
            [SparkType.String, SparkType.String],
            SparkType.String,
            p => $"spark_json_path({p[0]}, {p[1]})",
            nullable: true
        );
        table["from_json"] = FromJson;
        table["to_json"] = ToJson;
        table["schema_of_json"] = call =>
            Make.Literal(
                Values.JsonInference.Infer([(string)call.Constant(0)!], new Files.JsonOptions()).Sql,
                SparkType.String,
                call.Pretty()
            );
        table.Fixed("json_array_length", [SparkType.String], Int, p => $"spark_json_length({p[0]})", nullable: true);
        table["json_object_keys"] = call =>
            call.Scalar(
                new ArrayType(SparkType.String),
                [call.Take(0, SparkType.String)],
                p => $"CAST(spark_json_keys({p[0]})::JSON AS VARCHAR[])"
            ) with
            {
                Nullable = true,
            };
    }

    public static Dictionary<string, string> Options(FunctionCall call, int index)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (call.Count > index && call.Nodes[index] is CallNode { Function: "map" or "create_map" } map)
        {
            for (var i = 0; i + 1 < map.Arguments.Count; i += 2)
            {
                options[Text(map.Arguments[i])] = Text(map.Arguments[i + 1]);
            }
        }

        return options;

        static string Text(Node node) => node is LiteralNode { Value: string text } ? text : "";
    }

    private static Bound FromJson(FunctionCall call)
    {
        call.Arity(2, 3);
        if (call.Constant(1) is not string text)
        {
            throw SparkException.Analysis(
                "INVALID_SCHEMA.NON_STRING_LITERAL",
                "The input schema is not a valid schema string."
            );
        }

        SparkType type;
        try
        {
            type =
                text.StartsWith('{') || text.StartsWith('"')
                    ? TypeJson.Read(System.Text.Json.JsonDocument.Parse(text).RootElement)
                    : TypeParser.ParseSchema(text);
        }
        catch (SparkException error) when (error.Kind == "ParseException")
        {
            throw SparkException.Analysis("PARSE_SYNTAX_ERROR", error.Message);
        }

        var options = Options(call, 2);
        var settings = System.Text.Json.JsonSerializer.Serialize(options);
        var schema = TypeJson.Write(type).ToJsonString();
        return call.Scalar(
            type,
            [call.Take(0, SparkType.String)],
            p =>
                NestedJson.Decode(
                    $"spark_from_json({p[0]}, {DuckSql.Literal(schema)}, {DuckSql.Literal(settings)}, {DuckSql.Literal(call.Casts.Zone)})",
                    type,
                    call.Casts
                )
        ) with
        {
            Name = $"from_json({call[0].Name})",
            Nullable = true,
        };
    }

    private static Bound ToJson(FunctionCall call)
    {
        call.Arity(1, 2);
        var child = call[0];
        if (child.Type is not (StructType or ArrayType or MapType))
        {
            throw call.Unexpected(0, "STRUCT\" or \"ARRAY\" or \"MAP");
        }

        var settings = System.Text.Json.JsonSerializer.Serialize(Options(call, 1));
        var schema = TypeJson.Write(child.Type).ToJsonString();
        return Bound.Scalar(
            $"to_json({child.Name})",
            SparkType.String,
            child.Nullable,
            [child],
            p =>
                $"spark_to_json({NestedJson.Encode(p[0], child.Type, call.Casts)}, {DuckSql.Literal(schema)}, {DuckSql.Literal(settings)}, {DuckSql.Literal(call.Casts.Zone)})"
        );
    }
}
