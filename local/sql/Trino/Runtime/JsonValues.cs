using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>JSON values as Trino's json type has them: compact, keys sorted, numbers in one form.</summary>
internal static class JsonValues
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>The document, or null if the text is no JSON.</summary>
    public static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The canonical text of a JSON text, or null if it is none.</summary>
    public static string? TryCanonical(string text)
    {
        using var document = TryParse(text);
        return document is null ? null : Canonical(document.RootElement, sorted: true);
    }

    public static string Canonical(JsonElement value, bool sorted)
    {
        var text = new StringBuilder();
        Write(text, value, sorted);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value, bool sorted)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                // Of equal keys the last one counts.
                var members = new Dictionary<string, JsonElement>();
                foreach (var member in value.EnumerateObject())
                {
                    members[member.Name] = member.Value;
                }

                var ordered = sorted
                    ? members.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    : members.AsEnumerable();
                var first = true;
                foreach (var (key, item) in ordered)
                {
                    text.Append(first ? "" : ",").Append(JsonText.Quote(key)).Append(':');
                    Write(text, item, sorted);
                    first = false;
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var isFirst = true;
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(isFirst ? "" : ",");
                    Write(text, item, sorted);
                    isFirst = false;
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(JsonText.Quote(value.GetString()!));
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetRawText()));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    /// <summary>A number: an integer as it is, anything else as Java prints the double.</summary>
    public static string Number(string raw) =>
        raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? BigInteger.Parse(raw, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : JavaNumbers.Text(double.Parse(raw, CultureInfo.InvariantCulture));
}
