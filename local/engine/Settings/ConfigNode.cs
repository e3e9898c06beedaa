using System.Globalization;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>A configuration value as the stack file holds it: a closed set.</summary>
public abstract record ConfigNode
{
    private ConfigNode() { }

    /// <summary>Text, or a number, boolean or null that YAML reads as such.</summary>
    /// <param name="Plain">Written without quotes: not meant as text.</param>
    public sealed record Scalar(string Text, bool Plain) : ConfigNode;

    /// <param name="Cipher">As the passphrase provider wrote it.</param>
    public sealed record Secure(string Cipher) : ConfigNode;

    public sealed record Mapping(IReadOnlyList<KeyValuePair<string, ConfigNode>> Members) : ConfigNode;

    public sealed record Sequence(IReadOnlyList<ConfigNode> Items) : ConfigNode;

    public bool HasSecrets =>
        this switch
        {
            Secure => true,
            Mapping map => map.Members.Any(member => member.Value.HasSecrets),
            Sequence list => list.Items.Any(item => item.HasSecrets),
            _ => false,
        };

    public bool IsObject => this is Mapping or Sequence;

    /// <summary>As JSON; secrets opened by the function.</summary>
    public JsonNode? ToJson(Func<string, string> open) =>
        this switch
        {
            Scalar { Plain: true } scalar => PlainValue(scalar.Text),
            Scalar scalar => scalar.Text,
            Secure secure => open(secure.Cipher),
            Mapping map => new JsonObject(
                map.Members.OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, member.Value.ToJson(open)))
            ),
            Sequence list => new JsonArray([.. list.Items.Select(item => item.ToJson(open))]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>As a program sees it: text, or compact JSON.</summary>
    public string ToText(Func<string, string> open) =>
        this switch
        {
            Scalar { Plain: true } scalar => PlainText(scalar.Text),
            Scalar scalar => scalar.Text,
            Secure secure => open(secure.Cipher),
            _ => GoJson.Write(Value(open)),
        };

    public PropertyValue Value(Func<string, string> open)
    {
        using var document = System.Text.Json.JsonDocument.Parse(ToJson(open)?.ToJsonString() ?? "null");
        return PropertyJson.Read(document.RootElement, null);
    }

    private static JsonNode? PlainValue(string text) =>
        text is "null" or "~" or "" ? null
        : text is "true" or "false" ? text == "true"
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : PlainText(text);

    private static string PlainText(string text) =>
        text is "null" or "~" ? ""
        : text.Length > 0 && text.All(char.IsAsciiDigit) ? text
        : !text.Contains('-', StringComparison.Ordinal)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? GoJson.Number(number)
        : DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd' 00:00:00 +0000 UTC'", CultureInfo.InvariantCulture)
        : text;
}
