using System.Globalization;
using System.Text.Json.Nodes;
using CustomerLake.Cli;
using CustomerLake.Samples;

namespace CustomerLake.Tests.Unit.Samples;

public sealed class SampleGeneratorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lake-sample-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_committed_sample_is_what_the_generator_writes()
    {
        var made = await WriteAsync(new SampleOptions());
        var committed = Path.Combine(Checkout.Root, "samples", "data");
        var names = FilesOf(made);
        Assert.Equal(FilesOf(committed), names);
        // Parquet and gzip carry the library's version; their rows are held against expected.json by the whole pipeline.
        foreach (
            var name in names.Where(name =>
                name.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".json", StringComparison.Ordinal)
            )
        )
        {
            Assert.Equal(await TextOf(committed, name), await TextOf(made, name));
        }
    }

    [Theory]
    [InlineData(1, 14)]
    [InlineData(2, 7)]
    [InlineData(3, 30)]
    [InlineData(20260301, 14)]
    public async Task Only_the_planted_day_is_an_anomaly(int seed, int days)
    {
        var made = await WriteAsync(new SampleOptions { Seed = seed, Days = days });
        var expected = JsonNode.Parse(await TextOf(made, "expected.json"))!;
        var sales = expected["tables"]!["daily_sales"]!["rows"]!.AsArray();
        var byDay = sales
            .GroupBy(row => (Day: (string)row![0]!, Country: (string)row[1]!))
            .ToDictionary(
                group => group.Key,
                group => group.Sum(row => double.Parse((string)row![5]!, CultureInfo.InvariantCulture))
            );
        var found = byDay.Keys.Where(key => IsAnomaly(byDay, key)).ToList();
        Assert.Equal([((string)expected["anomaly"]!["day"]!, (string)expected["anomaly"]!["country"]!)], found);
    }

    [Fact]
    public async Task Every_planted_row_is_accounted_for()
    {
        var made = await WriteAsync(
            new SampleOptions
            {
                Customers = 300,
                Days = 6,
                Seed = 5,
            }
        );
        var expected = JsonNode.Parse(await TextOf(made, "expected.json"))!;
        foreach (var (_, source) in expected["sources"]!.AsObject())
        {
            var rejected = source!["rejected"]!.AsObject().Sum(reason => (int)reason.Value!);
            Assert.Equal((int)source["in"]!, (int)source["out"]! + (int)source["duplicates"]! + rejected);
        }
    }

    [Fact]
    public async Task A_folder_with_files_is_left_alone()
    {
        var path = Path.Combine(_folder, "mine.txt");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<IOException>(() =>
            SampleGenerator.WriteAsync(new SampleOptions(), _folder, TestContext.Current.CancellationToken)
        );
        Assert.Contains(_folder, fault.Message, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData(10, 14)]
    [InlineData(1000, 2)]
    [InlineData(1000, 400)]
    public async Task Options_out_of_range_are_refused(int customers, int days) =>
        await Assert.ThrowsAsync<ArgumentException>(() =>
            SampleGenerator.WriteAsync(
                new SampleOptions { Customers = customers, Days = days },
                Path.Combine(_folder, "x"),
                TestContext.Current.CancellationToken
            )
        );

    private static bool IsAnomaly(
        Dictionary<(string Day, string Country), double> byDay,
        (string Day, string Country) key
    )
    {
        var others = byDay
            .Where(pair => pair.Key.Country == key.Country && pair.Key != key)
            .Select(pair => pair.Value)
            .ToList();
        var mean = others.Average();
        var deviation = Math.Sqrt(others.Average(value => (value - mean) * (value - mean)));
        return byDay[key] >= 2 * mean && byDay[key] - mean >= 6 * deviation;
    }

    private async Task<string> WriteAsync(SampleOptions options)
    {
        var folder = Path.Combine(_folder, "made");
        await SampleGenerator.WriteAsync(options, folder, TestContext.Current.CancellationToken);
        return folder;
    }

    private static string[] FilesOf(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path))
                .Order(StringComparer.Ordinal),
        ];

    private static Task<string> TextOf(string folder, string name) =>
        File.ReadAllTextAsync(Path.Combine(folder, name), TestContext.Current.CancellationToken);
}
