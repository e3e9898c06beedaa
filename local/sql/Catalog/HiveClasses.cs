namespace CustomerLake.Local.Sql.Catalog;

/// <summary>The Java classes by which a catalog says how data lie.</summary>
internal static class HiveClasses
{
    public const string ParquetSerDe = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";
    public const string OpenCsvSerDe = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
    public const string LazySimpleSerDe = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    public const string OpenXJsonSerDe = "org.openx.data.jsonserde.JsonSerDe";
    public const string HcatalogJsonSerDe = "org.apache.hive.hcatalog.data.JsonSerDe";
    public const string HiveJsonSerDe = "org.apache.hadoop.hive.serde2.JsonSerDe";

    public static SqlTableStorage Parquet { get; } =
        new()
        {
            InputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            OutputFormat = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
            SerDe = ParquetSerDe,
        };

    public static SqlTableStorage Text(string serDe) =>
        new()
        {
            InputFormat = "org.apache.hadoop.mapred.TextInputFormat",
            OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            SerDe = serDe,
        };
}
