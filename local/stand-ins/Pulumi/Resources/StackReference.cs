using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The outputs of another stack.</summary>
public class StackReference : CustomResource
{
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name })
        ) { }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;

    public Output<object?> GetOutput(Input<string> name) =>
        Only(name, Output.Tuple(name.ToOutput(), Outputs).Apply(v => v.Item2.GetValueOrDefault(v.Item1)));

    public Output<object> RequireOutput(Input<string> name) =>
        Only(
            name,
            Output
                .Tuple(name.ToOutput(), Name, Outputs)
                .Apply(v =>
                    v.Item3.TryGetValue(v.Item1, out var value)
                        ? value
                        : throw new KeyNotFoundException(
                            $"Required output '{v.Item1}' does not exist on stack '{v.Item2}'."
                        )
                )
        );

    public async Task<StackReferenceOutputDetails> GetOutputDetailsAsync(string name)
    {
        var data = await GetOutput(name).DataTask;
        return data.IsSecret
            ? new StackReferenceOutputDetails { SecretValue = data.Value }
            : new StackReferenceOutputDetails { Value = data.Value };
    }

    public Task<object?> GetValueAsync(Input<string> name) => PlainAsync(GetOutput(name), "Get");

    public Task<object> RequireValueAsync(Input<string> name) => PlainAsync(RequireOutput(name), "Require");

    private static async Task<T> PlainAsync<T>(Output<T> output, string verb)
    {
        var data = await output.DataTask;
        return data.IsSecret
            ? throw new InvalidOperationException(
                $"Cannot call '{verb}OutputValueAsync' if the referenced stack has secret outputs. Use '{verb}Output' instead."
            )
            : data.Value;
    }

    /// <summary>Secret only when this very output is, though the map of all outputs is secret as soon as one is.</summary>
    private Output<T> Only<T>(Input<string> name, Output<T> value)
    {
        async Task<Serialization.OutputData<T>> RunAsync()
        {
            var data = await value.DataTask;
            var key = await name.ToOutput().DataTask;
            var secrets = await SecretOutputNames.DataTask;
            var isSecret =
                key.IsKnown && secrets.IsKnown
                    ? !secrets.Value.IsDefault && secrets.Value.Contains(key.Value)
                    : (await Outputs.DataTask).IsSecret;
            return data with { IsSecret = isSecret };
        }

        return new Output<T>(RunAsync());
    }
}

public class StackReferenceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}

public sealed class StackReferenceOutputDetails
{
    public object? Value { get; set; }

    public object? SecretValue { get; set; }
}
