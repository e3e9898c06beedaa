using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>Compares texts and JSON with recordings in which what varies is a placeholder.</summary>
internal sealed partial class ScenarioText(string folder)
{
    private static readonly HashSet<string> Varying =
    [
        "created",
        "modified",
        "manifest",
        "secrets_providers",
        "timestamp",
        "durationSeconds",
        "duration",
        "environment",
        "kind-of-diff",
        "seed",
    ];

    /// <summary>Whether the actual text is the recorded one, placeholders standing for anything.</summary>
    public bool Matches(string expected, string actual)
    {
        if (expected == actual)
        {
            return true;
        }

        if (!expected.Contains('<', StringComparison.Ordinal))
        {
            return false;
        }

        var pattern = Regex.Escape(expected);
        pattern = EscapedPlaceholder().Replace(pattern, ".*?");
        pattern = pattern
            .Replace("<dir>", Regex.Escape(folder), StringComparison.Ordinal)
            .Replace("<home>", Regex.Escape(folder + "/home"), StringComparison.Ordinal);
        return Regex.IsMatch(actual, $"^{pattern}$", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    /// <summary>The path at which the two differ and how; null when they are alike.</summary>
    public string? Difference(JsonNode? expected, JsonNode? actual, string at = "$")
    {
        switch (expected, actual)
        {
            case (null, null):
                return null;
            case (JsonObject left, JsonObject right):
                foreach (var name in left.Select(member => member.Key).Union(right.Select(member => member.Key)))
                {
                    if (Varying.Contains(name) || (name == "kind" && right.ContainsKey("diffKind")))
                    {
                        continue;
                    }

                    if (left.ContainsKey(name) != right.ContainsKey(name))
                    {
                        return left.ContainsKey(name)
                            ? $"{at}.{name} is missing (wanted {Short(left[name])})"
                            : $"{at}.{name} is too much ({Short(right[name])})";
                    }

                    if (Difference(left[name], right[name], $"{at}.{name}") is { } inner)
                    {
                        return inner;
                    }
                }

                return null;
            case (JsonArray left, JsonArray right):
                for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
                {
                    if (Difference(left[i], right[i], $"{at}[{i}]") is { } inner)
                    {
                        return inner;
                    }
                }

                return left.Count == right.Count ? null : $"{at} has {right.Count} elements, wanted {left.Count}";
            case (JsonValue left, JsonValue right)
                when left.GetValueKind() == JsonValueKind.Number && right.GetValueKind() == JsonValueKind.Number:
                return Number(left).Equals(Number(right)) ? null : $"{at} is {Short(right)}, wanted {Short(left)}";
            case (JsonValue left, JsonValue right):
                return Matches(left.ToString(), right.ToString())
                    ? null
                    : $"{at} is {Short(right)}, wanted {Short(left)}";
            default:
                return $"{at} is {Short(actual)}, wanted {Short(expected)}";
        }
    }

    /// <summary>The JSON with every ciphertext in the form of the recordings.</summary>
    public static JsonNode? Opened(JsonNode? json, Func<string, string> open)
    {
        switch (json)
        {
            case JsonObject map:
                if (map[Markers.Key]?.ToString() == Markers.Secret && map["ciphertext"]?.ToString() is { } cipher)
                {
                    map["ciphertext"] = open(cipher);
                    return map;
                }

                foreach (var name in map.Select(member => member.Key).ToList())
                {
                    Opened(map[name], open);
                }

                return map;
            case JsonArray list:
                foreach (var item in list)
                {
                    Opened(item, open);
                }

                return list;
            default:
                return json;
        }
    }

    private static double Number(JsonValue value) =>
        double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    public static string Short(JsonNode? json)
    {
        var text = json?.ToJsonString() ?? "null";
        return text.Length > 240 ? text[..240] + "…" : text;
    }

    [GeneratedRegex(
        @"<(time|duration|ago|unix\\ seconds|nanoseconds|pid|user|host|username|hostname|hex|salt|ciphertext|uuid-\d+|seed|md5)>"
    )]
    private static partial Regex EscapedPlaceholder();
}
