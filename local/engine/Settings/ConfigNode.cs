using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Settings;

/// <summary>A configuration value as the stack file holds it: a closed set.</summary>
public abstract record ConfigNode
{
    private ConfigNode() { }

    /// <summary>Text, or a number, boolean or null that YAML reads as such.</summary>
    /// <param name="Plain">Written without quotes: not meant as text.</param>
    public sealed record Scalar(string Text, bool Plain) : ConfigNode
    {
        public static readonly Scalar Null = new("null", true);

        public bool IsNull => Plain && Text == "null";

        /// <summary>Reads what YAML takes for a number, a date, a boolean or nothing.</summary>
        public static Scalar Read(string text)
        {
            var digits = text.Replace("_", "", StringComparison.Ordinal);
            return text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => new Scalar("null", true),
                "true" or "True" or "TRUE" => new Scalar("true", true),
                "false" or "False" or "FALSE" => new Scalar("false", true),
                _ when Whole(digits) is { } whole => new Scalar(whole, true),
                _ when double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                    new Scalar(GoJson.Number(number), true),
                _ when DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var date) => new Scalar(
                    date.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF' +0000 UTC'", CultureInfo.InvariantCulture),
                    false
                ),
                _ => new Scalar(text, false),
            };
        }

        private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

        private static string? Whole(string digits)
        {
            var sign = digits.StartsWith('-') ? "-" : "";
            var bare = digits.TrimStart('-', '+');
            var (style, body) = bare switch
            {
                ['0', 'x' or 'X', .. var hex] => (NumberStyles.AllowHexSpecifier, hex),
                ['0', 'b' or 'B', .. var binary] => (NumberStyles.AllowBinarySpecifier, binary),
                ['0', 'o' or 'O', .. var octal] => (NumberStyles.None, Octal(octal)),
                ['0', _, ..] => (NumberStyles.None, Octal(bare[1..])),
                _ => (NumberStyles.None, bare),
            };
            return ulong.TryParse(body, style, CultureInfo.InvariantCulture, out var number)
                ? sign + number.ToString(CultureInfo.InvariantCulture)
                : null;
        }

        private static string Octal(string digits) =>
            digits.Length > 0 && digits.Length < 21 && digits.All(digit => digit is >= '0' and <= '7')
                ? Convert.ToUInt64(digits, 8).ToString(CultureInfo.InvariantCulture)
                : "";
    }

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
            Scalar { IsNull: true } => null,
            Scalar { Plain: true } scalar => JsonNode.Parse(scalar.Text),
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
            Scalar { IsNull: true } => "",
            Scalar scalar => scalar.Text,
            Secure secure => open(secure.Cipher),
            _ => GoJson.Write(Value(open)),
        };

    public PropertyValue Value(Func<string, string> open)
    {
        using var document = JsonDocument.Parse(ToJson(open)?.ToJsonString() ?? "null");
        return PropertyJson.Read(document.RootElement, null);
    }

    /// <summary>From JSON, as a history entry holds it.</summary>
    public static ConfigNode Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object
                when json.EnumerateObject().ToList()
                    is [{ Name: "secure", Value.ValueKind: JsonValueKind.String } cipher] => new Secure(
                cipher.Value.GetString()!
            ),
            JsonValueKind.Object => new Mapping([
                .. json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Of(member.Value))),
            ]),
            JsonValueKind.Array => new Sequence([.. json.EnumerateArray().Select(Of)]),
            JsonValueKind.String => new Scalar(json.GetString()!, Plain: false),
            _ => Scalar.Read(json.GetRawText()),
        };

    /// <summary>As JSON in which secrets stay sealed.</summary>
    public JsonNode? ToSealedJson() =>
        this switch
        {
            Secure secure => new JsonObject { ["secure"] = secure.Cipher },
            Mapping map => new JsonObject(
                map.Members.OrderBy(member => member.Key, StringComparer.Ordinal)
                    .Select(member => KeyValuePair.Create(member.Key, member.Value.ToSealedJson()))
            ),
            Sequence list => new JsonArray([.. list.Items.Select(item => item.ToSealedJson())]),
            _ => ToJson(cipher => cipher),
        };

    /// <summary>With its secrets in clear.</summary>
    public ConfigNode Opened(Func<string, string> open) =>
        this switch
        {
            Secure secure => new Scalar(open(secure.Cipher), Plain: false),
            Mapping map => new Mapping([
                .. map.Members.Select(member => KeyValuePair.Create(member.Key, member.Value.Opened(open))),
            ]),
            Sequence list => new Sequence([.. list.Items.Select(item => item.Opened(open))]),
            _ => this,
        };

    /// <summary>As an entry of its own, where a number or a boolean is kept as its text.</summary>
    public ConfigNode AsEntry() =>
        this is Scalar { Plain: true, IsNull: false } plain ? new Scalar(plain.Text, false) : this;
}
