using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CustomerLake.Local.Engine.Values;

/// <summary>Named values in ordinal order of their names, immutable, equal by content.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Pulumi's own word for it.")]
public sealed class PropertyMap : IReadOnlyDictionary<string, PropertyValue>, IEquatable<PropertyMap>
{
    public static readonly PropertyMap Empty = new([]);

    // Maps are small and read far more often than made: an array in order is the quickest to go through and to compare.
    private readonly ImmutableArray<KeyValuePair<string, PropertyValue>> _entries;

    private PropertyMap(ImmutableArray<KeyValuePair<string, PropertyValue>> entries) => _entries = entries;

    /// <summary>Of entries with one name the last counts.</summary>
    public static PropertyMap Of(IEnumerable<KeyValuePair<string, PropertyValue>> entries) => Merged([], entries);

    public static PropertyMap Of(params (string Name, PropertyValue Value)[] entries) =>
        Of(entries.Select(entry => KeyValuePair.Create(entry.Name, entry.Value)));

    /// <summary>The value of that name; null when there is none.</summary>
    public PropertyValue? Find(string name) =>
        IndexOf(_entries, name) is >= 0 and var index ? _entries[index].Value : null;

    /// <summary>The text of that name, through a secret marker; null when absent or no string.</summary>
    public string? Text(string name) => Find(name)?.AsText;

    public PropertyMap With(string name, PropertyValue value) => With([KeyValuePair.Create(name, value)]);

    public PropertyMap With(IEnumerable<KeyValuePair<string, PropertyValue>> entries) => Merged(_entries, entries);

    public PropertyMap Without(string name) => Where((key, _) => key != name);

    public PropertyMap Without(IEnumerable<string> names)
    {
        var gone = names.ToHashSet(StringComparer.Ordinal);
        return Where((key, _) => !gone.Contains(key));
    }

    public PropertyMap Where(Func<string, PropertyValue, bool> condition) =>
        Of(_entries.Where(entry => condition(entry.Key, entry.Value)));

    public PropertyMap Rewrite(Func<PropertyValue, PropertyValue> rewrite) =>
        Of(_entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Rewrite(rewrite))));

    /// <summary>The map with every secret marker taken off, at any depth.</summary>
    public PropertyMap WithoutSecrets =>
        ContainsSecrets ? Rewrite(static v => v is PropertyValue.SecretValue secret ? secret.Element : v) : this;

    public bool ContainsUnknowns => Any(static value => value is PropertyValue.UnknownValue);

    public bool ContainsSecrets => Any(static value => value is PropertyValue.SecretValue);

    /// <summary>Whether the condition holds for a value, or for one inside it.</summary>
    public bool Any(Func<PropertyValue, bool> condition)
    {
        foreach (var (_, value) in _entries)
        {
            if (value.Any(condition))
            {
                return true;
            }
        }

        return false;
    }

    public PropertyValue this[string key] => Find(key) ?? throw new KeyNotFoundException($"There is no '{key}'.");

    public IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

    public IEnumerable<PropertyValue> Values => _entries.Select(entry => entry.Value);

    public int Count => _entries.Length;

    public bool ContainsKey(string key) => IndexOf(_entries, key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out PropertyValue value) =>
        (value = Find(key)) is not null;

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, PropertyValue>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(PropertyMap? other) =>
        ReferenceEquals(this, other) || (other is not null && _entries.AsSpan().SequenceEqual(other._entries.AsSpan()));

    public override bool Equals(object? obj) => Equals(obj as PropertyMap);

    public override int GetHashCode() => Count;

    private static PropertyMap Merged(
        ImmutableArray<KeyValuePair<string, PropertyValue>> before,
        IEnumerable<KeyValuePair<string, PropertyValue>> entries
    )
    {
        var merged = before.ToBuilder();
        foreach (var entry in entries)
        {
            // Mostly they come in order.
            if (merged.Count == 0 || string.CompareOrdinal(merged[^1].Key, entry.Key) < 0)
            {
                merged.Add(entry);
                continue;
            }

            var index = IndexOf(merged, entry.Key);
            if (index >= 0)
            {
                merged[index] = entry;
            }
            else
            {
                merged.Insert(~index, entry);
            }
        }

        return merged.Count == 0 ? Empty : new PropertyMap(merged.DrainToImmutable());
    }

    /// <summary>Where the name is; if nowhere, the complement of where it would be.</summary>
    private static int IndexOf(IReadOnlyList<KeyValuePair<string, PropertyValue>> entries, string name)
    {
        var (low, high) = (0, entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(entries[middle].Key, name))
            {
                case 0:
                    return middle;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return ~low;
    }
}
