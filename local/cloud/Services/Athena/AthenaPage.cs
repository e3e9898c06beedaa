using System.Text;

namespace CustomerLake.Local.Cloud.Services.Athena;

/// <summary>Paging by the key of the last item: a token never skips or repeats an item that stays.</summary>
internal static class AthenaPage
{
    public static string? After(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var count)
            ? Encoding.UTF8.GetString(bytes, 0, count)
            : throw AthenaErrors.BadToken();
    }

    /// <summary>At most <paramref name="size"/> of the entries, which hold one more when there is a next page.</summary>
    public static (IReadOnlyList<T> Items, string? NextToken) Cut<T>(
        IReadOnlyList<KeyValuePair<string, T>> entries,
        int size
    ) =>
        entries.Count <= size
            ? ([.. entries.Select(entry => entry.Value)], null)
            : (
                [.. entries.Take(size).Select(entry => entry.Value)],
                Convert.ToBase64String(Encoding.UTF8.GetBytes(entries[size - 1].Key))
            );

    public static int Size(int? asked, int least, int most, string member = "maxResults") =>
        asked switch
        {
            null => most,
            { } size when size < least => throw AthenaErrors.Constraint(
                member,
                $"have value greater than or equal to {least}"
            ),
            { } size when size > most => throw AthenaErrors.Constraint(
                member,
                $"have value less than or equal to {most}"
            ),
            // Some lists allow 0 and mean "as many as you like".
            0 => most,
            { } size => size,
        };
}
