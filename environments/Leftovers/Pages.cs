using System.Runtime.CompilerServices;

namespace CustomerLake.Environments.Leftovers;

/// <summary>The items of all pages of a list operation.</summary>
internal static class Pages
{
    /// <param name="readAsync">Reads the page of a token (null: the first); gives its items and the next page's token.</param>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Func<string?, Task<(IEnumerable<T>? Items, string? Next)>> readAsync,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? token = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The SDK leaves a list out where the answer has none.
            (var items, token) = await readAsync(token);
            foreach (var item in items ?? [])
            {
                yield return item;
            }
        } while (!string.IsNullOrEmpty(token));
    }
}
