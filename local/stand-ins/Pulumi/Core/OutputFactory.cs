using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Creation and combination of outputs.</summary>
public static partial class Output
{
    public static Output<T> Create<T>(T value) => Output<T>.Of(Task.FromResult(value), isSecret: false);

    public static Output<T> Create<T>(Task<T> value) => Output<T>.Of(value, isSecret: false);

    public static Output<T> CreateSecret<T>(T value) => Output<T>.Of(Task.FromResult(value), isSecret: true);

    public static Output<T> CreateSecret<T>(Task<T> value) => Output<T>.Of(value, isSecret: true);

    public static Output<T> CreateSecret<T>(Output<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.With(data => data with { IsSecret = true });
    }

    public static Output<T> Unsecret<T>(Output<T> output) => output.With(data => data with { IsSecret = false });

    public static async Task<bool> IsSecretAsync<T>(Output<T> output) => (await output.DataTask).IsSecret;

    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) =>
        Gather(inputs.Select(i => i.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) =>
        Gather(inputs.Select(i => i.ToOutput()));

    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => Gather(outputs);

    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs) => Gather(outputs);

    public static Output<string> Format(FormattableString formattableString)
    {
        ArgumentNullException.ThrowIfNull(formattableString);
        var arguments = formattableString.GetArguments().Select(Outputs.FromObject);
        return Gather(arguments)
            .Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));
    }

    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        async Task<OutputData<string>> RunAsync()
        {
            var data = await value.DataTask;
            return data.IsKnown
                ? await OutputJson.WriteAsync(data, options)
                : new(data.Resources, "", false, data.IsSecret);
        }

        return new Output<string>(RunAsync());
    }

    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        async Task<OutputData<T>> RunAsync()
        {
            var data = await json.DataTask;
            return data.IsKnown
                ? OutputJson.Read<T>(data, options)
                : new(data.Resources, default!, false, data.IsSecret);
        }

        return new Output<T>(RunAsync());
    }

    internal static Output<ImmutableArray<T>> Gather<T>(IEnumerable<Output<T>> outputs)
    {
        var all = outputs.ToList();
        async Task<OutputData<ImmutableArray<T>>> RunAsync()
        {
            var parts = await Task.WhenAll(all.Select(output => output.DataTask));
            return new OutputData<ImmutableArray<T>>(
                [.. parts.SelectMany(part => part.Resources)],
                [.. parts.Select(part => part.Value)],
                parts.All(part => part.IsKnown),
                parts.Any(part => part.IsSecret)
            );
        }

        return new Output<ImmutableArray<T>>(RunAsync());
    }

    private static Output<TTuple> Join<TTuple>(Func<object?[], TTuple> make, params IOutput[] outputs)
    {
        async Task<OutputData<TTuple>> RunAsync()
        {
            var parts = await Task.WhenAll(outputs.Select(output => output.GetDataAsync()));
            return new OutputData<TTuple>(
                [.. parts.SelectMany(part => part.Resources)],
                make([.. parts.Select(part => part.Value)]),
                parts.All(part => part.IsKnown),
                parts.Any(part => part.IsSecret)
            );
        }

        return new Output<TTuple>(RunAsync());
    }

    private static T As<T>(object? value) => value is null ? default! : (T)value;
}

public static class OutputExtensions
{
    public static Output<T> GetAt<T>(this Output<ImmutableArray<T>> array, Input<int> index) =>
        Output.Tuple(array, index.ToOutput()).Apply(pair => pair.Item1[pair.Item2]);

    public static Output<T> First<T>(this Output<ImmutableArray<T>> array) => array.Apply(values => values[0]);

    public static Output<int> Length<T>(this Output<ImmutableArray<T>> array) => array.Apply(values => values.Length);

    public static Output<T0> AsT0<T0, T1>(this Output<Union<T0, T1>> output) => output.Apply(union => union.AsT0);

    public static Output<T1> AsT1<T0, T1>(this Output<Union<T0, T1>> output) => output.Apply(union => union.AsT1);

    public static Output<bool> IsT0<T0, T1>(this Output<Union<T0, T1>> output) => output.Apply(union => union.IsT0);

    public static Output<bool> IsT1<T0, T1>(this Output<Union<T0, T1>> output) => output.Apply(union => union.IsT1);

    public static Output<object> Value<T0, T1>(this Output<Union<T0, T1>> output) => output.Apply(union => union.Value);
}
