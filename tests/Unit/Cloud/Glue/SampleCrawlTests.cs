using CustomerLake.Cli;
using CustomerLake.Local.Cloud.Services.Glue.Classifiers;

namespace CustomerLake.Tests.Unit.Cloud.Glue;

/// <summary>The committed sample, crawled with the classifier that the lake's crawler has.</summary>
public sealed class SampleCrawlTests : IDisposable
{
    private readonly CrawlFixture _lake = new();

    [Fact]
    public async Task Each_source_becomes_one_partitioned_table_of_its_own_format()
    {
        var root = Path.Combine(Checkout.Root, "samples", "data");
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            _lake.Put(
                Path.GetRelativePath(root, file).Replace('\\', '/'),
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)
            );
        }

        var csv = new CsvClassifierInput
        {
            Name = "csv",
            ContainsHeader = "PRESENT",
            Delimiter = ",",
            QuoteSymbol = "\"",
            Serde = "OpenCSVSerDe",
        };
        foreach (var source in (string[])["customers", "orders", "events", "exchange_rates"])
        {
            _lake.Target($"s3://lake/{source}/");
            await _lake.CrawlAsync(new CsvClassifier(CustomCsv.Options(csv)));
        }

        Assert.Equal("customers events exchange_rates orders", _lake.TableNames());
        Assert.Equal("csv json parquet", string.Join(" ", Formats("customers", "orders", "events")));
        Assert.Equal("ingest_date:string", _lake.Keys("customers"));
        Assert.Equal("event_date:string", _lake.Keys("events"));
        Assert.StartsWith("order_id:", _lake.Columns("orders"), StringComparison.Ordinal);
    }

    private IEnumerable<string> Formats(params string[] tables) =>
        tables.Select(table => _lake.Table(table).Parameters["classification"]);

    public void Dispose() => _lake.Dispose();
}
