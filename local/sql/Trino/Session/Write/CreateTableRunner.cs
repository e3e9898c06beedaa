using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Scans;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session.Write;

/// <summary>CREATE TABLE … AS (Athena user guide, "CREATE TABLE AS").</summary>
internal sealed class CreateTableRunner(TrinoSession session, BindContext context)
{
    private static readonly string[] Formats =
    [
        "ORC",
        "PARQUET",
        "AVRO",
        "RCBINARY",
        "RCTEXT",
        "SEQUENCEFILE",
        "JSON",
        "OPENX_JSON",
        "TEXTFILE",
        "CSV",
        "REGEX",
    ];

    public async Task<SqlResult> RunAsync(
        CreateTableAsStatement create,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        var name = TableName.Resolve(create.Table, session.Options);
        if (session.Catalog.FindTable(name.Database, name.Table) is not null)
        {
            return create.IfNotExists
                ? SqlResult.Empty with
                {
                    UpdateType = "CREATE TABLE",
                    UpdateCount = 0,
                }
                : throw new SqlException(
                    "TABLE_ALREADY_EXISTS",
                    $"Destination table '{name.Catalog}.{name.Database}.{name.Table}' already exists",
                    create.At
                );
        }

        var database =
            session.Catalog.FindDatabase(name.Database) ?? throw TrinoErrors.SchemaNotFound(name.Database, create.At);
        var properties = new TableProperties(create.Properties, context);
        var bound = Named(QueryRunner.Bind(context, create.Query), create);
        var format = properties.Text("format")?.ToUpperInvariant() ?? "PARQUET";
        if (!Formats.Contains(format))
        {
            throw properties.Invalid(
                "format",
                $"Invalid value [{format}]. Valid values: [{string.Join(", ", Formats)}]"
            );
        }

        var keys = properties.List("partitioned_by");
        CheckKeys(keys, bound);
        var delimiter = properties.Text("field_delimiter") ?? "\u0001";
        var location = properties.Text("external_location") ?? DefaultLocation(name, database);
        var table = new SqlTable(name.Database, name.Table)
        {
            Columns = [.. bound.Columns.Take(bound.Columns.Count - keys.Count).Select(Column)],
            PartitionKeys = [.. bound.Columns.Skip(bound.Columns.Count - keys.Count).Select(Column)],
            Storage = TableFormats.StorageOf(format, Folder(location), delimiter),
            Comment = create.Comment,
        };
        var write = TableFormats.WriteTo(table);
        if ((properties.Text("write_compression") ?? properties.Text("parquet_compression")) is { } compression)
        {
            write = write with
            {
                Options = new Dictionary<string, string>(write.Options) { ["compression"] = compression },
            };
        }

        var result = create.WithData
            ? await new QueryWriter(session).WriteAsync(
                context,
                bound,
                write with
                {
                    IsNew = true,
                },
                run,
                cancellationToken
            )
            : SqlResult.Empty with
            {
                UpdateCount = 0,
            };
        session.Catalog.CreateTable(table);
        TableFormats.AddPartitions(session.Catalog, table, result.WrittenPartitions);
        return result with { UpdateType = "CREATE TABLE", Columns = [new SqlResultColumn("rows", SqlType.BigInt)] };
    }

    private static string Folder(string location) => location.EndsWith('/') ? location : location + "/";

    private string DefaultLocation(TableName name, SqlDatabase database)
    {
        var root =
            session.Options.OutputLocation
            ?? database.Location
            ?? throw new SqlException(
                "INVALID_TABLE_PROPERTY",
                $"No location for the table: database '{name.Database}' has none"
            );
        return session.Options.OutputLocation is null ? $"{root.TrimEnd('/')}/{name.Table}/" : root;
    }

    private SqlColumn Column(QueryColumn column) => new(column.Name!, HiveTypes.Spell(column.Output.Type));

    /// <summary>The query with the names that the table gets: each there, each once, each of a type.</summary>
    private static BoundQuery Named(BoundQuery query, CreateTableAsStatement create)
    {
        if (create.Columns.Count > 0 && create.Columns.Count != query.Columns.Count)
        {
            throw new SqlException(
                "MISMATCHED_COLUMN_ALIASES",
                $"Column alias list has {create.Columns.Count} entries but relation has {query.Columns.Count} columns",
                create.At
            );
        }

        var columns = new List<QueryColumn>();
        var seen = new HashSet<string>();
        for (var i = 0; i < query.Columns.Count; i++)
        {
            var name = (create.Columns.Count > 0 ? create.Columns[i].Name : query.Columns[i].Name)?.ToLowerInvariant();
            if (name is null)
            {
                throw new SqlException(
                    "MISSING_COLUMN_NAME",
                    $"Column name not specified at position {i + 1}",
                    create.At
                );
            }

            if (!seen.Add(name))
            {
                throw new SqlException(
                    "DUPLICATE_COLUMN_NAME",
                    $"Column name '{name}' specified more than once",
                    create.At
                );
            }

            columns.Add(query.Columns[i] with { Name = name });
        }

        QueryWriter.RefuseUntyped(columns, create.At);
        return query with { Columns = columns };
    }

    private static void CheckKeys(IReadOnlyList<string> keys, BoundQuery query)
    {
        var names = query.Columns.Select(column => column.Name!).ToArray();
        var missing = keys.Where(key => !names.Contains(key)).ToArray();
        if (missing.Length > 0)
        {
            throw new SqlException(
                "INVALID_TABLE_PROPERTY",
                $"Partition columns [{string.Join(", ", missing)}] not present in schema"
            );
        }

        if (!names.TakeLast(keys.Count).SequenceEqual(keys))
        {
            throw new SqlException(
                "HIVE_COLUMN_ORDER_MISMATCH",
                "Partition keys must be the last columns in the table and in the same order as the table properties: "
                    + $"[{string.Join(", ", keys)}]"
            );
        }
    }
}
