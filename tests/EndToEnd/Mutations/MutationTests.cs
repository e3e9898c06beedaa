using System.Globalization;
using System.Text.Json.Nodes;
using CustomerLake.Harness;
using CustomerLake.Harness.Records;

namespace CustomerLake.Tests.EndToEnd.Mutations;

/// <summary>
/// Each way to spoil the sample breaks exactly the expectations that it must: proof that the expectations can fail, and
/// that they name what is wrong.
/// </summary>
public sealed class MutationTests(LakeFixture lake) : IClassFixture<LakeFixture>
{
    private const string Day = "2026-03-05";
    private const string LaterDay = "2026-03-06";

    [Fact]
    public async Task The_sample_as_it_is_breaks_nothing()
    {
        using var data = new DataFolder(lake.SampleData);
        var run = await lake.RunAsync(data.Path);
        Assert.Empty(run.Mismatches);
        Assert.Equal(CheckKind.ExpectedResults, run.Checked);
        Assert.Equal(
            "2026-03-10 ES",
            Assert.Single(run.Anomalies.Select(anomaly => $"{anomaly.Day} {anomaly.Country}"))
        );
    }

    [Fact]
    public async Task Dropping_a_valid_order_is_noticed_by_row_and_by_value()
    {
        using var data = new DataFolder(lake.SampleData);
        var dropped = ChooseOrder(data);
        data.EditOrders(Day, lines => lines.Where(line => OrderId(line) != dropped));
        var run = await lake.RunAsync(data.Path);
        Assert.Contains(new Mismatch("orders rows", dropped, "1 row", "0 rows"), run.Mismatches);
        AssertBreaks(
            run,
            "orders in",
            "orders out",
            "orders rows",
            "daily_sales.orders",
            "daily_sales.quantity",
            "daily_sales.revenue_eur",
            "customer_360.orders",
            "customer_360.lifetime_value_eur"
        );
    }

    [Fact]
    public async Task Changing_an_amount_is_noticed_by_value()
    {
        using var data = new DataFolder(lake.SampleData);
        var changed = ChooseOrder(data);
        data.EditOrders(Day, lines => lines.Select(line => OrderId(line) == changed ? WithPrice(line, "0.01") : line));
        var run = await lake.RunAsync(data.Path);
        var mismatch = Assert.Single(run.Mismatches, mismatch => mismatch.Expectation == "orders.amount_eur");
        Assert.Equal(changed, mismatch.Key);
        Assert.NotEqual(mismatch.Expected, mismatch.Actual);
        AssertBreaks(run, "orders.amount_eur", "daily_sales.revenue_eur", "customer_360.lifetime_value_eur");
    }

    [Fact]
    public async Task An_older_version_of_a_customer_must_not_win()
    {
        // Correct handling gives the same tables and one more row in and superseded: only the counters differ.
        using var data = new DataFolder(lake.SampleData);
        data.EditCustomers(
            LaterDay,
            lines => [.. lines, OlderVersion(File.ReadLines(data.Customers("2026-03-01")).ElementAt(1))]
        );
        var run = await lake.RunAsync(data.Path);
        AssertBreaks(run, "customers in", "customers duplicates");
    }

    [Fact]
    public async Task A_newer_version_of_a_customer_is_noticed_by_value()
    {
        using var data = new DataFolder(lake.SampleData);
        data.EditCustomers(
            LaterDay,
            lines => [.. lines, NewerVersion(File.ReadLines(data.Customers("2026-03-01")).ElementAt(1))]
        );
        var run = await lake.RunAsync(data.Path);
        AssertBreaks(
            run,
            "customers in",
            "customers duplicates",
            "customers.city",
            "customers.updated_at",
            "customers.ingest_date"
        );
    }

    [Fact]
    public async Task A_malformed_line_is_kept_among_the_rejects()
    {
        using var data = new DataFolder(lake.SampleData);
        data.EditOrders(Day, lines => [.. lines, "{\"order_id\": \"O-9"]);
        var run = await lake.RunAsync(data.Path);
        Assert.Contains(
            new Mismatch("rejects rows", "orders / {\"order_id\": \"O-9 / line is not valid JSON", null, "1 rows"),
            run.Mismatches
        );
        AssertBreaks(run, "orders in", "orders rejected", "rejects rows");
    }

    [Fact]
    public async Task A_file_that_moves_to_another_day_is_noticed_by_value()
    {
        using var data = new DataFolder(lake.SampleData);
        var target = Path.Combine(Path.GetDirectoryName(data.Orders(LaterDay))!, "moved.jsonl.gz");
        File.Move(data.Orders(Day), target);
        var run = await lake.RunAsync(data.Path);
        AssertBreaks(run, "orders.ingest_date");
        Assert.All(run.Mismatches, mismatch => Assert.Equal(LaterDay, mismatch.Actual));
    }

    [Fact]
    public async Task A_renamed_column_fails_by_its_contract()
    {
        using var data = new DataFolder(lake.SampleData);
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(data.Path, "customers")))
        {
            var day = folder[(folder.LastIndexOf('=') + 1)..];
            data.EditCustomers(
                day,
                lines =>
                    lines.Select(
                        (line, index) => index == 0 ? line.Replace("email", "mail", StringComparison.Ordinal) : line
                    )
            );
        }

        var fault = await Assert.ThrowsAsync<StageException>(() => lake.RunAsync(data.Path));
        Assert.Equal(StageName.Stage, fault.Stage);
        Assert.Contains(
            "contract of customers.email: expected string, found nothing",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    private static void AssertBreaks(RunRecord run, params string[] expectations)
    {
        var broken = run
            .Mismatches.Select(mismatch => mismatch.Expectation)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.True(
            expectations.Order(StringComparer.Ordinal).SequenceEqual(broken),
            $"broken: {string.Join(", ", broken)}\n{string.Join("\n", run.Mismatches.Take(10))}"
        );
    }

    private static string? OrderId(string line)
    {
        try
        {
            return (string?)JsonNode.Parse(line)!["order_id"];
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>An order whose loss changes sums and nothing else: it came once, and its buyer has many others and stays a top buyer.</summary>
    private static string ChooseOrder(DataFolder data)
    {
        var tables = JsonNode.Parse(File.ReadAllText(Path.Combine(data.Path, "expected.json")))!["tables"]!;
        var topBuyers = tables["customer_360"]!["rows"]!
            .AsArray()
            .Where(row =>
                row![4] is not null
                && int.Parse((string)row[3]!, CultureInfo.InvariantCulture) >= 11
                && string.CompareOrdinal((string)row[4]!, LaterDay) > 0
            )
            .OrderByDescending(row => decimal.Parse((string)row![2]!, CultureInfo.InvariantCulture))
            .Take(20)
            .Select(row => (string)row![0]!)
            .ToHashSet();
        var lines = Directory
            .EnumerateFiles(Path.Combine(data.Path, "orders"), "*.gz", SearchOption.AllDirectories)
            .SelectMany(DataFolder.ReadLines)
            .Select(OrderId)
            .ToLookup(id => id);
        return tables["orders"]!["rows"]!
            .AsArray()
            .Where(row => (string)row![8]! == Day && topBuyers.Contains((string)row[1]!))
            .Select(row => (string)row![0]!)
            .First(id => lines[id].Count() == 1);
    }

    private static string WithPrice(string line, string price)
    {
        var order = JsonNode.Parse(line)!;
        order["items"]![0]!["unit_price"] = JsonNode.Parse(price);
        return order.ToJsonString();
    }

    private static string OlderVersion(string row) => Version(row, "2020-01-01 00:00:00");

    private static string NewerVersion(string row) => Version(row, "2026-03-31 00:00:00");

    private static string Version(string row, string updatedAt)
    {
        var cells = row.Split(',');
        cells[^1] = updatedAt;
        cells[^5] = "Elsewhere";
        return string.Join(',', cells);
    }
}
