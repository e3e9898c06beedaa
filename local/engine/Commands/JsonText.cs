using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>JSON for people: letters of every script as they are, numbers as Go prints them.</summary>
internal static class JsonText
{
    public static string ToCompact(this JsonNode? json) => Write(json, 0);

    public static string ToIndented(this JsonNode? json, int by) => Write(json, by);

    private static string Write(JsonNode? json, int step)
    {
        var text = new StringBuilder();
        Append(text, json, step, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? json, int step, int depth)
    {
        switch (json)
        {
            case JsonObject map:
                Block(
                    text,
                    "{}",
                    map,
                    step,
                    depth,
                    (member, inner) =>
                    {
                        text.Append(GoJson.QuotePlain(member.Key)).Append(step == 0 ? ":" : ": ");
                        Append(text, member.Value, step, inner);
                    }
                );
                break;
            case JsonArray list:
                Block(text, "[]", list, step, depth, (item, inner) => Append(text, item, step, inner));
                break;
            case null:
                text.Append("null");
                break;
            default:
                text.Append(
                    json.GetValueKind() switch
                    {
                        JsonValueKind.String => GoJson.QuotePlain(json.GetValue<string>()),
                        JsonValueKind.Number => Number(json.ToJsonString()),
                        _ => json.ToJsonString(),
                    }
                );
                break;
        }
    }

    private static void Block<T>(
        StringBuilder text,
        string brackets,
        IEnumerable<T> items,
        int step,
        int depth,
        Action<T, int> append
    )
    {
        text.Append(brackets[0]);
        var isEmpty = true;
        foreach (var item in items)
        {
            text.Append(isEmpty ? "" : ",");
            isEmpty = false;
            NewLine(text, step, depth + 1);
            append(item, depth + 1);
        }

        if (!isEmpty)
        {
            NewLine(text, step, depth);
        }

        text.Append(brackets[1]);
    }

    private static void NewLine(StringBuilder text, int step, int depth)
    {
        if (step > 0)
        {
            text.Append('\n').Append(' ', step * depth);
        }
    }

    private static string Number(string text) =>
        text.Contains('E', StringComparison.Ordinal)
            ? GoJson.Number(double.Parse(text, CultureInfo.InvariantCulture))
            : text;
}
