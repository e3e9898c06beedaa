using System.Globalization;
using CustomerLake.Local.Sql.Spark.Files;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>get_json_object and its kin.</summary>
internal static class JsonPaths
{
    private static readonly JsonOptions Lenient = new() { AllowUnquotedControlChars = true };

    public static string? Get(string text, string path)
    {
        if (!path.StartsWith('$') || JsonReader.Read(text, Lenient) is not { } root)
        {
            return null;
        }

        var found = Walk([root], path[1..]);
        return found switch
        {
            null or { Count: 0 } => null,
            { Count: 1 } => Show(found[0]),
            _ => "[" + string.Join(",", found.Select(item => item.Compact())) + "]",
        };
    }

    private static string? Show(JsonItem item) =>
        item.Kind switch
        {
            JsonKind.Null => null,
            JsonKind.Text => item.Text,
            _ => item.Compact(),
        };

    private static List<JsonItem>? Walk(List<JsonItem> items, string path)
    {
        while (path.Length > 0)
        {
            if (path[0] == '.')
            {
                var end = path.IndexOfAny(['.', '['], 1);
                var name = end < 0 ? path[1..] : path[1..end];
                path = end < 0 ? "" : path[end..];
                items =
                [
                    .. items.SelectMany(item =>
                        name == "*" ? item.Fields.Select(field => field.Value) : Field(item, name)
                    ),
                ];
            }
            else if (path[0] == '[')
            {
                var end = path.IndexOf(']', StringComparison.Ordinal);
                if (end < 0)
                {
                    return null;
                }

                var key = path[1..end];
                path = path[(end + 1)..];
                if (key == "*")
                {
                    items = [.. items.SelectMany(item => item.Items)];
                }
                else if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                {
                    items = [.. items.Where(item => index < item.Items.Count).Select(item => item.Items[index])];
                }
                else
                {
                    items = [.. items.SelectMany(item => Field(item, key.Trim('\'', '"')))];
                }
            }
            else
            {
                return null;
            }
        }

        return items;
    }

    private static IEnumerable<JsonItem> Field(JsonItem item, string name) =>
        item.Kind == JsonKind.Array
            ? item.Items.SelectMany(inner => Field(inner, name))
            : item.Fields.Where(field => field.Name == name).Select(field => field.Value).Take(1);

    public static string? TopField(string text, string name) =>
        JsonReader.Read(text, Lenient) is { Kind: JsonKind.Object } item
        && item.Fields.LastOrDefault(field => field.Name == name) is { Value: { } value }
            ? Show(value)
            : null;

    public static int? ArrayLength(string text) =>
        JsonReader.ReadWhole(text, Lenient) is { Kind: JsonKind.Array } item ? item.Items.Count : null;

    public static string? Keys(string text) =>
        JsonReader.ReadWhole(text, Lenient) is { Kind: JsonKind.Object } item
            ? System.Text.Json.JsonSerializer.Serialize(item.Fields.Select(field => field.Name))
            : null;
}
