using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>A name for a thing that the program gives none: its logical name and seven characters that the seed decides.</summary>
internal static class AutoName
{
    private const int RandomLength = 7;

    public static string Make(string logicalName, ImmutableArray<byte> seed, int maxLength, string? prefix)
    {
        var start = prefix ?? logicalName.ToLowerInvariant() + "-";
        var room = maxLength - RandomLength;
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(logicalName), .. seed.IsDefault ? [] : seed]);
        return (start.Length > room ? start[..room] : start) + Convert.ToHexStringLower(hash)[..RandomLength];
    }
}
