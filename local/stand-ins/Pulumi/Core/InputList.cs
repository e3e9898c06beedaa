using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A list of inputs; as a whole it is unknown or secret as soon as one element is.</summary>
public sealed class InputList<T> : Input<ImmutableArray<T>>, IEnumerable, IAsyncEnumerable<Input<T>>
{
    private Output<ImmutableArray<Input<T>>> _elements;

    public InputList()
        : this(Output.Create(ImmutableArray<Input<T>>.Empty)) { }

    private InputList(Output<ImmutableArray<Input<T>>> elements)
        : base(Flatten(elements)) => _elements = elements;

    public void Add(params Input<T>[] inputs) => AddRange(inputs);

    public void Add(InputList<T> inputs) => AddRange(inputs);

    public void AddRange(InputList<T> inputs)
    {
        _elements = Concat(inputs)._elements;
        Current = Flatten(_elements);
    }

    public InputList<T> Concat(InputList<T> other) =>
        new(Output.Tuple(_elements, other._elements).Apply(both => both.Item1.AddRange(both.Item2)));

    public async IAsyncEnumerator<Input<T>> GetAsyncEnumerator(CancellationToken cancellationToken)
    {
        foreach (var value in await Current.ValueAsync([]))
        {
            yield return value;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead."
        );

    internal InputList<T> Clone() => new(_elements);

    public static implicit operator InputList<T>(T value) => From([value]);

    public static implicit operator InputList<T>(Output<T> value) => From([value]);

    public static implicit operator InputList<T>(Input<T> value) => From([value]);

    public static implicit operator InputList<T>(T[] values) => From(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(Output<T>[] values) => From(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(Input<T>[] values) => From(values);

    public static implicit operator InputList<T>(List<T> values) => From(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(List<Output<T>> values) => From(values.Select(v => (Input<T>)v));

    public static implicit operator InputList<T>(List<Input<T>> values) => From(values);

    public static implicit operator InputList<T>(ImmutableArray<T> values) => Output.Create(values);

    public static implicit operator InputList<T>(ImmutableArray<Output<T>> values) =>
        new(Output.Create(values.IsDefault ? default : values.Select(v => (Input<T>)v).ToImmutableArray()));

    public static implicit operator InputList<T>(ImmutableArray<Input<T>> values) => new(Output.Create(values));

    public static implicit operator InputList<T>(Output<T[]> values) => values.Apply(v => v.ToImmutableArray());

    public static implicit operator InputList<T>(Output<List<T>> values) => values.Apply(v => v.ToImmutableArray());

    public static implicit operator InputList<T>(Output<IEnumerable<T>> values) =>
        values.Apply(v => v.ToImmutableArray());

    public static implicit operator InputList<T>(Output<ImmutableArray<T>> values) =>
        new(values.Apply(v => v.IsDefault ? default : v.Select(e => (Input<T>)e).ToImmutableArray()));

    private static InputList<T> From(IEnumerable<Input<T>> values) => new(Output.Create(values.ToImmutableArray()));

    private static Output<ImmutableArray<T>> Flatten(Output<ImmutableArray<Input<T>>> elements) =>
        elements.Apply(e => e.IsDefault ? Output.Create(default(ImmutableArray<T>)) : Output.All(e));
}
