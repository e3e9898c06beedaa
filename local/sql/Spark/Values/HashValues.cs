using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Digests, Spark's hash (Murmur3, seed 42) and xxhash64, and text encodings. Bytes travel as hex.</summary>
internal static class HashValues
{
    public static string Digest(string name, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        // md5 and sha1 are what the user asked for by name, not a choice of ours.
#pragma warning disable CA5350, CA5351
        var digest = name == "md5" ? MD5.HashData(bytes) : SHA1.HashData(bytes);
#pragma warning restore CA5350, CA5351
        return Convert.ToHexStringLower(digest);
    }

    public static string? Sha2(string hex, int bits)
    {
        var bytes = Convert.FromHexString(hex);
        return bits switch
        {
            0 or 256 => Convert.ToHexStringLower(SHA256.HashData(bytes)),
            224 => Convert.ToHexStringLower(Sha224(bytes)),
            384 => Convert.ToHexStringLower(SHA384.HashData(bytes)),
            512 => Convert.ToHexStringLower(SHA512.HashData(bytes)),
            _ => null,
        };
    }

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
                        ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(padded.AsSpan(block + (i * 4)))
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

    public static long Crc32(string hex)
    {
        var crc = uint.MaxValue;
        foreach (var value in Convert.FromHexString(hex))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return crc ^ uint.MaxValue;
    }

    /// <summary>MIME base64, in lines of 76 characters.</summary>
    public static string Base64(string hex)
    {
        var text = Convert.ToBase64String(Convert.FromHexString(hex));
        return string.Join("\r\n", text.Chunk(76).Select(chunk => new string(chunk)));
    }

    public static byte[] Unbase64(string text)
    {
        var digits = new string([.. text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/')]);
        if (digits.Length % 4 == 1)
        {
            digits = digits[..^1];
        }

        return Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
    }

    public static Encoding Charset(string name) =>
        name.ToUpperInvariant() switch
        {
            "UTF-8" or "UTF8" => new UTF8Encoding(false),
            "US-ASCII" or "ASCII" => Encoding.ASCII,
            "ISO-8859-1" or "LATIN1" => Encoding.Latin1,
            "UTF-16BE" => Encoding.BigEndianUnicode,
            "UTF-16LE" => Encoding.Unicode,
            "UTF-16" => new UnicodeEncoding(true, true),
            _ => throw new SparkException(
                "IllegalArgumentException",
                null,
                $"Unknown charset {name}.",
                "java.nio.charset.UnsupportedCharsetException"
            ),
        };

    public static string Encode(string text, string charset)
    {
        var encoding = Charset(charset);
        return Convert.ToHexString([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
    }

    public static string Decode(string hex, string charset)
    {
        var bytes = Convert.FromHexString(hex);
        var encoding = Charset(charset);
        var preamble = encoding.GetPreamble();
        return bytes.AsSpan().StartsWith(preamble)
            ? encoding.GetString(bytes.AsSpan(preamble.Length))
            : encoding.GetString(bytes);
    }

    public static int Murmur(string row, string schema)
    {
        using var values = JsonDocument.Parse(row);
        var type = (StructType)TypeJson.Read(JsonDocument.Parse(schema).RootElement);
        var hash = 42;
        for (var i = 0; i < type.Fields.Count; i++)
        {
            hash = (int)Fold(values.RootElement[i], type.Fields[i].Type, hash, Murmur3.Instance);
        }

        return hash;
    }

    public static long XxHash(string row, string schema)
    {
        using var values = JsonDocument.Parse(row);
        var type = (StructType)TypeJson.Read(JsonDocument.Parse(schema).RootElement);
        var hash = 42L;
        for (var i = 0; i < type.Fields.Count; i++)
        {
            hash = Fold(values.RootElement[i], type.Fields[i].Type, hash, XxHash64.Instance);
        }

        return hash;
    }

    private static long Fold(JsonElement value, SparkType type, long seed, IHash hash)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return seed;
        }

        var invariant = CultureInfo.InvariantCulture;
        switch (type)
        {
            case StructType row:
                return row
                    .Fields.Select((field, i) => (field, value[i]))
                    .Aggregate(seed, (s, pair) => Fold(pair.Item2, pair.field.Type, s, hash));
            case ArrayType array:
                return value.EnumerateArray().Aggregate(seed, (s, item) => Fold(item, array.Element, s, hash));
            case MapType map:
                return value
                    .EnumerateArray()
                    .Aggregate(seed, (s, entry) => Fold(entry[1], map.Value, Fold(entry[0], map.Key, s, hash), hash));
            case DecimalType wide:
                var unscaled = BigDecimal.Parse(value.GetString()!)!.Value.Unscaled;
                return wide.Precision <= 18
                    ? hash.Long((long)unscaled, seed)
                    : hash.Bytes(unscaled.ToByteArray(isBigEndian: true), seed);
        }

        return type switch
        {
            _ when type == SparkType.Boolean => hash.Int(value.GetBoolean() ? 1 : 0, seed),
            _ when type == SparkType.Byte
                    || type == SparkType.Short
                    || type == SparkType.Int
                    || type == SparkType.Date
                    || type is YearMonthType => hash.Int(value.GetInt32(), seed),
            _ when type == SparkType.Long || type.IsInstant || type is DayTimeType => hash.Long(value.GetInt64(), seed),
            _ when type == SparkType.Float => hash.Int(
                BitConverter.SingleToInt32Bits(Positive((float)double.Parse(value.GetString()!, invariant))),
                seed
            ),
            _ when type == SparkType.Double => hash.Long(
                BitConverter.DoubleToInt64Bits(Positive(double.Parse(value.GetString()!, invariant))),
                seed
            ),
            _ when type == SparkType.Binary => hash.Bytes(Convert.FromHexString(value.GetString()!), seed),
            _ => hash.Bytes(Encoding.UTF8.GetBytes(value.GetString()!), seed),
        };
    }

    private static T Positive<T>(T value)
        where T : IFloatingPoint<T> => T.IsZero(value) ? T.Zero : value;
}
