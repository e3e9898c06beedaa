using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>Property values as JSON and back, names as they are.</summary>
internal static class JsonValues
{
    /// <exception cref="ProviderException">The value is unknown, or an asset.</exception>
    public static JsonNode? ToJson(PropertyValue value) =>
        value.Bare switch
        {
            PropertyValue.NullValue => null,
            PropertyValue.BoolValue b => JsonValue.Create(b.Value),
            PropertyValue.NumberValue n when n.Value == Math.Floor(n.Value) && Math.Abs(n.Value) < 1e15 =>
                JsonValue.Create((long)n.Value),
            PropertyValue.NumberValue n => JsonValue.Create(n.Value),
            PropertyValue.StringValue s => JsonValue.Create(s.Value),
            PropertyValue.ListValue l => new JsonArray([.. l.Items.Select(ToJson)]),
            PropertyValue.MapValue m => new JsonObject(
                m.Entries.Where(e => !e.Value.IsNull).Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))
            ),
            var other => throw new ProviderException(
                $"A {other.GetType().Name} cannot be sent to AWS.",
                ProviderErrorCode.InvalidArgument
            ),
        };

    public static PropertyValue FromJson(JsonNode? node) =>
        node switch
        {
            null => PropertyValue.Null,
            JsonObject o => PropertyMap.Of(o.Select(e => KeyValuePair.Create(e.Key, FromJson(e.Value)))),
            JsonArray a => PropertyValue.Of(a.Select(FromJson)),
            JsonValue v => v.GetValueKind() switch
            {
                JsonValueKind.String => v.GetValue<string>(),
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => double.Parse(v.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture),
            },
            _ => PropertyValue.Null,
        };
}
