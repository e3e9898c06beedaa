using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation.Serialization;

/// <summary>The CLI's words, such as <c>create-replacement</c>; an unknown one is the fallback, or an error.</summary>
internal sealed class EnumTextConverter<T>(T? fallback = null) : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> _values = Enum.GetNames<T>().ToDictionary(WordOf, Enum.Parse<T>);
    private static readonly Dictionary<T, string> _words = _values.ToDictionary(e => e.Value, e => e.Key);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.GetString() ?? "";
        return _values.TryGetValue(word, out var value)
            ? value
            : fallback ?? throw new InvalidOperationException($"'{word}' is not a valid {typeof(T).FullName}");
    }

    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Read(ref reader, typeToConvert, options);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(_words[value]);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(_words[value]);

    private static string WordOf(string name) =>
        typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

/// <summary>Values without a type: a text that looks like a date becomes one, a whole number a long.</summary>
internal sealed class ObjectConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number when reader.TryGetInt64(out var whole) => whole,
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.String when reader.TryGetDateTime(out var time) => time,
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.StartArray => JsonSerializer.Deserialize<object[]>(ref reader, options),
            JsonTokenType.StartObject => JsonSerializer.Deserialize<Dictionary<string, object>>(ref reader, options),
            _ => throw new JsonException("Invalid JSON element."),
        };

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
}

/// <summary>A runtime: its name, or its name with options.</summary>
internal sealed class ProjectRuntimeConverter : JsonConverter<ProjectRuntime>
{
    public override ProjectRuntime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind == JsonValueKind.String)
        {
            return new ProjectRuntime(NameOf(element));
        }

        return element.TryGetProperty("name", out var name)
            ? new ProjectRuntime(NameOf(name))
            {
                Options = element.TryGetProperty("options", out var own)
                    ? own.Deserialize<ProjectRuntimeOptions>(options)
                    : null,
            }
            : throw new JsonException(
                $"Unable to deserialize [{typeToConvert.FullName}]. Expecting runtime name property."
            );
    }

    public override void Write(Utf8JsonWriter writer, ProjectRuntime value, JsonSerializerOptions options)
    {
        var name = value.Name.ToString().ToLowerInvariant();
        if (value.Options is null)
        {
            writer.WriteStringValue(name);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("name", name);
        writer.WritePropertyName("options");
        JsonSerializer.Serialize(writer, value.Options, options);
        writer.WriteEndObject();
    }

    private static ProjectRuntimeName NameOf(JsonElement name) =>
        Enum.TryParse<ProjectRuntimeName>(name.GetString(), ignoreCase: true, out var found)
            ? found
            : throw new JsonException(
                $"Unexpected runtime name of \"{name}\" provided when deserializing [{typeof(ProjectRuntime).FullName}]."
            );
}

/// <summary>A text, a ciphertext in <c>secure</c>, or a structure, which is kept as JSON.</summary>
internal sealed class StackSettingsConfigValueConverter : JsonConverter<StackSettingsConfigValue>
{
    private const string Secure = "secure";

    public override bool HandleNull => true;

    public override StackSettingsConfigValue Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        var element = JsonElement.ParseValue(ref reader);
        return element.ValueKind switch
        {
            JsonValueKind.String => new StackSettingsConfigValue(element.GetString()!, false),
            JsonValueKind.Null => new StackSettingsConfigValue("", false),
            JsonValueKind.Object when element.TryGetProperty(Secure, out var text) => new StackSettingsConfigValue(
                text.GetString()!,
                true
            ),
            _ => new StackSettingsConfigValue(element.GetRawText(), false),
        };
    }

    public override void Write(Utf8JsonWriter writer, StackSettingsConfigValue value, JsonSerializerOptions options)
    {
        if (!value.IsSecure)
        {
            writer.WriteStringValue(value.Value);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Secure, value.Value);
        writer.WriteEndObject();
    }
}

/// <summary>A flag, also as a text: YAML comes here with all its scalars as texts.</summary>
internal sealed class FlagConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? bool.Parse(reader.GetString()!) : reader.GetBoolean();

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(value);
}
