using System.Globalization;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>ANSI intervals as text.</summary>
internal static class IntervalValues
{
    /// <summary><c>INTERVAL '1 02' DAY TO HOUR</c>.</summary>
    public static string Text(long length, SparkType type)
    {
        var sign = length < 0 ? "-" : "";
        var abs = Math.Abs(length);
        if (type is YearMonthType months)
        {
            var text = (months.Start, months.End) switch
            {
                (0, 0) => $"{sign}{abs / 12}",
                (1, 1) => $"{sign}{abs}",
                _ => $"{sign}{abs / 12}-{abs % 12}",
            };
            return $"INTERVAL '{text}' {Range(YearMonthType.Units, months.Start, months.End)}";
        }

        var time = (DayTimeType)type;
        return $"INTERVAL '{sign}{DayTime(abs, time)}' {Range(DayTimeType.Units, time.Start, time.End)}";
    }

    private static string Range(string[] units, int start, int end) =>
        (start == end ? units[start] : $"{units[start]} TO {units[end]}").ToUpperInvariant();

    private static string DayTime(long micros, DayTimeType type)
    {
        long[] sizes = [DateValues.MicrosPerDay, 3_600_000_000, 60_000_000, 1_000_000];
        var text = new System.Text.StringBuilder();
        for (var unit = type.Start; unit <= type.End; unit++)
        {
            var amount = micros / sizes[unit];
            micros -= amount * sizes[unit];
            if (unit > type.Start)
            {
                text.Append(unit == 1 ? ' ' : ':');
            }

            var format = unit == type.Start ? "0" : "00";
            text.Append(amount.ToString(format, CultureInfo.InvariantCulture));
        }

        if (type.End == 3 && micros > 0)
        {
            text.Append('.').Append(micros.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0'));
        }

        return text.ToString();
    }
}
