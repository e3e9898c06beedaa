using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Sql.Spark.Types;

/// <summary>Spark's JSON form of a type, as <c>df.schema.json()</c> writes it.</summary>
internal static class TypeJson
{
    public static JsonNode Write(SparkType type) =>
        type switch
        {
            AtomicType atomic => JsonValue.Create(atomic.JsonName),
            ArrayType array => new JsonObject
            {
                ["type"] = "array",
                ["elementType"] = Write(array.Element),
                ["containsNull"] = array.ContainsNull,
            },
            MapType map => new JsonObject
            {
                ["type"] = "map",
                ["keyType"] = Write(map.Key),
                ["valueType"] = Write(map.Value),
                ["valueContainsNull"] = map.ContainsNull,
            },
            StructType row => new JsonObject
            {
                ["type"] = "struct",
                ["fields"] = new JsonArray([.. row.Fields.Select(WriteField)]),
            },
            _ => JsonValue.Create(type.Simple),
        };

    private static JsonNode WriteField(StructField field) =>
        new JsonObject
        {
            ["name"] = field.Name,
            ["type"] = Write(field.Type),
            ["nullable"] = field.Nullable,
            ["metadata"] = new JsonObject(),
        };

    public static SparkType Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return Syntax.TypeParser.ParseJsonName(json.GetString()!);
        }

        return json.GetProperty("type").GetString() switch
        {
            "array" => new ArrayType(Read(json.GetProperty("elementType")), Flag(json, "containsNull")),
            "map" => new MapType(
                Read(json.GetProperty("keyType")),
                Read(json.GetProperty("valueType")),
                Flag(json, "valueContainsNull")
            ),
            "struct" => ReadStruct(json),
            var other => throw SparkException.Unsupported($"type '{other}' in a schema"),
        };
    }

    private static StructType ReadStruct(JsonElement json) =>
        new([
            .. json.GetProperty("fields")
                .EnumerateArray()
                .Select(field => new StructField(
                    field.GetProperty("name").GetString()!,
                    Read(field.GetProperty("type")),
                    Flag(field, "nullable")
                )),
        ]);

    private static bool Flag(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var flag) || flag.ValueKind != JsonValueKind.False;
}
