using System.Text;

namespace CustomerLake.Local.Cloud.Services.Logs;

/// <summary>Pages of things in order, each page beginning behind the name that its token holds.</summary>
internal static class LogPaging
{
    public static (IReadOnlyList<T> Page, string? Next) Page<T>(
        IEnumerable<T> all,
        Func<T, string> nameOf,
        string? token,
        int? limit,
        int most
    )
    {
        if (limit is < 1 || limit > most)
        {
            throw LogsErrors.Invalid(
                $"1 validation error detected: Value '{limit}' at 'limit' must be from 1 to {most}."
            );
        }

        var list = all.ToList();
        var start = 0;
        if (token is not null)
        {
            var last = Decode(token);
            start = list.FindIndex(item => nameOf(item) == last) + 1;
        }

        var page = list.Skip(start).Take(limit ?? most).ToList();
        return (page, start + page.Count < list.Count ? Encode(nameOf(page[^1])) : null);
    }

    public static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Decode(string token)
    {
        var buffer = new byte[token.Length];
        return Convert.TryFromBase64String(token, buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw LogsErrors.Invalid("The specified nextToken is invalid.");
    }
}
