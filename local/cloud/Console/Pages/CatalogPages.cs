using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>Databases, tables, columns and partitions of the Data Catalog.</summary>
internal static class CatalogPages
{
    private const int MostPartitions = 200;

    public static Markup Databases(ConsoleLake lake, ConsoleRequest request)
    {
        var databases = lake.Catalog.Databases.List(request.Scope);
        return Layout.Page(
            "Catalog",
            "Catalog",
            request.Scope,
            databases.Count == 0
                ? Layout.Empty("The catalog has no database.")
                : Layout.Table(
                    ["Database", "Tables", "Description"],
                    databases.Select(database =>
                        (IReadOnlyList<Markup>)
                            [
                                Layout.Anchor(Address(request, database.Name), database.Name),
                                Layout.Number(lake.Catalog.Tables.List(request.Scope, database.Name).Count),
                                Layout.Text(database.Input.Description),
                            ]
                    ),
                    "Databases"
                )
        );
    }

    public static Markup Tables(ConsoleLake lake, ConsoleRequest request, string database)
    {
        if (lake.Catalog.Databases.Find(request.Scope, database) is null)
        {
            throw new NoSuchPageException($"There is no database '{database}'.");
        }

        return Layout.Page(
            database,
            "Catalog",
            request.Scope,
            Layout.Table(
                ["Table", "Kind", "Columns", "Partition keys", "Location"],
                lake.Catalog.Tables.List(request.Scope, database)
                    .Select(table =>
                        (IReadOnlyList<Markup>)
                            [
                                Layout.Anchor(Address(request, database, table.Name), table.Name),
                                Layout.Text(table.Input.TableType),
                                Layout.Number(table.Input.StorageDescriptor?.Columns?.Count ?? 0),
                                Layout.Text(string.Join(", ", table.PartitionKeys.Select(key => key.Name))),
                                Layout.Text(table.Input.StorageDescriptor?.Location),
                            ]
                    ),
                $"Tables of {database}"
            )
        );
    }

    public static Markup Table(ConsoleLake lake, ConsoleRequest request, string database, string name)
    {
        var table =
            lake.Catalog.Tables.Find(request.Scope, database, name)
            ?? throw new NoSuchPageException($"There is no table '{database}.{name}'.");
        return Layout.Page(
            $"{database}.{name}",
            "Catalog",
            request.Scope,
            Markup.Of(
                $"""
                <p>{table.Input.StorageDescriptor?.Location}</p>
                {Layout.Table(["Column", "Type", "Comment"], Columns(table), "Columns")}
                {Layout.Table(["Parameter", "Value"], Parameters(table), "Parameters")}
                {(table.PartitionKeys.Count == 0 ? Markup.None : Partitions(lake, request, table))}
                """
            )
        );
    }

    private static IEnumerable<IReadOnlyList<Markup>> Columns(TableRecord table) =>
        (table.Input.StorageDescriptor?.Columns ?? [])
            .Select(column => (column, Kind: ""))
            .Concat(table.PartitionKeys.Select(column => (column, Kind: " (partition key)")))
            .Select(pair =>
                (IReadOnlyList<Markup>)
                    [
                        Layout.Text(pair.column.Name + pair.Kind),
                        Markup.Of($"<code>{pair.column.Type}</code>"),
                        Layout.Text(pair.column.Comment),
                    ]
            );

    private static IEnumerable<IReadOnlyList<Markup>> Parameters(TableRecord table) =>
        table
            .Parameters.Concat(
                (table.Input.StorageDescriptor?.SerdeInfo?.Parameters ?? new Dictionary<string, string>()).Prepend(
                    KeyValuePair.Create("SerDe", table.Input.StorageDescriptor?.SerdeInfo?.SerializationLibrary ?? "")
                )
            )
            .Select(pair => (IReadOnlyList<Markup>)[Layout.Text(pair.Key), Layout.Text(pair.Value)]);

    private static Markup Partitions(ConsoleLake lake, ConsoleRequest request, TableRecord table) =>
        Layout.Table(
            [.. table.PartitionKeys.Select(key => key.Name), "Location"],
            lake.Catalog.Partitions.List(request.Scope, table, limit: MostPartitions)
                .Select(partition =>
                    (IReadOnlyList<Markup>)
                        [
                            .. partition.Values.Select(Layout.Text),
                            Layout.Text(partition.Input.StorageDescriptor?.Location),
                        ]
                ),
            $"Partitions, at most {MostPartitions}"
        );

    private static string Address(ConsoleRequest request, params IReadOnlyList<string> names) =>
        $"/catalog/{string.Join('/', names.Select(Uri.EscapeDataString))}?account={request.Scope.AccountId}&region={request.Scope.Region}";
}
