using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CustomerLake.Local.Engine.Values;

/// <summary>Named values in ordinal order of their names, immutable, equal by content.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Pulumi's own word for it.")]
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    public static readonly PropertyMap Empty = new(
        ImmutableSortedDictionary.Create<string, PropertyValue>(StringComparer.Ordinal)
    );

    private readonly ImmutableSortedDictionary<string, PropertyValue> _entries;

    private PropertyMap(ImmutableSortedDictionary<string, PropertyValue> entries) => _entries = entries;

    public static PropertyMap Of(IEnumerable<KeyValuePair<string, PropertyValue>> entries)
    {
        var builder = Empty._entries.ToBuilder();
        foreach (var (name, value) in entries)
        {
            builder[name] = value;
        }

        return new PropertyMap(builder.ToImmutable());
    }

    public static PropertyMap Of(params (string Name, PropertyValue Value)[] entries) =>
        Of(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));

    /// <summary>The value of that name; null when there is none.</summary>
    public PropertyValue? Find(string name) => _entries.GetValueOrDefault(name);

    /// <summary>The text of that name, through a secret marker; null when absent or no string.</summary>
    public string? Text(string name) => Find(name)?.AsText;

    public PropertyMap With(string name, PropertyValue value) => new(_entries.SetItem(name, value));

    public PropertyMap With(IEnumerable<KeyValuePair<string, PropertyValue>> entries) =>
        new(_entries.SetItems(entries));

    public PropertyMap Without(string name) => new(_entries.Remove(name));

    public PropertyMap Without(IEnumerable<string> names) => new(_entries.RemoveRange(names));

    public PropertyMap Where(Func<string, PropertyValue, bool> condition) =>
        Of(_entries.Where(entry => condition(entry.Key, entry.Value)));

    public PropertyMap Rewrite(Func<PropertyValue, PropertyValue> rewrite) =>
        Of(_entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Rewrite(rewrite))));

    /// <summary>The map with every secret marker taken off, at any depth.</summary>
    public PropertyMap WithoutSecrets =>
        Rewrite(static v => v is PropertyValue.SecretValue secret ? secret.Element : v);

    public bool ContainsUnknowns => _entries.Values.Any(value => value.ContainsUnknowns);

    public bool ContainsSecrets => _entries.Values.Any(value => value.ContainsSecrets);

    public PropertyValue this[string key] => _entries[key];

    public IEnumerable<string> Keys => _entries.Keys;

    public IEnumerable<PropertyValue> Values => _entries.Values;

    public int Count => _entries.Count;

    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) =>
        _entries.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(PropertyMap? other) =>
        other is not null && Count == other.Count && _entries.SequenceEqual(other._entries);

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode() => Count;
}
