using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Security.Cryptography;

namespace CustomerLake.Local.Sql.Runtime;

/// <summary>Digests by name. MD5 and SHA-1 are asked for by users, not chosen by us.</summary>
internal static class Digests
{
    /// <exception cref="ArgumentOutOfRangeException">There is none of that name.</exception>
    public static byte[] Of(string name, byte[] bytes) =>
        name switch
        {
            "md5" => CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes),
            "sha1" => CryptographicOperations.HashData(HashAlgorithmName.SHA1, bytes),
            "sha224" => Sha224(bytes),
            "sha256" => SHA256.HashData(bytes),
            "sha384" => SHA384.HashData(bytes),
            "sha512" => SHA512.HashData(bytes),
            "xxhash64" => XxHash64.Hash(bytes),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such digest."),
        };

    /// <summary>FIPS 180-4; .NET has every SHA-2 but this.</summary>
    private static byte[] Sha224(byte[] message)
    {
        uint[] h = [0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4];
        var k = Primes(64).Select(p => (uint)(Fraction(Math.Cbrt(p)) * 4294967296.0)).ToArray();
        var padded = new byte[((message.Length + 8) / 64 * 64) + 64];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        var bits = (ulong)message.Length * 8;
        for (var i = 0; i < 8; i++)
        {
            padded[^(i + 1)] = (byte)(bits >> (8 * i));
        }

        var w = new uint[64];
        for (var block = 0; block < padded.Length; block += 64)
        {
            for (var i = 0; i < 64; i++)
            {
                w[i] =
                    i < 16
                        ? BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(block + (i * 4)))
                        : w[i - 16]
                            + (
                                BitOperations.RotateRight(w[i - 15], 7)
                                ^ BitOperations.RotateRight(w[i - 15], 18)
                                ^ (w[i - 15] >> 3)
                            )
                            + w[i - 7]
                            + (
                                BitOperations.RotateRight(w[i - 2], 17)
                                ^ BitOperations.RotateRight(w[i - 2], 19)
                                ^ (w[i - 2] >> 10)
                            );
            }

            var s = (uint[])h.Clone();
            for (var i = 0; i < 64; i++)
            {
                var t1 =
                    s[7]
                    + (
                        BitOperations.RotateRight(s[4], 6)
                        ^ BitOperations.RotateRight(s[4], 11)
                        ^ BitOperations.RotateRight(s[4], 25)
                    )
                    + ((s[4] & s[5]) ^ (~s[4] & s[6]))
                    + k[i]
                    + w[i];
                var t2 =
                    (
                        BitOperations.RotateRight(s[0], 2)
                        ^ BitOperations.RotateRight(s[0], 13)
                        ^ BitOperations.RotateRight(s[0], 22)
                    ) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
                s = [t1 + t2, s[0], s[1], s[2], s[3] + t1, s[4], s[5], s[6]];
            }

            for (var i = 0; i < 8; i++)
            {
                h[i] += s[i];
            }
        }

        return
        [
            .. h.Take(7)
                .SelectMany(word => new[] { (byte)(word >> 24), (byte)(word >> 16), (byte)(word >> 8), (byte)word }),
        ];
    }

    private static double Fraction(double value) => value - Math.Floor(value);

    private static IEnumerable<int> Primes(int count) =>
        Enumerable
            .Range(2, 400)
            .Where(n => Enumerable.Range(2, (int)Math.Sqrt(n) - 1).All(d => n % d != 0))
            .Take(count);
}
