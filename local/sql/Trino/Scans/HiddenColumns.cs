using System.Globalization;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Scans.Partitions;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans;

/// <summary>Columns whose value is a file's: partition keys, <c>$path</c>, <c>$file_size</c>, <c>$file_modified_time</c>, <c>$partition</c>.</summary>
internal static class HiddenColumns
{
    public static IEnumerable<ScanColumn> Of(SqlTable table, BindContext context)
    {
        yield return Hidden("$path", SqlType.Varchar, context);
        yield return Hidden("$file_size", SqlType.BigInt, context);
        yield return Hidden("$file_modified_time", SqlType.TimestampWithTimeZone(), context);
        if (table.IsPartitioned)
        {
            yield return Hidden("$partition", SqlType.Varchar, context);
        }
    }

    private static ScanColumn Hidden(string name, SqlType type, BindContext context) =>
        new(name, "", ScanColumnKind.Hidden, context.NewOutput(type));

    public static string Value(ScanColumn column, ScanFile file, SqlTable table)
    {
        switch (column.Name)
        {
            case "$path":
                return DuckSql.Literal(file.Object.Uri);
            case "$file_size":
                return $"CAST({file.Object.Size.ToString(CultureInfo.InvariantCulture)} AS BIGINT)";
            case "$file_modified_time":
                var time = file.Object.Modified.UtcDateTime.ToString(
                    "yyyy-MM-dd HH:mm:ss.fff",
                    CultureInfo.InvariantCulture
                );
                return $"struct_pack(i := TIMESTAMP '{time}', z := 'UTC')";
            case "$partition":
                var parts = table.PartitionKeys.Zip(file.Partition!.Values, (key, value) => $"{key.Name}={value}");
                return DuckSql.Literal(string.Join('/', parts));
        }

        var index = table
            .PartitionKeys.ToList()
            .FindIndex(key => key.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
        return PartitionValues.Print(file.Partition!.Values[index], column);
    }
}
