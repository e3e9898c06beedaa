#nullable enable
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace Amazon.StandIns;

/// <summary>The JSON of a service: members as they are named (or camelCase), times in epoch seconds, constants as text.</summary>
internal static class WireFormat
{
    private static readonly JsonSerializerOptions Pascal = Make(null);
    private static readonly JsonSerializerOptions Camel = Make(JsonNamingPolicy.CamelCase);

    public static JsonSerializerOptions For(JsonProtocol protocol) => protocol.CamelCase ? Camel : Pascal;

    private static JsonSerializerOptions Make(JsonNamingPolicy? naming)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = naming,
            PropertyNameCaseInsensitive = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutBaseMembers } },
        };
        options.Converters.Add(new EpochSeconds());
        options.Converters.Add(new Constants());
        return options;
    }

    /// <summary>What the SDK's base classes hold (metadata, metrics) is no part of the wire.</summary>
    private static void LeaveOutBaseMembers(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (
                type.Properties[index].AttributeProvider is MemberInfo { DeclaringType: { } declaring }
                && declaring.Assembly != typeof(WireFormat).Assembly
            )
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private sealed class EpochSeconds : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? DateTime.UnixEpoch.AddSeconds(reader.GetDouble())
                : reader.GetDateTime().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteNumberValue((decimal)(value.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
    }

    private sealed class Constants : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsSubclassOf(typeof(ConstantClass));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Constant<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class Constant<T> : JsonConverter<T>
        where T : ConstantClass
    {
        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? (T)Activator.CreateInstance(typeof(T), text)! : null;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
