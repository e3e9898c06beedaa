using System.Globalization;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Text;

/// <summary>Cells of OpenCSVSerde: timestamps are UNIX milliseconds, dates days since 1970; what does not parse fails.</summary>
internal static class CsvCells
{
    public static string Text(string cell, SqlType type, int column)
    {
        switch (type.Kind)
        {
            case SqlKind.Timestamp:
                return long.TryParse(cell, CultureInfo.InvariantCulture, out var milliseconds)
                    ? DateTime
                        .UnixEpoch.AddMilliseconds(milliseconds)
                        .ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)
                    : throw HiveCells.BadData(cell, column, type);
            case SqlKind.Date:
                return int.TryParse(cell, CultureInfo.InvariantCulture, out var days)
                    ? DateOnly
                        .FromDateTime(DateTime.UnixEpoch)
                        .AddDays(days)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : throw HiveCells.BadData(cell, column, type);
            default:
                return HiveCells.Text(cell, type) ?? throw HiveCells.BadData(cell, column, type);
        }
    }
}
