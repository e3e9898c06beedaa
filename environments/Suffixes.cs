using System.Security.Cryptography;

namespace CustomerLake.Environments;

internal static class Suffixes
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 8;

    /// <summary>From the system's secure source: whoever guessed a global bucket name could take it first.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);
}
