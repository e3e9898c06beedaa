using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>Binary functions over hex text.</summary>
internal static class BinaryRuntime
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_from_hex", (string text) => FromHex(text)),
        RuntimeFunction.Of("lake_from_utf8", (string hex) => Encoding.UTF8.GetString(Convert.FromHexString(hex))),
        RuntimeFunction.Of("lake_from_base64", (string text) => FromBase64(text)),
        RuntimeFunction.Of("lake_to_base32", (string hex) => ToBase32(Convert.FromHexString(hex))),
        RuntimeFunction.Of("lake_from_base32", (string text) => FromBase32(text)),
        RuntimeFunction.Of("lake_digest", (string name, string hex) => Digest(name, Convert.FromHexString(hex))),
        RuntimeFunction.Of(
            "lake_hmac",
            (string name, string hex, string key) => Hmac(name, Convert.FromHexString(hex), Convert.FromHexString(key))
        ),
        RuntimeFunction.Of("lake_crc32", (string hex) => (long)Crc32.HashToUInt32(Convert.FromHexString(hex))),
        RuntimeFunction.Of("lake_hex_substr", (string hex, long start, long length) => Substr(hex, start, length)),
        RuntimeFunction.Of(
            "lake_hex_reverse",
            (string hex) => Convert.ToHexString([.. Convert.FromHexString(hex).Reverse()])
        ),
        RuntimeFunction.Of("lake_from_big_endian", (string hex) => FromBigEndian(hex)),
        RuntimeFunction.Of("lake_to_ieee", (double value, long bytes) => ToIeee(value, bytes)),
        RuntimeFunction.Of("lake_from_ieee", (string hex, long bytes) => FromIeee(hex, bytes)),
    ];

    private static string ToIeee(double value, long bytes) =>
        bytes == sizeof(double)
            ? $"{BitConverter.DoubleToUInt64Bits(value):X16}"
            : $"{BitConverter.SingleToUInt32Bits((float)value):X8}";

    private static double FromIeee(string hex, long bytes)
    {
        if (hex.Length != 2 * bytes)
        {
            throw RuntimeFailure.Argument($"Input floating-point value must be exactly {bytes} bytes long");
        }

        return bytes == sizeof(double)
            ? BitConverter.UInt64BitsToDouble(Convert.ToUInt64(hex, 16))
            : BitConverter.UInt32BitsToSingle(Convert.ToUInt32(hex, 16));
    }

    private static string FromHex(string text)
    {
        if (text.Length % 2 != 0)
        {
            throw RuntimeFailure.Argument($"invalid input length {text.Length}");
        }

        var bad = text.FirstOrDefault(c => !char.IsAsciiHexDigit(c));
        return bad == default
            ? text
            : throw RuntimeFailure.Argument($"not a hexadecimal digit: \"{bad}\" = {(int)bad}");
    }

    private static string FromBase64(string text)
    {
        var bad = text.FirstOrDefault(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '='));
        if (bad != default)
        {
            throw RuntimeFailure.Argument(
                $"Illegal base64 character {((int)bad).ToString("x", CultureInfo.InvariantCulture)}"
            );
        }

        try
        {
            return Convert.ToHexString(
                Convert.FromBase64String(text.TrimEnd('=').PadRight((text.TrimEnd('=').Length + 3) / 4 * 4, '='))
            );
        }
        catch (FormatException)
        {
            throw RuntimeFailure.Argument("Input byte array has wrong 4-byte ending unit");
        }
    }

    private static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            }
        }

        if (bits > 0)
        {
            text.Append(Base32[(buffer << (5 - bits)) & 31]);
        }

        return text.ToString().PadRight((text.Length + 7) / 8 * 8, '=');
    }

    private static string FromBase32(string text)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var c in text.TrimEnd('='))
        {
            var value = Base32.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (value < 0)
            {
                throw RuntimeFailure.Argument($"Invalid input: unrecognized character {c}");
            }

            buffer = ((buffer << 5) | value) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
            {
                bytes.Add((byte)(buffer >> (bits - 8)));
                bits -= 8;
            }
        }

        return Convert.ToHexString([.. bytes]);
    }

    private static string Digest(string name, byte[] bytes) =>
        Convert.ToHexString(name == "murmur3" ? Murmur3.Hash(bytes) : Digests.Of(name, bytes));

    private static string Hmac(string name, byte[] bytes, byte[] key)
    {
        var algorithm = name switch
        {
            "md5" => HashAlgorithmName.MD5,
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            _ => HashAlgorithmName.SHA512,
        };
        return Convert.ToHexString(CryptographicOperations.HmacData(algorithm, key, bytes));
    }

    private static string Substr(string hex, long start, long length)
    {
        var count = hex.Length / 2;
        var from = start > 0 ? start - 1 : count + start;
        return start == 0 || length <= 0 || from < 0 || from >= count
            ? ""
            : hex.Substring((int)from * 2, (int)Math.Min(length, count - from) * 2);
    }

    private static long FromBigEndian(string hex) =>
        hex.Length is 8 ? Convert.ToInt32(hex, 16)
        : hex.Length is 16 ? Convert.ToInt64(hex, 16)
        : throw RuntimeFailure.Argument(
            "expected 8-byte input, but got instead: " + (hex.Length / 2).ToString(CultureInfo.InvariantCulture)
        );
}
