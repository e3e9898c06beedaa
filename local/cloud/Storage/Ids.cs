using System.Security.Cryptography;

namespace CustomerLake.Local.Cloud.Storage;

/// <summary>The only maker of identifiers. With a seed they are the same in every run, so that approved texts are stable.</summary>
internal sealed class Ids(TimeProvider time, int? seed = null)
{
    private const string UpperAlphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly Lock _lock = new();
    private readonly Random? _seeded = seed is { } value ? new Random(value) : null;

    /// <summary>Sortable by time: blobs, versions.</summary>
    public string Ulid() => System.Ulid.NewUlid(time.GetUtcNow(), Bytes(10)).ToString();

    /// <summary>Execution ids, key ids, run ids in UUID form.</summary>
    public string Uuid()
    {
        var bytes = Bytes(16);
        bytes[7] = (byte)((bytes[7] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes).ToString();
    }

    public string Hex(int digits) => Convert.ToHexStringLower(Bytes((digits + 1) / 2))[..digits];

    /// <summary>The tail of an access key, a role id: upper-case letters and digits as IAM makes them.</summary>
    public string Letters(int count) =>
        string.Create(
            count,
            Bytes(count),
            (text, bytes) =>
            {
                for (var index = 0; index < text.Length; index++)
                {
                    text[index] = UpperAlphanumerics[bytes[index] % UpperAlphanumerics.Length];
                }
            }
        );

    /// <summary>Never seeded: a secret that can be guessed is none.</summary>
    public static string Secret(int bytes = 30) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    private byte[] Bytes(int count)
    {
        if (_seeded is null)
        {
            return RandomNumberGenerator.GetBytes(count);
        }

        lock (_lock)
        {
            var bytes = new byte[count];
            _seeded.NextBytes(bytes);
            return bytes;
        }
    }
}
