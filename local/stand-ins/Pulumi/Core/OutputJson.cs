using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>JSON of values that contain inputs and outputs: what they taint, the whole text is tainted with.</summary>
internal sealed class OutputJson(ImmutableHashSet<Resource> resources, bool isSecret) : JsonConverterFactory
{
    private readonly HashSet<Resource> _seen = [.. resources];
    private bool _secret = isSecret;
    private bool _unknown;

    public static async Task<OutputData<string>> WriteAsync<T>(OutputData<T> data, JsonSerializerOptions? options)
    {
        var converter = new OutputJson(data.Resources, data.IsSecret);
        using var stream = new MemoryStream();
        await JsonSerializer.SerializeAsync(stream, data.Value, converter.AddTo(options));
        var text = converter._unknown ? "" : Encoding.UTF8.GetString(stream.ToArray());
        return new OutputData<string>([.. converter._seen], text, !converter._unknown, converter._secret);
    }

    public static OutputData<T> Read<T>(OutputData<string> data, JsonSerializerOptions? options)
    {
        var converter = new OutputJson(data.Resources, data.IsSecret);
        var value = JsonSerializer.Deserialize<T>(data.Value, converter.AddTo(options));
        return new OutputData<T>(data.Resources, value!, true, data.IsSecret);
    }

    public override bool CanConvert(Type typeToConvert) => Definition(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var definition = Definition(typeToConvert)!;
        var element = typeToConvert.GetGenericArguments()[0];
        var value =
            definition == typeof(InputList<>) ? typeof(ImmutableArray<>).MakeGenericType(element)
            : definition == typeof(InputMap<>) ? typeof(ImmutableDictionary<,>).MakeGenericType(typeof(string), element)
            : element;
        return (JsonConverter)
            Activator.CreateInstance(typeof(Converter<,>).MakeGenericType(typeToConvert, value), this)!;
    }

    private static Type? Definition(Type type) =>
        type.IsGenericType
        && type.GetGenericTypeDefinition() is var definition
        && (
            definition == typeof(Output<>)
            || definition == typeof(Input<>)
            || definition == typeof(InputList<>)
            || definition == typeof(InputMap<>)
        )
            ? definition
            : null;

    private JsonSerializerOptions AddTo(JsonSerializerOptions? options)
    {
        var own = options is null ? new JsonSerializerOptions() : new JsonSerializerOptions(options);
        own.Converters.Add(this);
        return own;
    }

    private sealed class Converter<TWrapped, TValue>(OutputJson owner) : JsonConverter<TWrapped>
        where TWrapped : class
    {
        public override TWrapped Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = JsonSerializer.Deserialize<TValue>(ref reader, options);
            var data = new OutputData<TValue>([.. owner._seen], value!, true, owner._secret);
            return (TWrapped)Outputs.Wrap(new Output<TValue>(Task.FromResult(data)), typeof(TWrapped));
        }

        public override void Write(Utf8JsonWriter writer, TWrapped value, JsonSerializerOptions options)
        {
            // Converters cannot be asynchronous: this waits for the value, as the genuine SDK does.
            var data = Outputs.Unwrap(value)!.GetDataAsync().GetAwaiter().GetResult();
            owner._seen.UnionWith(data.Resources);
            if (!data.IsKnown)
            {
                owner._unknown = true;
                writer.WriteNullValue();
                return;
            }

            owner._secret |= data.IsSecret;
            JsonSerializer.Serialize(writer, (TValue)data.Value!, options);
        }
    }
}
