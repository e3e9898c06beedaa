using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>UNLOAD (query) TO location (Athena user guide, "UNLOAD").</summary>
internal sealed class UnloadRunner(TrinoSession session, BindContext context)
{
    public async Task<SqlResult> RunAsync(
        UnloadStatement unload,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        var properties = new TableProperties(unload.Properties, context);
        var bound = QueryRunner.Bind(context, unload.Query);
        QueryWriter.RefuseUntyped(bound.Columns, unload.At);
        var format = properties.Text("format") ?? "PARQUET";
        var isColumnar = format.Equals("PARQUET", StringComparison.OrdinalIgnoreCase);
        var options = new Dictionary<string, string> { ["compression"] = properties.Text("compression") ?? "gzip" };
        if (!isColumnar && properties.Text("field_delimiter") is { } delimiter)
        {
            options["field_delimiter"] = delimiter;
        }

        var write = new SqlWrite(unload.Location, format)
        {
            PartitionBy = properties.List("partitioned_by"),
            Options = options,
            IsNew = true,
            FilePrefix = "",
        };
        try
        {
            var result = await new QueryWriter(session).WriteAsync(context, bound, write, run, cancellationToken);
            return result with { UpdateType = "UNLOAD" };
        }
        catch (SqlException failure) when (failure.Code == "PATH_ALREADY_EXISTS")
        {
            throw new SqlException(
                "HIVE_PATH_ALREADY_EXISTS",
                $"Target directory for table 'tmp_unload' already exists: {unload.Location}",
                failure
            );
        }
    }
}
