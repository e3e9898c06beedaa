using System.Globalization;
using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>The JSON path of a custom classifier: $, .name, ['name'], [n], [*] and .* are understood.</summary>
internal sealed class JsonPath
{
    private readonly List<string?> _steps;

    private JsonPath(string text, List<string?> steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    /// <summary>Null when the path uses something else.</summary>
    public static JsonPath? TryParse(string text)
    {
        if (text is not ['$', ..])
        {
            return null;
        }
        var steps = new List<string?>();
        var position = 1;
        while (position < text.Length)
        {
            var end = text[position] switch
            {
                '.' => EndOfName(text, position + 1),
                '[' => text.IndexOf(']', position) + 1,
                _ => 0,
            };
            if (end <= position + 1 || Step(text[position..end]) is not { } step)
            {
                return null;
            }
            steps.Add(step == "*" ? null : step);
            position = end;
        }
        return new JsonPath(text, steps);
    }

    public IEnumerable<JsonElement> Select(JsonElement root) =>
        _steps.Aggregate<string?, IEnumerable<JsonElement>>(
            [root],
            (elements, step) => elements.SelectMany(e => Take(e, step))
        );

    private static int EndOfName(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('.', '[');
        return end < 0 ? text.Length : start + end;
    }

    private static string? Step(string text)
    {
        if (text[0] == '.')
        {
            return text.Length > 1 ? text[1..] : null;
        }
        var inner = text[1..^1];
        if (inner == "*" || int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return inner;
        }
        return inner is ['\'', .., '\''] or ['"', .., '"'] && inner.Length > 2 ? inner[1..^1] : null;
    }

    private static IEnumerable<JsonElement> Take(JsonElement element, string? step) =>
        element.ValueKind switch
        {
            JsonValueKind.Array when step is null => element.EnumerateArray(),
            JsonValueKind.Object when step is null => element.EnumerateObject().Select(property => property.Value),
            JsonValueKind.Object when element.TryGetProperty(step!, out var value) => [value],
            JsonValueKind.Array
                when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < element.GetArrayLength() => [element[index]],
            _ => [],
        };
}
