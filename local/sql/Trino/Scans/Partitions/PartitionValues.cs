using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Trino.Print;
using CustomerLake.Local.Sql.Trino.Scans.Text;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Scans.Partitions;

/// <summary>Values of partition keys as DuckDB text of their types.</summary>
internal static class PartitionValues
{
    /// <exception cref="SqlException"><c>HIVE_INVALID_PARTITION_VALUE</c>: the text is no value of the key's type.</exception>
    public static string Print(string value, ScanColumn column)
    {
        var type = column.Output.Type;
        if (value == SqlPartition.NullValue)
        {
            return $"CAST(NULL AS {DuckTypes.Of(type)})";
        }

        var text =
            HiveCells.Text(value, type)
            ?? throw new SqlException(
                "HIVE_INVALID_PARTITION_VALUE",
                $"Invalid partition value '{value}' for {column.HiveType.ToUpperInvariant()} partition key: {column.Name}"
            );
        return type.Kind == SqlKind.Varbinary
            ? $"unhex({DuckSql.Literal(text)})"
            : $"CAST({DuckSql.Literal(text)} AS {DuckTypes.Of(type)})";
    }
}
