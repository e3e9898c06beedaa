using System.Collections;
using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A map of inputs; as a whole it is unknown or secret as soon as one value is.</summary>
public sealed class InputMap<V>
    : Input<ImmutableDictionary<string, V>>,
        IEnumerable,
        IAsyncEnumerable<Input<KeyValuePair<string, V>>>
{
    private Output<ImmutableDictionary<string, Input<V>>> _entries;

    public InputMap()
        : this(Output.Create(ImmutableDictionary<string, Input<V>>.Empty)) { }

    private InputMap(Output<ImmutableDictionary<string, Input<V>>> entries)
        : base(Flatten(entries)) => _entries = entries;

    public Input<V> this[string key]
    {
        set => Add(key, value);
    }

    public void Add(string key, Input<V> value) =>
        Set(_entries.Apply(map => map.SetItem(key, map.TryGetValue(key, out var old) ? Same(key, old, value) : value)));

    public void Add(InputMap<V> values) => AddRange(values);

    public void AddRange(InputMap<V> values) =>
        Set(Output.Tuple(_entries, values._entries).Apply(both => both.Item1.AddRange(both.Item2)));

    public static InputMap<V> Merge(InputMap<V> first, InputMap<V> second) =>
        new(Output.Tuple(first._entries, second._entries).Apply(both => both.Item1.SetItems(both.Item2)));

    public async IAsyncEnumerator<Input<KeyValuePair<string, V>>> GetAsyncEnumerator(
        CancellationToken cancellationToken
    )
    {
        foreach (var entry in await Current.ValueAsync(ImmutableDictionary<string, V>.Empty))
        {
            yield return entry;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() =>
        throw new NotSupportedException(
            $"A {GetType().FullName} cannot be synchronously enumerated. Use {nameof(GetAsyncEnumerator)} instead."
        );

    public static implicit operator InputMap<V>(Dictionary<string, V> values) => Output.Create(values);

    public static implicit operator InputMap<V>(ImmutableDictionary<string, V> values) => Output.Create(values);

    public static implicit operator InputMap<V>(Output<Dictionary<string, V>> values) =>
        values.Apply(v => v.ToImmutableDictionary());

    public static implicit operator InputMap<V>(Output<IDictionary<string, V>> values) =>
        values.Apply(v => v.ToImmutableDictionary());

    // A null map stays null: the genuine class lets it through, against its annotations.
    public static implicit operator InputMap<V>(Output<ImmutableDictionary<string, V>> values) =>
        new(values.Apply(v => v?.ToImmutableDictionary(e => e.Key, e => (Input<V>)e.Value)!));

    private static Output<V> Same(string key, Input<V> old, Input<V> added) =>
        Output
            .Tuple(old, added)
            .Apply(both =>
                EqualityComparer<V>.Default.Equals(both.Item1, both.Item2)
                    ? both.Item1
                    : throw new ArgumentException($"Key '{key}' already exists in the map with a different value.")
            );

    private static Output<ImmutableDictionary<string, V>> Flatten(
        Output<ImmutableDictionary<string, Input<V>>> entries
    ) =>
        entries.Apply(map =>
            map is null
                ? Output.Create(default(ImmutableDictionary<string, V>)!)
                : Output
                    .All(map.Select(e => e.Value.Apply(value => KeyValuePair.Create(e.Key, value))))
                    .Apply(all => all.ToImmutableDictionary())
        );

    private void Set(Output<ImmutableDictionary<string, Input<V>>> entries)
    {
        _entries = entries;
        Current = Flatten(entries);
    }
}
