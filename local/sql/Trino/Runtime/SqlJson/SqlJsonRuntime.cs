using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime.SqlJson;

/// <summary>
/// JSON_EXISTS, JSON_VALUE and JSON_QUERY. What to do on empty and on error comes as letters: <c>n</c>ull, <c>e</c>rror,
/// <c>d</c>efault, empty <c>a</c>rray, empty <c>o</c>bject, <c>t</c>rue, <c>f</c>alse. The answer of JSON_VALUE and
/// JSON_QUERY is text after <c>v</c>; <c>1</c> or <c>2</c> alone ask for the default on empty or on error.
/// </summary>
internal static class SqlJsonRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of(
            "lake_sql_json_exists",
            (string json, string path, string passing, string behavior) => Exists(json, path, passing, behavior)
        ),
        RuntimeFunction.Of(
            "lake_sql_json_value",
            (string json, string path, string passing, string behavior) => Value(json, path, passing, behavior)
        ),
        RuntimeFunction.Of(
            "lake_sql_json_query",
            (string json, string path, string passing, string behavior) => Query(json, path, passing, behavior)
        ),
    ];

    private static List<JsonNode?> Evaluate(string json, string path, string passing)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            throw new InputFailure();
        }

        var values = JsonNode.Parse(passing)!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value);
        var parsed = PathParser.Parse(path);
        return new PathEvaluator(parsed.IsLax, values).Evaluate(parsed.Expression, root);
    }

    private sealed class InputFailure() : Exception("conversion to JSON failed");

    private static RuntimeFailure Failed(Exception failure) =>
        failure is InputFailure
            ? new RuntimeFailure("JSON_INPUT_CONVERSION_ERROR", "conversion to JSON failed: ")
            : new RuntimeFailure("PATH_EVALUATION_ERROR", $"path evaluation failed: {failure.Message}");

    private static bool? Exists(string json, string path, string passing, string behavior)
    {
        try
        {
            return Evaluate(json, path, passing).Count > 0;
        }
        catch (Exception failure) when (failure is PathFailure or InputFailure)
        {
            return behavior switch
            {
                "t" => true,
                "n" => null,
                "e" => throw Failed(failure),
                _ => false,
            };
        }
    }

    private static string? Value(string json, string path, string passing, string behavior)
    {
        List<JsonNode?> items;
        try
        {
            items = Evaluate(json, path, passing);
        }
        catch (Exception failure) when (failure is PathFailure or InputFailure)
        {
            return behavior[1] == 'e' ? throw Failed(failure)
                : behavior[1] == 'd' ? "2"
                : null;
        }

        const string prefix = "cannot extract SQL scalar from JSON: ";
        if (items.Count == 0)
        {
            return behavior[0] == 'e'
                    ? throw new RuntimeFailure("JSON_VALUE_RESULT_ERROR", prefix + "JSON path found no items")
                : behavior[0] == 'd' ? "1"
                : null;
        }

        if (items.Count > 1 || items[0] is JsonArray or JsonObject)
        {
            var message =
                items.Count > 1
                    ? "JSON path found multiple items"
                    : "JSON path found an item that cannot be converted to an SQL value";
            return behavior[1] == 'e' ? throw new RuntimeFailure("JSON_VALUE_RESULT_ERROR", prefix + message)
                : behavior[1] == 'd' ? "2"
                : null;
        }

        return items[0] is null ? null : "v" + Scalar(items[0]!);
    }

    private static string Scalar(JsonNode item) =>
        item.GetValueKind() switch
        {
            JsonValueKind.String => item.GetValue<string>(),
            JsonValueKind.Number when item.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 =>
                JavaNumbers.Scientific(item.GetValue<double>()),
            _ => item.ToJsonString(),
        };

    /// <summary>Third letter: the wrapper (<c>w</c>ithout, <c>c</c>onditional, <c>u</c>nconditional); fourth: <c>o</c>mit quotes.</summary>
    private static string? Query(string json, string path, string passing, string behavior)
    {
        List<JsonNode?> items;
        try
        {
            items = Evaluate(json, path, passing);
        }
        catch (Exception failure) when (failure is PathFailure or InputFailure)
        {
            return behavior[1] == 'e' ? throw Failed(failure) : Otherwise(behavior[1]);
        }

        const string prefix = "cannot extract JSON value: ";
        if (items.Count == 0)
        {
            return behavior[0] == 'e'
                ? throw new RuntimeFailure("JSON_QUERY_RESULT_ERROR", prefix + "JSON path found no items")
                : Otherwise(behavior[0]);
        }

        var wraps =
            behavior[2] == 'u'
            || (behavior[2] == 'c' && (items.Count > 1 || items[0] is not (JsonArray or JsonObject)));
        if (wraps)
        {
            return "v" + Canonical(new JsonArray([.. items.Select(item => item?.DeepClone())]));
        }

        if (items.Count > 1)
        {
            return behavior[1] == 'e'
                ? throw new RuntimeFailure("JSON_QUERY_RESULT_ERROR", prefix + "JSON path found multiple items")
                : Otherwise(behavior[1]);
        }

        return behavior[3] == 'o' && items[0]?.GetValueKind() == JsonValueKind.String
            ? "v" + items[0]!.GetValue<string>()
            : "v" + (items[0] is null ? "null" : Canonical(items[0]!));
    }

    private static string? Otherwise(char behavior) =>
        behavior switch
        {
            'a' => "v[]",
            'o' => "v{}",
            _ => null,
        };

    private static string Canonical(JsonNode node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return JsonValues.Canonical(document.RootElement, sorted: false);
    }
}
