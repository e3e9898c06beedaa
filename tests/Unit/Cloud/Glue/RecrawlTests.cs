namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class RecrawlTests : IDisposable
{
    private readonly CrawlFixture _lake = new();

    public RecrawlTests()
    {
        _lake.Put("events/dt=1/f.csv", "id,v\n1,1.5\n");
        _lake.Put("events/dt=2/f.csv", "id,v\n2,2.5\n");
    }

    [Fact]
    public async Task A_second_crawl_of_the_same_data_changes_nothing()
    {
        var first = await _lake.CrawlAsync();

        var second = await _lake.CrawlAsync();

        Assert.Equal(1, first.TablesAdded);
        Assert.Equal("{}", second.ToJson());
        Assert.Equal(0, _lake.Table("events").Version);
    }

    [Fact]
    public async Task New_folders_become_partitions_and_new_columns_reach_the_table()
    {
        await _lake.CrawlAsync();
        _lake.Put("events/dt=3/f.csv", "id,v,w\n3,3.5,7\n");

        await _lake.CrawlAsync();

        Assert.Equal("id:bigint v:double w:bigint", _lake.Columns("events"));
        Assert.Equal(3, _lake.Partitions("events").Count);
        Assert.Equal(1, _lake.Table("events").Version);
        Assert.Equal(
            "id:bigint v:double",
            CrawlFixture.Spell(_lake.Partitions("events")[0].Input.StorageDescriptor!.Columns!)
        );
    }

    [Fact]
    public async Task Inheriting_partitions_take_the_tables_columns()
    {
        _lake.Crawler = _lake.Crawler with
        {
            Configuration =
                """{"Version":1.0,"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"},"Tables":{"AddOrUpdateBehavior":"MergeNewColumns"}}}""",
        };
        await _lake.CrawlAsync();
        _lake.Put("events/dt=3/f.csv", "id,v,w\n3,3.5,7\n");

        await _lake.CrawlAsync();

        Assert.All(
            _lake.Partitions("events"),
            partition =>
                Assert.Equal(
                    "id:bigint v:double w:bigint",
                    CrawlFixture.Spell(partition.Input.StorageDescriptor!.Columns!)
                )
        );
    }

    [Fact]
    public async Task Logging_only_leaves_the_table_alone_but_adds_partitions()
    {
        await _lake.CrawlAsync();
        _lake.Policy("LOG", "LOG");
        _lake.Put("events/dt=3/f.csv", "id,v,w\n3,3.5,7\n");
        _lake.Remove("events/dt=1/f.csv");

        await _lake.CrawlAsync();

        Assert.Equal("id:bigint v:double", _lake.Columns("events"));
        Assert.Equal(3, _lake.Partitions("events").Count);
        Assert.Contains(_lake.Log, line => line.Contains("log only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Merging_new_columns_keeps_types_and_grows_structs()
    {
        _lake.Put("people/a.json", """{"id":1,"at":{"city":"x"}}""");
        _lake.Target("s3://lake/people/");
        _lake.Crawler = _lake.Crawler with
        {
            Configuration = """{"Version":1.0,"CrawlerOutput":{"Tables":{"AddOrUpdateBehavior":"MergeNewColumns"}}}""",
        };
        await _lake.CrawlAsync();
        _lake.Put("people/a.json", """{"id":"now text","at":{"city":"x","zip":9},"extra":true}""");

        await _lake.CrawlAsync();

        Assert.Equal("id:int at:struct<city:string,zip:int> extra:boolean", _lake.Columns("people"));
    }

    [Theory]
    [InlineData("DEPRECATE_IN_DATABASE", true, true)]
    [InlineData("LOG", true, false)]
    [InlineData("DELETE_FROM_DATABASE", false, false)]
    public async Task A_table_whose_data_is_gone_goes_the_way_of_the_policy(
        string delete,
        bool stays,
        bool isDeprecated
    )
    {
        _lake.Put("gone/f.json", """{"a":1}""");
        await _lake.CrawlAsync();
        _lake.Policy("UPDATE_IN_DATABASE", delete);
        _lake.Remove("gone/f.json");

        await _lake.CrawlAsync();

        Assert.Equal(stays ? "events gone" : "events", _lake.TableNames());
        Assert.Equal(isDeprecated, stays && _lake.Table("gone").Parameters.ContainsKey("DEPRECATED_BY_CRAWLER"));
    }

    [Fact]
    public async Task A_partition_whose_folder_is_gone_is_deleted_when_the_policy_says_so()
    {
        await _lake.CrawlAsync();
        _lake.Policy("UPDATE_IN_DATABASE", "DELETE_FROM_DATABASE");
        _lake.Remove("events/dt=1/f.csv");

        await _lake.CrawlAsync();

        Assert.Equal(["2"], Assert.Single(_lake.Partitions("events")).Values);
    }

    public void Dispose() => _lake.Dispose();
}
