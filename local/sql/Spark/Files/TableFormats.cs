using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>How a catalog table's SerDe reads, as a format and its options.</summary>
internal static class TableFormats
{
    public static (string Format, Dictionary<string, string> Options) Of(SqlTable table)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var parameters = table.Storage.SerDeParameters;
        var skip =
            table.Parameters.GetValueOrDefault("skip.header.line.count")
            ?? parameters.GetValueOrDefault("skip.header.line.count");
        if (skip is not null and not "0")
        {
            options["header"] = "true";
        }

        var serde =
            table.Storage.SerDe.Length > 0
                ? table.Storage.SerDe
                : table.Parameters.GetValueOrDefault("classification") ?? HiveClasses.ParquetSerDe;
        switch (serde)
        {
            case HiveClasses.OpenCsvSerDe:
                options["sep"] = parameters.GetValueOrDefault("separatorChar") ?? ",";
                options["quote"] = parameters.GetValueOrDefault("quoteChar") ?? "\"";
                // Where quote and escape differ, a doubled quote still stands for one in files written by RFC 4180.
                options["escape"] =
                    parameters.GetValueOrDefault("escapeChar") is { } escape && escape != "\\" ? escape : "\"";
                return ("csv", options);
            case HiveClasses.LazySimpleSerDe or "csv":
                options["sep"] =
                    parameters.GetValueOrDefault("field.delim")
                    ?? parameters.GetValueOrDefault("separatorChar")
                    ?? (serde == "csv" ? "," : "\u0001");
                options["nullValue"] = parameters.GetValueOrDefault("serialization.null.format") ?? "\\N";
                if (serde != "csv")
                {
                    options["quote"] = "";
                }

                return ("csv", options);
            case HiveClasses.OpenXJsonSerDe or HiveClasses.HcatalogJsonSerDe or HiveClasses.HiveJsonSerDe or "json":
                return ("json", options);
            case HiveClasses.ParquetSerDe or "parquet" or "glueparquet":
                return ("parquet", options);
            default:
                throw SparkException.Unsupported($"a table with the SerDe {serde}");
        }
    }
}
