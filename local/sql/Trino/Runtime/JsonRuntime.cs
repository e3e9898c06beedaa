using System.Globalization;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>JSON functions and casts.</summary>
internal static class JsonRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_json_string", (string text) => JsonText.Quote(text)),
        RuntimeFunction.Of(
            "lake_json_parse",
            (string text) =>
                JsonValues.TryCanonical(text)
                ?? throw RuntimeFailure.Argument($"Cannot convert value to JSON: '{text}'")
        ),
        RuntimeFunction.Of("lake_json_extract", (string json, string path) => Extract(json, path)),
        RuntimeFunction.Of("lake_json_extract_scalar", (string json, string path) => ExtractScalar(json, path)),
        RuntimeFunction.Of(
            "lake_json_array_length",
            (string json) =>
                With(json, long? (root) => root.ValueKind == JsonValueKind.Array ? root.GetArrayLength() : null)
        ),
        RuntimeFunction.Of("lake_json_size", (string json, string path) => Size(json, path)),
        RuntimeFunction.Of("lake_json_array_get", (string json, long index) => ArrayGet(json, index)),
        RuntimeFunction.Of(
            "lake_json_is_scalar",
            (string json) =>
                With(json, bool? (root) => root.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        ),
        RuntimeFunction.Of(
            "lake_json_array_contains",
            (string json, string value, string kind) => ArrayContains(json, value, kind)
        ),
        RuntimeFunction.Of("lake_json_items", (string json, string type) => Items(json, type)),
        RuntimeFunction.Of(
            "lake_json_keys",
            (string json, string type) => Members(json, type)?.ConvertAll(member => member.Key)
        ),
        RuntimeFunction.Of(
            "lake_json_values",
            (string json, string type) => Members(json, type)?.ConvertAll(member => member.Value)
        ),
        RuntimeFunction.Of("lake_json_field", (string json, string name, long index) => Field(json, name, (int)index)),
        RuntimeFunction.Of("lake_json_scalar", (string json, string type) => Scalar(json, type)),
    ];

    private static T? With<T>(string json, Func<JsonElement, T?> read)
    {
        using var document = JsonValues.TryParse(json);
        return document is null ? default : read(document.RootElement);
    }

    private static string? Extract(string json, string path) =>
        With(json, root => JsonPaths.Find(root, path) is { } found ? JsonValues.Canonical(found, sorted: false) : null);

    private static string? ExtractScalar(string json, string path) =>
        With(json, root => JsonPaths.Find(root, path) is { } found ? ScalarText(found) : null);

    private static string? ScalarText(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => null,
        };

    private static long? Size(string json, string path) =>
        With(
            json,
            long? (root) =>
                JsonPaths.Find(root, path) is { } found
                    ? found.ValueKind switch
                    {
                        JsonValueKind.Array => found.GetArrayLength(),
                        JsonValueKind.Object => found.EnumerateObject().Count(),
                        _ => 0,
                    }
                    : null
        );

    private static string? ArrayGet(string json, long index) =>
        With(
            json,
            root =>
            {
                if (root.ValueKind != JsonValueKind.Array)
                {
                    return null;
                }

                var count = root.GetArrayLength();
                var at = index < 0 ? count + index : index;
                return at >= 0 && at < count ? JsonValues.Canonical(root[(int)at], sorted: false) : null;
            }
        );

    private static bool? ArrayContains(string json, string value, string kind) =>
        With(
            json,
            bool? (root) =>
                root.ValueKind == JsonValueKind.Array
                    ? root.EnumerateArray()
                        .Any(item =>
                            kind switch
                            {
                                "s" => item.ValueKind == JsonValueKind.String && item.GetString() == value,
                                "b" => item.ValueKind == (value == "true" ? JsonValueKind.True : JsonValueKind.False),
                                _ => item.ValueKind == JsonValueKind.Number
                                    && item.GetDouble() == double.Parse(value, CultureInfo.InvariantCulture),
                            }
                        )
                    : null
        );

    private static RuntimeFailure CannotCast(string json, string type)
    {
        var shown = json.Length > 1000 ? json[..1000] : json;
        return RuntimeFailure.Cast(
            $"Cannot cast to {type}. Expected a json {(type.StartsWith("array", StringComparison.Ordinal) ? "array" : "object")}, but got {(shown.StartsWith('{') ? "{" : shown)}\n{shown}"
        );
    }

    /// <summary>The elements of an array as JSON texts; null for JSON's null.</summary>
    private static List<string?>? Items(string json, string type)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(Part)],
            _ => throw CannotCast(json, type),
        };
    }

    private static string? Part(JsonElement value) => JsonValues.Canonical(value, sorted: false);

    private static List<KeyValuePair<string, string?>>? Members(string json, string type)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Object =>
            [
                .. document
                    .RootElement.EnumerateObject()
                    .Select(member => KeyValuePair.Create(member.Name, Part(member.Value))),
            ],
            _ => throw CannotCast(json, type),
        };
    }

    /// <summary>A row's field: by name in an object, by place in an array.</summary>
    private static string? Field(string json, string name, int index)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        switch (root.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in root.EnumerateObject())
                {
                    if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    {
                        return Part(member.Value);
                    }
                }

                return null;
            case JsonValueKind.Array:
                return index < root.GetArrayLength() ? Part(root[index]) : null;
            default:
                throw CannotCast(json, "row");
        }
    }

    /// <summary>A scalar as text that casts to the type.</summary>
    private static string? Scalar(string json, string type)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var isText = type.StartsWith("varchar", StringComparison.Ordinal);
        var isWhole = type is "tinyint" or "smallint" or "integer" or "bigint";
        switch (root.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return root.GetString();
            case JsonValueKind.True or JsonValueKind.False:
                var flag = root.ValueKind == JsonValueKind.True;
                return isText || type == "boolean" ? (flag ? "true" : "false")
                    : flag ? "1"
                    : "0";
            case JsonValueKind.Number:
                var raw = root.GetRawText();
                if (isWhole && !Fits(raw, type))
                {
                    throw RuntimeFailure.Cast($"Cannot cast '{json}' to {type}");
                }

                var isInteger = raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0;
                return type == "boolean" ? (root.GetDouble() != 0 ? "true" : "false")
                    : isInteger ? raw
                    : isText ? JavaNumbers.Scientific(root.GetDouble())
                    : isWhole
                        ? Math.Round(root.GetDouble(), MidpointRounding.AwayFromZero)
                            .ToString("F0", CultureInfo.InvariantCulture)
                    : raw;
            default:
                throw RuntimeFailure.Cast($"Cannot cast '{json}' to {type}");
        }
    }

    /// <summary>Whether a number, rounded, is one of a type of whole numbers.</summary>
    private static bool Fits(string number, string type)
    {
        var value = Math.Round(double.Parse(number, CultureInfo.InvariantCulture), MidpointRounding.AwayFromZero);
        return type switch
        {
            "tinyint" => value is >= sbyte.MinValue and <= sbyte.MaxValue,
            "smallint" => value is >= short.MinValue and <= short.MaxValue,
            "integer" => value is >= int.MinValue and <= int.MaxValue,
            // A double tells no bounds of 64 bits.
            _ => number.AsSpan().IndexOfAny('.', 'e', 'E') >= 0
                ? value is >= long.MinValue and < long.MaxValue
                : long.TryParse(number, CultureInfo.InvariantCulture, out _),
        };
    }
}
