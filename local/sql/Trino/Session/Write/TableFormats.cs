using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>The classes that stand for formats in the catalog, both ways.</summary>
internal static class TableFormats
{
    /// <summary>The storage of a new table.</summary>
    /// <exception cref="SqlException"><c>NOT_SUPPORTED</c>: no such format is written.</exception>
    public static SqlTableStorage StorageOf(string format, string location, string delimiter) =>
        format.ToUpperInvariant() switch
        {
            "PARQUET" => HiveClasses.Parquet with
            {
                Location = location,
                SerDeParameters = new Dictionary<string, string> { ["serialization.format"] = "1" },
            },
            "JSON" => Text(location, HiveClasses.HcatalogJsonSerDe, []),
            "TEXTFILE" => Text(
                location,
                HiveClasses.LazySimpleSerDe,
                new Dictionary<string, string> { ["field.delim"] = delimiter, ["serialization.format"] = delimiter }
            ),
            _ => throw new SqlException(
                "NOT_SUPPORTED",
                $"Writing the format {format.ToUpperInvariant()} is not supported; PARQUET, JSON and TEXTFILE are"
            ),
        };

    private static SqlTableStorage Text(string location, string serDe, Dictionary<string, string> parameters) =>
        HiveClasses.Text(serDe) with
        {
            Location = location,
            SerDeParameters = parameters,
        };

    /// <summary>How rows are added to a table.</summary>
    /// <exception cref="SqlException"><c>NOT_SUPPORTED</c>: its SerDe is only read.</exception>
    public static SqlWrite WriteTo(SqlTable table)
    {
        var storage = table.Storage;
        var name = storage.SerDe[(storage.SerDe.LastIndexOf('.') + 1)..];
        var delimiter = storage.SerDeParameters.GetValueOrDefault("field.delim") ?? "\u0001";
        var (format, options) = name switch
        {
            "ParquetHiveSerDe" => ("parquet", new Dictionary<string, string> { ["compression"] = "gzip" }),
            "JsonSerDe" when storage.SerDe.Contains("hive", StringComparison.Ordinal) => (
                "json",
                new Dictionary<string, string>()
            ),
            "LazySimpleSerDe" => ("textfile", new Dictionary<string, string> { ["field_delimiter"] = delimiter }),
            _ => throw new SqlException(
                "NOT_SUPPORTED",
                $"Inserting into a table with the SerDe '{storage.SerDe}' is not supported"
            ),
        };
        return new SqlWrite(storage.Location, format)
        {
            PartitionBy = [.. table.PartitionKeys.Select(key => key.Name)],
            Options = options,
            FilePrefix = "",
        };
    }

    public static void AddPartitions(
        ISqlCatalog catalog,
        SqlTable table,
        IReadOnlyList<IReadOnlyList<string>> partitions
    )
    {
        if (partitions.Count == 0)
        {
            return;
        }

        var location = table.Storage.Location.TrimEnd('/');
        catalog.AddPartitions(
            table,
            [
                .. partitions.Select(values =>
                {
                    var folders = table.PartitionKeys.Zip(
                        values,
                        (key, value) => PartitionFolder.Name(key.Name, value)
                    );
                    return new SqlPartition(
                        values,
                        table.Storage with
                        {
                            Location = $"{location}/{string.Join('/', folders)}/",
                        }
                    );
                }),
            ]
        );
    }
}
