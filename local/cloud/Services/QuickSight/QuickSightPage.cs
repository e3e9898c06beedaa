using System.Text;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

/// <summary>Lists are paged by the key of the last item, at most 100 a page.</summary>
internal static class QuickSightPage
{
    private const int Most = 100;

    public static string? After(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw QuickSightErrors.BadToken();
    }

    public static int Size(int? asked) =>
        asked switch
        {
            null => Most,
            >= 1 and <= Most => asked.Value,
            _ => throw QuickSightErrors.Invalid($"max-results is {asked}; it must be from 1 to {Most}."),
        };

    /// <summary>At most <paramref name="size"/> of the entries, which hold one more when there is a next page.</summary>
    public static (IReadOnlyList<T> Items, string? NextToken) Cut<T>(
        IReadOnlyList<KeyValuePair<string, T>> entries,
        int size
    ) =>
        (
            [.. entries.Take(size).Select(entry => entry.Value)],
            entries.Count > size ? Convert.ToBase64String(Encoding.UTF8.GetBytes(entries[size - 1].Key)) : null
        );
}
