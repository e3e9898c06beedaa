using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Engine.Values;

/// <summary>How secrets are written: encrypted, in clear on demand, or masked.</summary>
public abstract record SecretForm
{
    private SecretForm() { }

    /// <summary>As in a checkpoint: <c>{marker, ciphertext}</c>.</summary>
    public sealed record Encrypted(Func<string, string> Encrypt) : SecretForm;

    /// <summary>As in <c>stack export --show-secrets</c>: <c>{marker, plaintext}</c>.</summary>
    public sealed record InClear : SecretForm;

    /// <summary>As in engine events: <c>{marker, ciphertext: "[secret]"}</c>.</summary>
    public sealed record Masked : SecretForm;

    /// <summary>As in outputs and <c>preview --json</c>: the text <c>[secret]</c>.</summary>
    public sealed record MaskedText : SecretForm;

    /// <summary>The bare value, for outputs that were asked for in clear.</summary>
    public sealed record Bare : SecretForm;

    public const string Mask = "[secret]";
}

/// <summary>Property values to and from JSON, in the forms of Pulumi's state, events and outputs.</summary>
public static class PropertyJson
{
    public static JsonObject Write(PropertyMap map, SecretForm form)
    {
        var result = new JsonObject();
        foreach (var (name, value) in map)
        {
            result[name] = Write(value, form);
        }

        return result;
    }

    public static JsonNode? Write(PropertyValue value, SecretForm form) =>
        value switch
        {
            PropertyValue.NullValue => null,
            PropertyValue.UnknownValue => Markers.Unknown,
            PropertyValue.BoolValue boolean => boolean.Value,
            PropertyValue.NumberValue number => Number(number.Value),
            PropertyValue.StringValue text => text.Value,
            PropertyValue.ListValue list => new JsonArray([.. list.Items.Select(item => Write(item, form))]),
            PropertyValue.SecretValue secret => WriteSecret(secret.Element, form),
            _ => Write(Markers.Plain(value), form),
        };

    /// <param name="decrypt">Opens a ciphertext; null refuses encrypted values by keeping them masked.</param>
    public static PropertyValue Read(JsonElement json, Func<string, string>? decrypt) =>
        json.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => PropertyValue.Null,
            JsonValueKind.True => PropertyValue.True,
            JsonValueKind.False => PropertyValue.False,
            JsonValueKind.Number => PropertyValue.Of(json.GetDouble()),
            JsonValueKind.String => json.GetString() == Markers.Unknown ? PropertyValue.Unknown : json.GetString(),
            JsonValueKind.Array => PropertyValue.Of(json.EnumerateArray().Select(item => Read(item, decrypt))),
            _ => ReadObject(json, decrypt),
        };

    public static PropertyMap ReadMap(JsonElement json, Func<string, string>? decrypt) =>
        PropertyMap.Of(
            json.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Read(member.Value, decrypt)))
        );

    private static PropertyValue ReadObject(JsonElement json, Func<string, string>? decrypt)
    {
        var marker =
            json.TryGetProperty(Markers.Key, out var key) && key.ValueKind == JsonValueKind.String
                ? key.GetString()
                : null;
        if (marker == Markers.Secret)
        {
            return PropertyValue.Secret(ReadSecret(json, decrypt));
        }

        var map = ReadMap(json, decrypt);
        return marker is null ? map : Markers.Special(map) ?? map;
    }

    private static PropertyValue ReadSecret(JsonElement json, Func<string, string>? decrypt)
    {
        if (json.TryGetProperty("value", out var value))
        {
            return Read(value, decrypt);
        }

        string text;
        if (json.TryGetProperty("plaintext", out var plain))
        {
            text = plain.GetString() ?? "null";
        }
        else
        {
            var cipher = json.GetProperty("ciphertext").GetString() ?? "";
            if (decrypt is null)
            {
                return SecretForm.Mask;
            }

            text = decrypt(cipher);
        }

        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement, decrypt);
    }

    private static JsonNode? WriteSecret(PropertyValue element, SecretForm form) =>
        form switch
        {
            SecretForm.Bare => Write(element, form),
            SecretForm.MaskedText => SecretForm.Mask,
            SecretForm.Masked => Marked("ciphertext", SecretForm.Mask),
            SecretForm.InClear => Marked("plaintext", GoJson.Write(element)),
            SecretForm.Encrypted encrypted => Marked("ciphertext", encrypted.Encrypt(GoJson.Write(element))),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static JsonObject Marked(string member, string text) =>
        new() { [Markers.Key] = Markers.Secret, [member] = text };

    private static JsonValue Number(double value) =>
        value == Math.Truncate(value) && Math.Abs(value) < 1e15
            ? JsonValue.Create((long)value)
            : JsonValue.Create(value);
}
