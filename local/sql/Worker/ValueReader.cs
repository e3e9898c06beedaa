using System.Collections;
using System.Globalization;
using CustomerLake.Local.Sql.Trino.Runtime;
using CustomerLake.Local.Sql.Types;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>DuckDB's values in the form of <see cref="SqlResult.Rows"/>.</summary>
internal static class ValueReader
{
    public static object?[] ReadRow(DuckDBDataReader reader, IReadOnlyList<SqlType> types)
    {
        var row = new object?[types.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null : Read(reader.GetValue(i), types[i]);
        }

        return row;
    }

    private static object? Read(object? value, SqlType type)
    {
        if (value is null or DBNull)
        {
            return null;
        }

        return type.Kind switch
        {
            SqlKind.Unknown => null,
            SqlKind.TinyInt or SqlKind.SmallInt or SqlKind.Integer or SqlKind.BigInt => Convert.ToInt64(
                value,
                CultureInfo.InvariantCulture
            ),
            // The shortest digits of the float are those of the value that users see.
            SqlKind.Real => double.Parse(
                ((float)value).ToString("R", CultureInfo.InvariantCulture),
                CultureInfo.InvariantCulture
            ),
            SqlKind.Varbinary => ReadBytes(value),
            SqlKind.Date => DateText(value),
            SqlKind.Time => TrinoTime.Text(((TimeOnly)value).ToTimeSpan(), type.Precision),
            SqlKind.TimeWithTimeZone => ReadZonedTime((IDictionary)value, type.Precision),
            SqlKind.Timestamp => TrinoTime.Text((DateTime)value, type.Precision),
            SqlKind.TimestampWithTimeZone => ReadZoned((IDictionary)value, type.Precision),
            SqlKind.IntervalDayToSecond => TrinoTime.Interval(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            SqlKind.IntervalYearToMonth => TrinoTime.Months(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            SqlKind.Array or SqlKind.Row or SqlKind.Map => NestedReader.Read((string)value, type),
            _ => value,
        };
    }

    private static string DateText(object value) =>
        value is DateOnly date
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : ((DateTime)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static byte[] ReadBytes(object value)
    {
        if (value is byte[] bytes)
        {
            return bytes;
        }

        using var copy = new MemoryStream();
        ((Stream)value).CopyTo(copy);
        return copy.ToArray();
    }

    private static string ReadZoned(IDictionary value, int digits)
    {
        var zone = (string)value["z"]!;
        return $"{TrinoTime.Text(Zones.ToLocal((DateTime)value["i"]!, zone), digits)} {zone}";
    }

    private static string ReadZonedTime(IDictionary value, int digits)
    {
        var minutes = Convert.ToInt32(value["o"], CultureInfo.InvariantCulture);
        return TrinoTime.Text(((TimeOnly)value["t"]!).ToTimeSpan(), digits) + Zones.OffsetText(minutes);
    }
}
