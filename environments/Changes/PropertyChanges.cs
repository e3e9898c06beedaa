using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerLake.Environments.Changes;

/// <summary>The differences between two states of a resource, leaf by leaf.</summary>
internal static class PropertyChanges
{
    private const string Signature = "4dabf18193072939515e22adb298388d";
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    private const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    private const int Longest = 200;

    private static readonly JsonSerializerOptions _json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="keys">The top-level names that count; all of them when empty.</param>
    public static IReadOnlyList<PropertyChange> Between(
        IEnumerable<KeyValuePair<string, object>>? before,
        IEnumerable<KeyValuePair<string, object>>? after,
        IReadOnlyCollection<string> keys
    )
    {
        var changes = new List<PropertyChange>();
        Compare("", Select(before, keys), Select(after, keys), changes);
        return changes;
    }

    private static Dictionary<string, object?> Select(
        IEnumerable<KeyValuePair<string, object>>? values,
        IReadOnlyCollection<string> keys
    ) =>
        (values ?? [])
            .Where(e => !e.Key.StartsWith("__", StringComparison.Ordinal) && (keys.Count == 0 || keys.Contains(e.Key)))
            .ToDictionary(e => e.Key, e => (object?)e.Value);

    private static void Compare(string path, object? before, object? after, List<PropertyChange> changes)
    {
        if (MembersOf(before) is { } left && MembersOf(after) is { } right)
        {
            foreach (var key in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
            {
                Compare(Join(path, key), left.GetValueOrDefault(key), right.GetValueOrDefault(key), changes);
            }
        }
        else if (before is IList first && after is IList second)
        {
            for (var i = 0; i < Math.Max(first.Count, second.Count); i++)
            {
                Compare($"{path}[{i}]", At(first, i), At(second, i), changes);
            }
        }
        else if (TextOf(before) is var a && TextOf(after) is var b && a != b)
        {
            changes.Add(new PropertyChange(path, Shorten(a), Shorten(b)));
        }
    }

    private static object? At(IList list, int index) => index < list.Count ? list[index] : null;

    private static string Join(string path, string key)
    {
        var isPlain = key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ':');
        return !isPlain ? $"{path}[\"{key}\"]"
            : path.Length == 0 ? key
            : $"{path}.{key}";
    }

    /// <summary>The members of an object; null for anything else, also for a secret or an asset, which are one value.</summary>
    private static IReadOnlyDictionary<string, object?>? MembersOf(object? value) =>
        value switch
        {
            IDictionary<string, object> map when !map.ContainsKey(Signature) => map.ToDictionary(
                e => e.Key,
                e => (object?)e.Value
            ),
            _ => null,
        };

    private static string? TextOf(object? value) =>
        value switch
        {
            null => null,
            Unknown => "(known after the update)",
            string text => text,
            bool flag => flag ? "true" : "false",
            // The API reads a text that looks like a date as one.
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            IDictionary<string, object> map when map.TryGetValue(Signature, out var mark) && mark is SecretSignature =>
                "[secret]",
            IDictionary<string, object> or IList => JsonSerializer.Serialize(value, _json),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    private static string? Shorten(string? text) => text is { Length: > Longest } ? text[..Longest] + "…" : text;
}
