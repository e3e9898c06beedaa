using System.Globalization;
using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

/// <summary>JSON Patch (RFC 6902): add, remove, replace, move, copy, test.</summary>
internal static class JsonPatch
{
    /// <summary>A patched copy; all operations apply or none.</summary>
    public static JsonObject Apply(JsonObject document, string patch)
    {
        if (Parse(patch) is not JsonArray operations)
        {
            throw Bad("it is no JSON array");
        }

        JsonNode? result = document.DeepClone();
        foreach (var operation in operations)
        {
            result = Apply(result, operation as JsonObject ?? throw Bad("an operation is no object"));
        }

        return result as JsonObject ?? throw Bad("its result is no object");
    }

    private static JsonNode? Apply(JsonNode? root, JsonObject operation)
    {
        var path = Pointer(operation, "path");
        switch ((string?)operation["op"])
        {
            case "add":
                return Add(root, path, Value(operation));
            case "remove":
                return Remove(root, path);
            case "replace":
                Find(root, path);
                return path.Length == 0 ? Value(operation) : Add(Remove(root, path), path, Value(operation));
            case "move":
                var from = Pointer(operation, "from");
                var moved = Find(root, from)?.DeepClone();
                return Add(Remove(root, from), path, moved);
            case "copy":
                return Add(root, path, Find(root, Pointer(operation, "from"))?.DeepClone());
            case "test":
                return JsonNode.DeepEquals(Find(root, path), Value(operation))
                    ? root
                    : throw Bad($"the test of '{operation["path"]}' fails");
            case var other:
                throw Bad($"'{other}' is no operation");
        }
    }

    private static JsonNode? Add(JsonNode? root, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            return value;
        }

        switch (Find(root, path[..^1]))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                return root;
            case JsonArray list:
                list.Insert(path[^1] == "-" ? list.Count : Index(path[^1], list.Count), value);
                return root;
            default:
                throw Bad($"'/{string.Join('/', path)}' has no parent");
        }
    }

    private static JsonNode? Remove(JsonNode? root, string[] path)
    {
        switch (path.Length == 0 ? null : Find(root, path[..^1]))
        {
            case JsonObject parent when parent.Remove(path[^1]):
                return root;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count - 1));
                return root;
            default:
                throw Bad($"'/{string.Join('/', path)}' is not there");
        }
    }

    private static JsonNode? Find(JsonNode? root, string[] path)
    {
        foreach (var part in path)
        {
            root = root switch
            {
                JsonObject parent when parent.TryGetPropertyValue(part, out var child) => child,
                JsonArray list => list[Index(part, list.Count - 1)],
                _ => throw Bad($"'/{string.Join('/', path)}' is not there"),
            };
        }

        return root;
    }

    private static int Index(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= most
            ? index
            : throw Bad($"'{text}' is no index there");

    private static string[] Pointer(JsonObject operation, string member)
    {
        var text = (string?)operation[member] ?? throw Bad($"an operation lacks '{member}'");
        if (text.Length == 0)
        {
            return [];
        }

        return text[0] == '/'
            ?
            [
                .. text[1..]
                    .Split('/')
                    .Select(part =>
                        part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                    ),
            ]
            : throw Bad($"'{text}' is no JSON pointer");
    }

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value)
            ? value?.DeepClone()
            : throw Bad("an operation lacks 'value'");

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException fault)
        {
            throw Bad(fault.Message);
        }
    }

    private static AwsException Bad(string problem) =>
        CloudControlErrors.InvalidRequest($"The patch document cannot be applied: {problem}.");
}
