using System.Security.Cryptography;
using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers.Writing;

/// <summary>Names of crawled tables: prefix and folder joined, lower case, letters, digits and underscore only.</summary>
internal static class TableNames
{
    private const int LongestName = 128;

    public static string Of(string? prefix, string folder)
    {
        var name = (prefix + folder).ToLowerInvariant();
        var clean = string.Create(
            name.Length,
            name,
            (span, text) =>
            {
                for (var index = 0; index < span.Length; index++)
                {
                    span[index] = char.IsAsciiLetterOrDigit(text[index]) ? text[index] : '_';
                }
            }
        );
        return Truncate(clean, LongestName);
    }

    /// <summary>The same location gets the same suffix on every crawl.</summary>
    public static string Distinct(string name, string location)
    {
#pragma warning disable CA5351 // A short fingerprint of a public address; nothing is protected by it.
        var suffix = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(location)));
#pragma warning restore CA5351
        return $"{Truncate(name, LongestName - suffix.Length - 1)}_{suffix}";
    }

    private static string Truncate(string name, int length) => name.Length <= length ? name : name[..length];
}
