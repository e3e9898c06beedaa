using CustomerLake.Local.Cloud.Services.Athena.Hive;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Tests.Unit.Sql.Truth;

/// <summary>The tables of a case, from the DDL that Athena takes.</summary>
internal sealed class TruthTables(MemoryCatalog catalog, FolderStorage storage)
{
    public const string Database = "truth";

    public void Run(string ddl)
    {
        switch (HiveParser.Parse(ddl))
        {
            case HiveStatement.CreateTable create when catalog.FindTable(Database, create.Table.Name) is null:
                Create(create);
                break;
            case HiveStatement.AddPartitions add:
                var target = catalog.FindTable(Database, add.Table.Name)!;
                catalog.AddPartitions(
                    target,
                    [
                        .. add.Partitions.Select(partition => new SqlPartition(
                            [.. target.PartitionKeys.Select(key => partition.Values[key.Name])],
                            target.Storage with
                            {
                                Location = partition.Location!,
                            }
                        )),
                    ]
                );
                break;
            case HiveStatement.RepairTable repair:
                Repair(catalog.FindTable(Database, repair.Table.Name)!);
                break;
        }
    }

    private void Create(HiveStatement.CreateTable create)
    {
        var format = HiveFormat.Find(create.Storage?.Format ?? "TEXTFILE")!;
        catalog.CreateTable(
            new SqlTable(Database, create.Table.Name)
            {
                Columns = [.. create.Columns.Select(column => new SqlColumn(column.Name, column.Type, column.Comment))],
                PartitionKeys = [.. create.PartitionKeys.Select(column => new SqlColumn(column.Name, column.Type))],
                Parameters = create.Properties,
                Storage = new SqlTableStorage
                {
                    Location = create.Location!,
                    InputFormat = format.InputFormat,
                    OutputFormat = format.OutputFormat,
                    SerDe = create.RowFormat?.SerDe ?? format.SerDe,
                    SerDeParameters = create.RowFormat?.Properties ?? new Dictionary<string, string>(),
                },
            }
        );
    }

    private void Repair(SqlTable table)
    {
        var root = storage.PathOf(table.Storage.Location);
        foreach (var folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(root, folder).Split('/');
            if (
                parts.Length == table.PartitionKeys.Count
                && parts.All(part => part.Contains('=', StringComparison.Ordinal))
            )
            {
                var values = parts.Select(part =>
                    Uri.UnescapeDataString(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..])
                );
                var location = $"{table.Storage.Location.TrimEnd('/')}/{string.Join('/', parts)}/";
                catalog.AddPartitions(
                    table,
                    [new SqlPartition([.. values], table.Storage with { Location = location })]
                );
            }
        }
    }
}
