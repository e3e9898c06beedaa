using System.Globalization;
using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>CREATE EXTERNAL TABLE and DROP TABLE | VIEW.</summary>
internal static class HiveTables
{
    private const int NoBuckets = -1;

    public static void Create(HiveContext context, HiveStatement.CreateTable create, DateTimeOffset now)
    {
        var database = context.DatabaseOf(create.Table);
        context.CheckDatabase(database);
        if (context.Find(create.Table) is not null)
        {
            if (!create.IfNotExists)
            {
                throw HiveFailure.TableExists(create.Table.Name);
            }

            return;
        }

        Check(create);
        context.Catalog.Tables.Create(
            context.Scope,
            database,
            new TableInput
            {
                Name = create.Table.Name,
                Description = create.Comment,
                Owner = "hadoop",
                Retention = 0,
                TableType = "EXTERNAL_TABLE",
                PartitionKeys = [.. create.PartitionKeys.Select(ToColumn)],
                StorageDescriptor = Storage(create),
                Parameters = HiveProperties.Merge(
                    new Dictionary<string, string>
                    {
                        ["EXTERNAL"] = "TRUE",
                        ["transient_lastDdlTime"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                    },
                    create.Comment is null
                        ? create.Properties
                        : HiveProperties.Merge(
                            create.Properties,
                            new Dictionary<string, string> { ["comment"] = create.Comment }
                        )
                ),
            },
            context.Call.CallerArn
        );
    }

    public static void Drop(HiveContext context, HiveTableName name, bool ifExists, bool isView)
    {
        if (context.Find(name) is not { } table)
        {
            if (!ifExists)
            {
                throw HiveFailure.TableNotFound(context.DatabaseOf(name), name.Name);
            }

            return;
        }

        if (HiveContext.IsView(table) != isView)
        {
            throw HiveFailure.Semantic(
                isView
                    ? "[Error 10209]: Cannot drop a base table with DROP VIEW"
                    : "[Error 10210]: Cannot drop a view with DROP TABLE"
            );
        }

        context.Catalog.DeleteTable(context.Scope, table.Database, table.Name);
    }

    public static Column ToColumn(HiveColumn column) =>
        new()
        {
            Name = column.Name,
            Type = column.Type,
            Comment = column.Comment,
        };

    private static void Check(HiveStatement.CreateTable create)
    {
        if (
            create.Properties.TryGetValue("table_type", out var type)
            && type.Equals("ICEBERG", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new Sql.SqlException(
                "NOT_SUPPORTED",
                "Iceberg tables are not emulated by the local cloud; create an external table."
            );
        }

        if (!create.IsExternal)
        {
            throw HiveFailure.Semantic(
                "Only external tables can be created: say CREATE EXTERNAL TABLE, or set 'table_type'='ICEBERG'."
            );
        }

        if (create.Location is not { } location)
        {
            throw HiveFailure.Semantic("An external table needs a LOCATION.");
        }

        if (!WorkGroupRules.IsLocation(location))
        {
            throw HiveFailure.Execution(
                $"MetaException(message:The location '{location}' is no path of the form s3://bucket/folder/.)"
            );
        }

        if (create.Columns.Count == 0)
        {
            throw HiveFailure.Semantic(
                "[Error 10043]: Either list of columns or a custom serializer should be specified"
            );
        }

        CheckNames(create);
    }

    private static void CheckNames(HiveStatement.CreateTable create)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in create.Columns)
        {
            if (!names.Add(column.Name))
            {
                throw HiveFailure.Semantic($"[Error 10036]: Duplicate column name: {column.Name}");
            }
        }

        if (create.PartitionKeys.FirstOrDefault(key => !names.Add(key.Name)) is { } repeated)
        {
            throw HiveFailure.Semantic($"[Error 10035]: Column repeated in partitioning columns: {repeated.Name}");
        }
    }

    private static StorageDescriptor Storage(HiveStatement.CreateTable create)
    {
        var format = Format(create.Storage);
        return new StorageDescriptor
        {
            Columns = [.. create.Columns.Select(ToColumn)],
            Location = create.Location,
            InputFormat = format.InputFormat,
            OutputFormat = format.OutputFormat,
            Compressed = false,
            NumberOfBuckets = create.Buckets?.Count ?? NoBuckets,
            BucketColumns = create.Buckets?.Columns,
            SortColumns = create.Buckets is { } buckets
                ?
                [
                    .. buckets.Sort.Select(sort => new SortOrder
                    {
                        Column = sort.Column,
                        SortOrderValue = sort.Ascending ? 1 : 0,
                    }),
                ]
                : [],
            SerdeInfo = new SerDeInfo
            {
                SerializationLibrary = create.RowFormat?.SerDe ?? format.SerDe,
                Parameters = SerDeParameters(create.RowFormat),
            },
            StoredAsSubDirectories = false,
        };
    }

    private static IReadOnlyDictionary<string, string> SerDeParameters(HiveRowFormat? format) =>
        HiveProperties.Merge(
            new Dictionary<string, string> { ["serialization.format"] = "1" },
            format?.Properties ?? new Dictionary<string, string>()
        );

    private static HiveFormat Format(HiveStorage? storage) =>
        storage switch
        {
            null => HiveFormat.Text,
            { Format: { } name } => HiveFormat.Find(name)
                ?? throw HiveFailure.Semantic($"Unrecognized file format in STORED AS clause: '{name}'"),
            { InputFormat: { } input, OutputFormat: { } output } => new HiveFormat(
                HiveFormat.LazySimple,
                input,
                output
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
