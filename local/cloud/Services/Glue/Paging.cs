using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>One page of a sorted list. The token is opaque to callers: the last key, encoded.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);

internal static class Paging
{
    /// <summary>Takes the page behind <paramref name="token"/> of items whose keys ascend.</summary>
    public static Page<T> Take<T>(
        IEnumerable<T> items,
        Func<T, string> key,
        string? token,
        int? maxResults,
        int largest,
        int? usual = null
    )
    {
        var size = Size(maxResults, largest, usual);
        var after = token is null ? null : Decode(token);
        var rest = items
            .Where(item => after is null || string.CompareOrdinal(key(item), after) > 0)
            .Take(size + 1)
            .ToList();
        return rest.Count <= size ? new Page<T>(rest, null) : new Page<T>(rest[..size], Encode(key(rest[size - 1])));
    }

    public static int Size(int? maxResults, int largest, int? usual = null) =>
        maxResults switch
        {
            null => usual ?? largest,
            < 1 => throw GlueErrors.InvalidInput($"MaxResults must be at least 1, not {maxResults}."),
            _ when maxResults > largest => throw GlueErrors.InvalidInput(
                $"MaxResults must be at most {largest}, not {maxResults}."
            ),
            _ => maxResults.Value,
        };

    public static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    public static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw GlueErrors.InvalidInput("The NextToken is not one that this service gave out.");
    }
}
