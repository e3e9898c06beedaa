using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;
using CustomerLake.Local.Cloud.Services.Glue.Sql;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class GlueSqlCatalogTests : IDisposable
{
    private static readonly SqlTable Events = new("raw", "events")
    {
        Columns = [new SqlColumn("id", "bigint", "key"), new SqlColumn("at", "struct<city:string>")],
        PartitionKeys = [new SqlColumn("dt", "string")],
        Storage = new SqlTableStorage
        {
            Location = "s3://lake/events/",
            InputFormat = "in",
            OutputFormat = "out",
            SerDe = "serde",
            SerDeParameters = new Dictionary<string, string> { ["a"] = "b" },
        },
        Parameters = new Dictionary<string, string> { ["classification"] = "parquet" },
        Comment = "what happened",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("glue-sql-").FullName;
    private readonly StateDatabase _database;
    private readonly GlueSqlCatalog _catalog;

    public GlueSqlCatalogTests()
    {
        _database = new StateDatabase(Path.Combine(_folder, "state.db"));
        _catalog = new GlueSqlCatalog(new DataCatalog(_database, TimeProvider.System), CrawlFixture.Call);
        _catalog.CreateDatabase(new SqlDatabase("raw", "s3://lake/"));
    }

    [Fact]
    public void A_table_comes_back_as_it_was_created()
    {
        _catalog.CreateTable(Events);

        var found = _catalog.FindTable("raw", "events")!;

        Assert.Equal(Events.Columns, found.Columns);
        Assert.Equal(Events.PartitionKeys, found.PartitionKeys);
        Assert.Equal("s3://lake/events/", found.Storage.Location);
        Assert.Equal("serde", found.Storage.SerDe);
        Assert.Equal("b", found.Storage.SerDeParameters["a"]);
        Assert.Equal("parquet", found.Parameters["classification"]);
        Assert.Equal("what happened", found.Comment);
        Assert.False(found.IsView);
        Assert.Equal("events", Assert.Single(_catalog.ListTables("raw")).Name);
        Assert.Equal("s3://lake/", _catalog.FindDatabase("raw")!.Location);
    }

    [Fact]
    public void A_partition_takes_the_formats_of_its_table_and_is_added_once()
    {
        _catalog.CreateTable(Events);
        var first = new SqlPartition(["1"], new SqlTableStorage { Location = "s3://lake/events/dt=1/" });

        _catalog.AddPartitions(Events, [first]);
        _catalog.AddPartitions(Events, [first with { Storage = new SqlTableStorage { Location = "s3://other/" } }]);

        var found = Assert.Single(_catalog.ListPartitions(Events));
        Assert.Equal("s3://lake/events/dt=1/", found.Storage.Location);
        Assert.Equal("serde", found.Storage.SerDe);
        Assert.Equal(Events.Columns, found.Storage.Columns);

        _catalog.DropPartitions(
            Events,
            [
                ["1"],
                ["nothere"],
            ]
        );

        Assert.Empty(_catalog.ListPartitions(Events));
    }

    [Fact]
    public void An_update_keeps_what_sql_does_not_know()
    {
        var glue = new DataCatalog(_database, TimeProvider.System);
        _catalog.CreateTable(Events);
        var table = glue.Tables.Get(CrawlFixture.Call.Scope, "raw", "events");
        glue.Tables.Update(CrawlFixture.Call.Scope, "raw", table.Input with { Owner = "me", Retention = 7 });

        _catalog.UpdateTable(Events with { Comment = "new" });

        var updated = glue.Tables.Get(CrawlFixture.Call.Scope, "raw", "events").Input;
        Assert.Equal(("me", 7, "new"), (updated.Owner, updated.Retention, updated.Description));
    }

    [Fact]
    public void What_is_missing_or_there_already_is_told_in_the_words_of_sql()
    {
        _catalog.CreateTable(Events);

        Assert.Equal("TABLE_ALREADY_EXISTS", Code(() => _catalog.CreateTable(Events)));
        Assert.Equal("SCHEMA_ALREADY_EXISTS", Code(() => _catalog.CreateDatabase(new SqlDatabase("raw"))));
        Assert.Equal("SCHEMA_NOT_FOUND", Code(() => _catalog.CreateTable(new SqlTable("no", "t") { Columns = [] })));
        Assert.Equal("SCHEMA_NOT_EMPTY", Code(() => _catalog.DropDatabase("raw")));
        Assert.Equal("TABLE_NOT_FOUND", Code(() => _catalog.DropTable("raw", "no")));
        Assert.Equal("TABLE_NOT_FOUND", Code(() => _catalog.UpdateTable(Events with { Name = "no" })));
        Assert.Null(_catalog.FindTable("no", "t"));
        Assert.Empty(_catalog.ListTables("no"));

        _catalog.DropTable("raw", "events");
        _catalog.DropDatabase("raw");

        Assert.Empty(_catalog.ListDatabases());
    }

    private static string Code(Action work) => Assert.Throws<SqlException>(work).Code;

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
