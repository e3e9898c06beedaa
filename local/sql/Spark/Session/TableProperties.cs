using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>TBLPROPERTIES of a table of the catalog: Glue's table parameters. Errors after Spark 3.5's error classes.</summary>
internal sealed class TableProperties(SessionState session)
{
    public Plan Show(ShowPropertiesStatement show)
    {
        var table = Find(show.Table);
        IEnumerable<string?[]> rows = show.Key is { } key
            ?
            [
                [
                    key,
                    table.Parameters.GetValueOrDefault(key) ?? $"Table {FullName(table)} does not have property: {key}",
                ],
            ]
            : table
                .Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new string?[] { pair.Key, pair.Value });
        return new CatalogListings(session).Table(["key", "value"], rows);
    }

    public void Set(SetPropertiesStatement set) =>
        Change(
            Find(set.Table),
            properties =>
            {
                foreach (var (key, value) in set.Properties)
                {
                    properties[key] = value;
                }
            }
        );

    public void Unset(UnsetPropertiesStatement unset)
    {
        var table = Find(unset.Table);
        var absent = unset.Keys.Where(key => !table.Parameters.ContainsKey(key)).ToList();
        if (absent.Count > 0 && !unset.IfExists)
        {
            throw SparkException.Analysis(
                "UNSET_NONEXISTENT_PROPERTIES",
                $"Attempted to unset non-existent properties [{string.Join(", ", absent.Select(key => $"`{key}`"))}] in table {FullName(table)}."
            );
        }

        Change(
            table,
            properties =>
            {
                foreach (var key in unset.Keys)
                {
                    properties.Remove(key);
                }
            }
        );
    }

    private void Change(SqlTable table, Action<SortedDictionary<string, string>> change)
    {
        var properties = new SortedDictionary<string, string>(table.Parameters.ToDictionary(), StringComparer.Ordinal);
        change(properties);
        session.Catalog.UpdateTable(table with { Parameters = properties });
    }

    private static string FullName(SqlTable table) => $"`spark_catalog`.`{table.Database}`.`{table.Name}`";

    private SqlTable Find(IReadOnlyList<string> name) => session.FindTable(name) ?? throw SessionState.NotFound(name);
}
