using System.Collections.Concurrent;
using System.Text.Json;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>from_json and to_json on one value.</summary>
internal static class JsonColumns
{
    private static readonly ConcurrentDictionary<string, SparkType> Schemas = new();
    private static readonly ConcurrentDictionary<(string, string), JsonOptions> Settings = new();

    private static SparkType Schema(string json) =>
        Schemas.GetOrAdd(json, text => TypeJson.Read(JsonDocument.Parse(text).RootElement));

    private static JsonOptions Options(string settings, string zone) =>
        Settings.GetOrAdd(
            (settings, zone),
            key => JsonOptions.Of(JsonSerializer.Deserialize<Dictionary<string, string>>(key.Item1)!, key.Item2)
        );

    public static string? From(string text, string schema, string settings, string zone)
    {
        var type = Schema(schema);
        var options = Options(settings, zone);
        var item = JsonReader.Read(text, options);
        if (item is null || item.Kind == JsonKind.Null)
        {
            if (text.AsSpan().Trim().Length == 0)
            {
                return null;
            }

            return item is null ? Bad(text, type, options) : null;
        }

        if (type is ArrayType { Element: StructType } && item.Kind == JsonKind.Object)
        {
            item = new JsonItem(JsonKind.Array, "") { Items = [item] };
        }

        if (type is StructType row && item.Kind == JsonKind.Array)
        {
            return JsonConverter.Empty(row);
        }

        var converter = new JsonConverter(options);
        var converted = converter.Convert(item, type);
        return converter.IsBad && options.Mode == "FAILFAST" || (converted is null && type is StructType)
            ? Bad(text, type, options)
            : converted;
    }

    private static string? Bad(string text, SparkType type, JsonOptions options)
    {
        if (options.Mode == "FAILFAST")
        {
            throw SparkException
                .Job(
                    "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
                    $"Malformed records are detected in record parsing: {text}. Parse Mode: FAILFAST.",
                    "org.apache.spark.SparkException"
                )
                .ForEngine();
        }

        if (type is not StructType row)
        {
            return null;
        }

        var empty = JsonConverter.Empty(row);
        var corrupt = row.IndexOf(options.CorruptColumn);
        if (corrupt < 0)
        {
            return empty;
        }

        var name = JsonSerializer.Serialize(row.Fields[corrupt].Name);
        return empty.Replace($"{name}:null", $"{name}:{JsonSerializer.Serialize(text)}", StringComparison.Ordinal);
    }

    public static string To(string value, string schema, string settings, string zone)
    {
        using var json = JsonDocument.Parse(value);
        return new JsonWriter(Options(settings, zone)).Write(json.RootElement, Schema(schema));
    }
}
