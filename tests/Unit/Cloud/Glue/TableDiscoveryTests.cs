namespace CustomerLake.Tests.Unit.Cloud.Glue;

public sealed class TableDiscoveryTests : IDisposable
{
    private readonly CrawlFixture _lake = new();

    [Fact]
    public async Task Unlike_folders_become_a_table_each_and_named_partitions_become_keys()
    {
        _lake.Put("customers/ingest_date=2024-01-01/customers.csv", "id,name\n1,Ada\n2,Bob\n");
        _lake.Put("customers/ingest_date=2024-01-02/customers.csv", "id,name\n3,Cem\n");
        _lake.PutGzip(
            "orders/ingest_date=2024-01-01/orders.jsonl.gz",
            """{"orderId":"o1","lines":[{"sku":"a","qty":2}]}"""
        );
        _lake.Put("exchange_rates/exchange_rates.csv", "currency,rate\nUSD,0.9\nEUR,1\n");

        await _lake.CrawlAsync();

        Assert.Equal("customers exchange_rates orders", _lake.TableNames());
        Assert.Equal("id:bigint name:string", _lake.Columns("customers"));
        Assert.Equal("ingest_date:string", _lake.Keys("customers"));
        Assert.Equal("orderid:string lines:array<struct<sku:string,qty:int>>", _lake.Columns("orders"));
        Assert.Equal("gzip", _lake.Table("orders").Parameters["compressionType"]);
        Assert.Equal("lines,orderId", _lake.Table("orders").Input.StorageDescriptor!.SerdeInfo!.Parameters!["paths"]);
        Assert.Equal("s3://lake/exchange_rates/", _lake.Table("exchange_rates").Input.StorageDescriptor!.Location);
        Assert.Equal(
            "s3://lake/customers/ingest_date=2024-01-02/",
            _lake.Partitions("customers")[1].Input.StorageDescriptor!.Location
        );
    }

    [Fact]
    public async Task Case_stage_mixed_json_folder_unlike_files_in_one_folder_become_a_table_each()
    {
        _lake.Put("mix/areas.json", """{"id":1,"area":"x"}""");
        _lake.Put("mix/events.json", """{"event":"e","at":"t"}""");
        _lake.Put("mix/members.json", """{"member":"m","since":2001}""");

        await _lake.CrawlAsync();

        Assert.Equal("areas_json events_json members_json", _lake.TableNames());
        Assert.Equal("s3://lake/mix/areas.json", _lake.Table("areas_json").Input.StorageDescriptor!.Location);
        Assert.Contains(_lake.Log, line => line.Contains("becomes a table of its own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_stage_folder_markers_make_neither_table_nor_partition()
    {
        foreach (
            var marker in (string[])["logs/", "logs/year=2015/", "logs/year=2015/month=01/", "logs/year=2015/month=02/"]
        )
        {
            _lake.Put(marker, "");
        }

        _lake.Put("logs/year=2015/month=01/a.csv", "id,v\n1,2.5\n2,3.5\n");

        await _lake.CrawlAsync();

        Assert.Equal("logs", _lake.TableNames());
        Assert.Equal("year:string month:string", _lake.Keys("logs"));
        var only = Assert.Single(_lake.Partitions("logs"));
        Assert.Equal(["2015", "01"], only.Values);
    }

    [Theory]
    [InlineData(null, "year_2017 year_2018")]
    [InlineData("""{"Version":1.0,"Grouping":{"TableGroupingPolicy":"CombineCompatibleSchemas"}}""", "data")]
    public async Task Combining_compatible_schemas_ignores_how_unlike_they_are(string? configuration, string tables)
    {
        _lake.Put("data/year=2017/f.json", """{"A":1,"B":2}""");
        _lake.Put("data/year=2018/f.json", """{"C":3,"D":4}""");
        _lake.Crawler = _lake.Crawler with { Configuration = configuration };
        _lake.Target("s3://lake/data/");

        await _lake.CrawlAsync();

        Assert.Equal(tables, _lake.TableNames());
        if (configuration is not null)
        {
            Assert.Equal("a:int b:int c:int d:int", _lake.Columns("data"));
            Assert.Equal("year:string", _lake.Keys("data"));
        }
    }

    [Fact]
    public async Task Like_folders_without_keys_are_partitions_named_by_their_place()
    {
        _lake.Put("folder1/table1/p1/file.csv", "id,v\n1,1.5\n");
        _lake.Put("folder1/table2/p4/file.csv", "id,v\n2,2.5\n");
        _lake.Put("folder1/table2/p5/file.csv", "id,v\n2,2.5\n");
        _lake.Put("folder1/table1/p2/file.csv", "id,v\n1,1.5\n");
        _lake.Target("s3://lake/folder1/");

        await _lake.CrawlAsync();

        Assert.Equal("folder1", _lake.TableNames());
        Assert.Equal("partition_0:string partition_1:string", _lake.Keys("folder1"));
        Assert.Equal(["table1", "p1"], _lake.Partitions("folder1")[0].Values);
    }

    [Fact]
    public async Task A_table_level_keeps_like_folders_apart_above_it()
    {
        _lake.Put("set/a/dt=1/f.csv", "id,v\n1,1.5\n");
        _lake.Put("set/b/dt=1/f.csv", "id,v\n1,1.5\n");
        _lake.Target("s3://lake/set/");
        _lake.Crawler = _lake.Crawler with
        {
            Configuration = """{"Version":1.0,"Grouping":{"TableLevelConfiguration":3}}""",
        };

        await _lake.CrawlAsync();

        Assert.Equal("a b", _lake.TableNames());
    }

    [Fact]
    public async Task A_target_folder_does_not_take_in_its_namesakes_and_exclusions_are_honoured()
    {
        _lake.Put("data/keep/f.csv", "id,v\n1,1.5\n");
        _lake.Put("data/skip/g.csv", "a,b,c\n1,1.5,2\n");
        _lake.Put("data/skip/deep/h.csv", "a,b,c\n1,1.5,2\n");
        _lake.Put("data2/x/f.csv", "id,v\n1,1.5\n");
        _lake.Target("s3://lake/data", "skip/**");

        await _lake.CrawlAsync();

        Assert.Equal("keep", _lake.TableNames());
        Assert.Equal("[\"s3://lake/data/skip/**\"]", _lake.Table("keep").Parameters["exclusions"]);
    }

    [Fact]
    public async Task Names_are_cleaned_and_namesakes_get_a_suffix()
    {
        _lake.Put("one/My-Data.v2/f.csv", "id,v\n1,1.5\n");
        _lake.Put("two/My-Data.v2/f.json", """{"a":"x"}""");
        _lake.Crawler = _lake.Crawler with { TablePrefix = "p_" };

        await _lake.CrawlAsync();

        var names = _lake.TableNames().Split(' ');
        Assert.Equal("p_my_data_v2", names[0]);
        Assert.Matches("^p_my_data_v2_[0-9a-f]{32}$", names[1]);

        var again = await _lake.CrawlAsync();

        Assert.Equal(names, _lake.TableNames().Split(' '));
        Assert.Equal(0, again.TablesAdded + again.TablesUpdated);
    }

    [Fact]
    public async Task A_title_line_above_the_header_leaves_the_file_unknown_and_is_explained()
    {
        _lake.Put("trips/trips.csv", "TITLE: Trips of the month\nid,km,city\n1,2.5,Bonn\n2,3.5,Ulm\n3,4.5,Jena\n");

        await _lake.CrawlAsync();

        Assert.Equal("UNKNOWN", _lake.Table("trips").Parameters["classification"]);
        Assert.Contains(_lake.Log, line => line.Contains("title line", StringComparison.Ordinal));
    }

    public void Dispose() => _lake.Dispose();
}
