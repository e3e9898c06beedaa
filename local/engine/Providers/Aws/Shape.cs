using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

internal enum FieldKind
{
    /// <summary>A string, or JSON of any kind that keeps its own names (a map of texts, a list of texts).</summary>
    Plain,
    Flag,
    Number,

    /// <summary>A nested structure.</summary>
    Block,

    /// <summary>A list of nested structures.</summary>
    Blocks,
}

/// <summary>One property: Pulumi's name, the API's name, and what is in it.</summary>
internal sealed record Field(string Name, string Wire, FieldKind Kind, Shape? Inner)
{
    public static Field Plain(string name, string? wire = null) =>
        new(name, wire ?? Pascal(name), FieldKind.Plain, null);

    public static Field Flag(string name, string? wire = null) => new(name, wire ?? Pascal(name), FieldKind.Flag, null);

    public static Field Number(string name, string? wire = null) =>
        new(name, wire ?? Pascal(name), FieldKind.Number, null);

    public static Field Block(string name, Shape inner, string? wire = null) =>
        new(name, wire ?? Pascal(name), FieldKind.Block, inner);

    public static Field Blocks(string name, Shape inner, string? wire = null) =>
        new(name, wire ?? Pascal(name), FieldKind.Blocks, inner);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>How a structure's properties are called in Pulumi and in the API: writes requests, reads answers.</summary>
internal sealed class Shape(params ImmutableArray<Field> fields)
{
    public ImmutableArray<Field> Fields => fields;

    /// <summary>The members of a request; what the properties leave out is left out.</summary>
    /// <param name="only">Pulumi's names of the properties to write; all by default.</param>
    public JsonObject ToJson(PropertyMap properties, Func<string, bool>? only = null)
    {
        var json = new JsonObject();
        foreach (var field in fields)
        {
            if (properties.Find(field.Name) is { IsNull: false } value && (only is null || only(field.Name)))
            {
                json[field.Wire] = field.Kind switch
                {
                    FieldKind.Block => field.Inner!.ToJson(value.AsMap ?? PropertyMap.Empty),
                    FieldKind.Blocks => new JsonArray([
                        .. value.AsItems.Select(item => field.Inner!.ToJson(item.AsMap ?? PropertyMap.Empty)),
                    ]),
                    _ => JsonValues.ToJson(value),
                };
            }
        }

        return json;
    }

    /// <summary>The properties of an answer; members that the shape does not know are left out.</summary>
    public PropertyMap FromJson(JsonObject? json) =>
        PropertyMap.Of(
            fields
                .Where(field => json?[field.Wire] is not null)
                .Select(field => KeyValuePair.Create(field.Name, Read(field, json![field.Wire]!)))
        );

    /// <summary>The properties of an answer that tells all of a thing: null is what it leaves out.</summary>
    public PropertyMap AllFromJson(JsonObject? json) => Nothing.With(FromJson(json));

    /// <summary>Every property, without a value.</summary>
    public PropertyMap Nothing { get; } =
        PropertyMap.Of(fields.Select(member => KeyValuePair.Create(member.Name, PropertyValue.Null)));

    private static PropertyValue Read(Field field, JsonNode node) =>
        field.Kind switch
        {
            FieldKind.Block => field.Inner!.FromJson(node as JsonObject),
            FieldKind.Blocks => PropertyValue.Of(
                (node as JsonArray ?? []).Select(item => (PropertyValue)field.Inner!.FromJson(item as JsonObject))
            ),
            _ => JsonValues.FromJson(node),
        };
}
