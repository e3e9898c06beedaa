using System.Globalization;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Trino.Runtime;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>Nested values from the JSON that <see cref="OutputSql"/> makes of them.</summary>
internal static class NestedReader
{
    public static object? Read(string json, SqlType type)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 500 });
        return Read(document.RootElement, type);
    }

    private static object? Read(JsonElement value, SqlType type)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return type.Kind switch
        {
            SqlKind.Array => value.EnumerateArray().Select(item => Read(item, type.Element)).ToArray(),
            SqlKind.Row => type.Fields.Select((field, i) => Read(value.GetProperty($"f{i}"), field.Type)).ToArray(),
            SqlKind.Map => new SqlMap([
                .. value
                    .EnumerateObject()
                    .Select(entry => KeyValuePair.Create(Scalar(entry.Name, type.Key)!, Read(entry.Value, type.Value))),
            ]),
            SqlKind.Boolean => value.GetBoolean(),
            SqlKind.TimestampWithTimeZone => Zoned(value, type.Precision),
            SqlKind.TimeWithTimeZone => Clock(value.GetProperty("t").GetString()!, type.Precision)
                + Zones.OffsetText(int.Parse(value.GetProperty("o").GetString()!, CultureInfo.InvariantCulture)),
            _ => Scalar(value.GetString()!, type),
        };
    }

    private static string Zoned(JsonElement value, int digits)
    {
        var zone = value.GetProperty("z").GetString()!;
        return $"{TrinoTime.Text(Zones.ToLocal(Instant(value.GetProperty("i").GetString()!), zone), digits)} {zone}";
    }

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static string Clock(string text, int digits) =>
        TrinoTime.Text(TimeSpan.Parse(text, CultureInfo.InvariantCulture), digits);

    private static object? Scalar(string text, SqlType type) =>
        type.Kind switch
        {
            SqlKind.Unknown => null,
            SqlKind.Boolean => text == "true",
            SqlKind.TinyInt or SqlKind.SmallInt or SqlKind.Integer or SqlKind.BigInt => long.Parse(
                text,
                CultureInfo.InvariantCulture
            ),
            SqlKind.Real or SqlKind.Double => Floating(text),
            SqlKind.Varbinary => Bytes(text),
            SqlKind.Time => Clock(text, type.Precision),
            SqlKind.Timestamp => TrinoTime.Text(Instant(text), type.Precision),
            SqlKind.IntervalDayToSecond => TrinoTime.Interval(long.Parse(text, CultureInfo.InvariantCulture)),
            SqlKind.IntervalYearToMonth => TrinoTime.Months(long.Parse(text, CultureInfo.InvariantCulture)),
            _ => text,
        };

    private static double Floating(string text) =>
        text switch
        {
            "nan" or "-nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };

    /// <summary>DuckDB's text of bytes: printable ASCII as it is, the rest as <c>\xAA</c>.</summary>
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 2, 2), 16));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            }
        }

        return [.. bytes];
    }
}
