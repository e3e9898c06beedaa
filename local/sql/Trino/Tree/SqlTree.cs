using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Local.Sql.Trino.Tree;

/// <summary>The base of all nodes. A node's position never takes part in equality.</summary>
public abstract record SqlNode
{
    /// <summary>Where the node begins in its text.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // All positions are equal, so each would count as the default.
    public Position At { get; init; }
}

/// <summary>
/// The JSON form of trees: an object per node, its kind in <c>"node"</c>, members in camelCase, absent members at
/// their defaults, enumerations by name. The kinds are the names given in the <c>JsonDerivedType</c> attributes.
/// </summary>
/// <example><code>{"node":"call","name":["upper"],"arguments":[{"node":"name","name":"city"}]}</code></example>
public static class SqlTree
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter() },
        MaxDepth = 2000,
    };

    public static string ToJson<T>(T node)
        where T : SqlNode => JsonSerializer.Serialize(node, Options);

    /// <summary>Reads a node from JSON.</summary>
    /// <exception cref="JsonException">The text is not the JSON form of a <typeparamref name="T"/>.</exception>
    public static T FromJson<T>(string json)
        where T : SqlNode =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A tree node is missing.");

    /// <inheritdoc cref="FromJson{T}(string)"/>
    public static T FromJson<T>(JsonElement json)
        where T : SqlNode => json.Deserialize<T>(Options) ?? throw new JsonException("A tree node is missing.");
}

/// <summary>A name as written: dialects decide what quoting and letter case mean.</summary>
/// <remarks>JSON form: a string for an unquoted name, <c>{"name":…,"quoted":true}</c> for a quoted one.</remarks>
[JsonConverter(typeof(IdentifierConverter))]
public sealed record Identifier(string Name, bool Quoted = false) : SqlNode
{
    public override string ToString() => Name;
}

internal sealed class IdentifierConverter : JsonConverter<Identifier>
{
    public override Identifier Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new Identifier(reader.GetString()!);
        }

        var form = JsonSerializer.Deserialize<Form>(ref reader, options) ?? throw new JsonException("No name.");
        return new Identifier(form.Name, form.Quoted) { At = form.At };
    }

    public override void Write(Utf8JsonWriter writer, Identifier value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Form(value.Name, value.Quoted, value.At), options);

    private sealed record Form(
        string Name,
        bool Quoted,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Position At
    );
}

/// <summary>A type as the dialect writes it, such as <c>decimal(10,2)</c> or <c>array&lt;int&gt;</c>; bound by the dialect.</summary>
public sealed record TypeReference(string Text) : SqlNode;
