using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Digests, Spark's hash (Murmur3, seed 42) and xxhash64, and text encodings. Bytes travel as hex.</summary>
internal static class HashValues
{
    public static string Digest(string name, string hex) =>
        Convert.ToHexStringLower(Digests.Of(name, Convert.FromHexString(hex)));

    public static string? Sha2(string hex, int bits) =>
        bits switch
        {
            0 => Digest("sha256", hex),
            224 or 256 or 384 or 512 => Digest($"sha{bits.ToString(CultureInfo.InvariantCulture)}", hex),
            _ => null,
        };

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
