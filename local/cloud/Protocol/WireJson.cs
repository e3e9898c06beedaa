using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>Strict JSON for every protocol: what a record does not declare is refused by name, never dropped.</summary>
internal static class WireJson
{
    private static readonly JsonSerializerOptions AsWritten = Make(null, new EpochSeconds());
    private static readonly JsonSerializerOptions CamelCase = Make(JsonNamingPolicy.CamelCase, new EpochSeconds());

    /// <summary>Query and REST members arrive as text, whatever their type; times are ISO 8601.</summary>
    public static JsonSerializerOptions Text { get; } = MakeText();

    public static JsonSerializerOptions For(AwsProtocol protocol) => protocol.Naming is null ? AsWritten : CamelCase;

    public static object Read(JsonNode document, OperationRow row, JsonSerializerOptions options)
    {
        try
        {
            return document.Deserialize(row.RequestType, options)
                ?? throw new AwsException("SerializationException", $"The request of '{row.Name}' is null.");
        }
        catch (JsonException fault)
        {
            throw Translate(fault, row.Name);
        }
    }

    public static object Read(ReadOnlySpan<byte> body, OperationRow row, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize(body.IsEmpty ? "{}"u8 : body, row.RequestType, options)
                ?? throw new AwsException("SerializationException", $"The request of '{row.Name}' is null.");
        }
        catch (JsonException fault)
        {
            throw Translate(fault, row.Name);
        }
    }

    /// <summary>The serializer tells an unknown member, a missing one and a wrong type apart only by its text.</summary>
    private static AwsException Translate(JsonException fault, string operation)
    {
        var quoted = fault.Message.Split('\'');
        if (fault.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return AwsException.NotEmulated(
                $"The local cloud does not support the member '{quoted[1]}' of '{operation}' (at {fault.Path ?? "$"})."
            );
        }

        if (fault.Message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var names = fault.Message[(fault.Message.IndexOf("including", StringComparison.Ordinal) + 10)..];
            return new AwsException(
                "ValidationException",
                $"The request of '{operation}' lacks the required members {names.TrimEnd('.')}."
            );
        }

        return new AwsException(
            "SerializationException",
            $"The request of '{operation}' could not be read at {fault.Path ?? "$"}: {fault.Message.Split(" Path:")[0]}"
        );
    }

    private static JsonSerializerOptions Make(JsonNamingPolicy? naming, JsonConverter times)
    {
        var options = new JsonSerializerOptions(JsonSerializerOptions.Strict)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNamingPolicy = naming,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(times);
        return options;
    }

    private static JsonSerializerOptions MakeText()
    {
        var options = Make(null, new IsoTime());
        options.NumberHandling = JsonNumberHandling.AllowReadingFromString;
        options.Converters.Add(new TextBoolean());
        return options;
    }

    private sealed class EpochSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(reader.GetDouble() * 1000))
                : reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.ToUnixTimeMilliseconds() / 1000m);
    }

    private sealed class IsoTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(
                value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            );
    }

    private sealed class TextBoolean : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.True => true,
                JsonTokenType.False => false,
                JsonTokenType.String when reader.ValueTextEquals("true"u8) => true,
                JsonTokenType.String when reader.ValueTextEquals("false"u8) => false,
                _ => throw new JsonException("'true' or 'false' was expected."),
            };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
            writer.WriteBooleanValue(value);
    }
}
