using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Cloud.Services.Glue.Sql;

/// <summary>Glue's tables and partitions in the SQL room's words, and back.</summary>
internal static class GlueSqlMapping
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    public static SqlDatabase ToSql(DatabaseRecord database) => new(database.Name, database.Input.LocationUri);

    public static SqlTable ToSql(TableRecord table) =>
        new(table.Database, table.Name)
        {
            Columns = ToSql(table.Input.StorageDescriptor?.Columns ?? []),
            PartitionKeys = ToSql(table.PartitionKeys),
            Storage = ToSql(table.Input.StorageDescriptor, withColumns: false),
            Parameters = table.Parameters,
            TableType = table.Input.TableType ?? "",
            ViewText = string.IsNullOrEmpty(table.Input.ViewOriginalText) ? null : table.Input.ViewOriginalText,
            Comment = table.Input.Description,
        };

    public static SqlPartition ToSql(PartitionRecord partition) =>
        new(partition.Values, ToSql(partition.Input.StorageDescriptor, withColumns: true))
        {
            Parameters = partition.Input.Parameters ?? Nothing,
        };

    /// <summary>What the SQL room does not know of an existing table stays as it was.</summary>
    public static TableInput ToInput(SqlTable table, TableInput? existing)
    {
        var input = existing ?? new TableInput { Name = table.Name, Retention = 0 };
        return input with
        {
            Name = table.Name,
            Description = table.Comment,
            TableType = table.TableType,
            PartitionKeys = ToGlue(table.PartitionKeys),
            Parameters = table.Parameters,
            ViewOriginalText = table.ViewText,
            ViewExpandedText = table.IsView ? input.ViewExpandedText ?? "/* Presto View */" : input.ViewExpandedText,
            StorageDescriptor = ToGlue(table.Storage, table.Columns, input.StorageDescriptor),
        };
    }

    /// <summary>A partition without formats of its own takes its table's.</summary>
    public static PartitionInput ToInput(SqlPartition partition, TableRecord table)
    {
        var own = table.Input.StorageDescriptor ?? new StorageDescriptor();
        var storage = partition.Storage;
        return new PartitionInput
        {
            Values = partition.Values,
            Parameters = partition.Parameters,
            StorageDescriptor = own with
            {
                Columns = storage.Columns is { } columns ? ToGlue(columns) : own.Columns,
                Location = storage.Location,
                InputFormat = Or(storage.InputFormat, own.InputFormat),
                OutputFormat = Or(storage.OutputFormat, own.OutputFormat),
                SerdeInfo =
                    storage.SerDe.Length == 0
                        ? own.SerdeInfo
                        : new SerDeInfo { SerializationLibrary = storage.SerDe, Parameters = storage.SerDeParameters },
            },
        };
    }

    private static string? Or(string text, string? otherwise) => text.Length == 0 ? otherwise : text;

    private static IReadOnlyList<SqlColumn> ToSql(IReadOnlyList<Column> columns) =>
        [.. columns.Select(column => new SqlColumn(column.Name, column.Type ?? "string", column.Comment))];

    private static IReadOnlyList<Column> ToGlue(IReadOnlyList<SqlColumn> columns) =>
        [
            .. columns.Select(column => new Column
            {
                Name = column.Name,
                Type = column.Type,
                Comment = column.Comment,
            }),
        ];

    private static SqlTableStorage ToSql(StorageDescriptor? storage, bool withColumns) =>
        storage is null
            ? SqlTableStorage.None
            : new SqlTableStorage
            {
                Location = storage.Location ?? "",
                InputFormat = storage.InputFormat ?? "",
                OutputFormat = storage.OutputFormat ?? "",
                SerDe = storage.SerdeInfo?.SerializationLibrary ?? "",
                SerDeParameters = storage.SerdeInfo?.Parameters ?? Nothing,
                Columns = withColumns && storage.Columns is { Count: > 0 } columns ? ToSql(columns) : null,
            };

    private static StorageDescriptor ToGlue(
        SqlTableStorage storage,
        IReadOnlyList<SqlColumn> columns,
        StorageDescriptor? existing
    ) =>
        (existing ?? new StorageDescriptor { NumberOfBuckets = -1, Compressed = false }) with
        {
            Columns = ToGlue(columns),
            Location = storage.Location.Length == 0 ? existing?.Location ?? "" : storage.Location,
            InputFormat = Or(storage.InputFormat, existing?.InputFormat),
            OutputFormat = Or(storage.OutputFormat, existing?.OutputFormat),
            SerdeInfo = (existing?.SerdeInfo ?? new SerDeInfo()) with
            {
                SerializationLibrary = Or(storage.SerDe, existing?.SerdeInfo?.SerializationLibrary),
                Parameters = storage.SerDeParameters,
            },
        };
}
