using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>DESCRIBE and SHOW: the catalog and the views as rows.</summary>
internal sealed class CatalogListings(SessionState session)
{
    /// <summary>Rows of texts under these names.</summary>
    public ValuesPlan Table(IReadOnlyList<string> names, IEnumerable<string?[]> rows)
    {
        var analyzer = new Analyzer(session);
        var output = names.Select(name => analyzer.New(name, SparkType.String, true)).ToList();
        return new ValuesPlan(
            output,
            [
                .. rows.Select(row =>
                    row.Select(cell => cell is null ? Make.Null(SparkType.String) : Make.Text(cell)).ToList()
                ),
            ]
        );
    }

    /// <summary>DESCRIBE: the columns; extended, also the partition columns again and where and how the data lie.</summary>
    public Plan Describe(DescribeStatement describe)
    {
        var table = session.FindView(describe.Table) is null ? session.FindTable(describe.Table) : null;
        var columns = table is null
            ? session
                .Table(describe.Table)
                .Output.Where(attribute => !attribute.IsHidden)
                .Select(attribute => (attribute.Name, Type: attribute.Type.Simple))
            : table.Columns.Concat(table.PartitionKeys).Select(column => (column.Name, column.Type));
        var rows = columns.Select(column => new string?[] { column.Name, column.Type, null }).ToList();
        if (table is { IsPartitioned: true })
        {
            rows.Add(["# Partition Information", "", ""]);
            rows.Add(["# col_name", "data_type", "comment"]);
            rows.AddRange(table.PartitionKeys.Select(column => new string?[] { column.Name, column.Type, null }));
        }

        if (table is not null && describe.IsExtended)
        {
            rows.Add(["", "", ""]);
            rows.Add(["# Detailed Table Information", "", ""]);
            rows.AddRange(Details(table).Select(pair => new string?[] { pair.Name, pair.Value, "" }));
        }

        return Table(["col_name", "data_type", "comment"], rows);
    }

    private static IEnumerable<(string Name, string Value)> Details(SqlTable table)
    {
        yield return ("Catalog", "spark_catalog");
        yield return ("Database", table.Database);
        yield return ("Table", table.Name);
        yield return (
            "Type",
            table.IsView ? "VIEW"
            : table.TableType == "MANAGED_TABLE" ? "MANAGED"
            : "EXTERNAL"
        );
        yield return ("Provider", table.Parameters.GetValueOrDefault("spark.sql.sources.provider") ?? "hive");
        yield return (
            "Table Properties",
            "["
                + string.Join(
                    ", ",
                    table
                        .Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                        .Select(pair => $"{pair.Key}={pair.Value}")
                )
                + "]"
        );
        yield return ("Location", FileListing.Shown(table.Storage.Location));
        yield return ("Serde Library", table.Storage.SerDe);
        yield return ("InputFormat", table.Storage.InputFormat);
        yield return ("OutputFormat", table.Storage.OutputFormat);
        if (table.IsPartitioned)
        {
            yield return ("Partition Provider", "Catalog");
        }
    }

    /// <summary>SHOW DATABASES, SHOW TABLES.</summary>
    public Plan Show(ShowStatement show)
    {
        if (show.What is "databases" or "schemas")
        {
            return Table(
                ["namespace"],
                session.Catalog.ListDatabases().Select(database => new string?[] { database.Name })
            );
        }

        var database = show.Database?.ToLowerInvariant() ?? session.CurrentDatabase;
        var tables = session
            .Catalog.ListTables(database)
            .Select(table => (Database: database, table.Name, IsTemporary: false));
        var views = session.Views.Select(view => (Database: "", Name: view, IsTemporary: true));
        var analyzer = new Analyzer(session);
        var output = new[]
        {
            analyzer.New("namespace", SparkType.String, false),
            analyzer.New("tableName", SparkType.String, false),
            analyzer.New("isTemporary", SparkType.Boolean, false),
        };
        return new ValuesPlan(
            output,
            [
                .. tables
                    .Concat(views)
                    .Select(table =>
                        new[] { Make.Text(table.Database), Make.Text(table.Name), Make.Bool(table.IsTemporary) }
                    ),
            ]
        );
    }
}
