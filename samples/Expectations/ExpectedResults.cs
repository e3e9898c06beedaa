using System.Text.Encodings.Web;
using System.Text.Json;
using CustomerLake.Samples.Planting;

namespace CustomerLake.Samples.Expectations;

/// <summary>Composes and writes <c>expected.json</c>: one line a row, so that a change reads as one in a diff.</summary>
internal static class ExpectedResults
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(SampleWorld world, string path, CancellationToken cancellationToken)
    {
        var expected = Compose(world);
        var text = JsonSerializer
            .Serialize(expected, Options)
            .Replace("],[", "],\n[", StringComparison.Ordinal)
            .Replace("\"rows\":[[", "\"rows\":[\n[", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text + "\n", cancellationToken);
    }

    private static Expected Compose(SampleWorld world) =>
        new(
            1,
            new(StringComparer.Ordinal)
            {
                ["customers"] = Source(
                    world,
                    "customers",
                    world.Customers.Export.Values.Sum(rows => rows.Count),
                    world.Customers.Customers.Count,
                    world.Customers.Superseded
                ),
                ["orders"] = Source(
                    world,
                    "orders",
                    world.Orders.Lines.Values.Sum(lines => lines.Count),
                    world.Orders.Orders.Count,
                    world.Orders.Duplicates
                ),
                ["events"] = Source(
                    world,
                    "events",
                    world.Events.Rows.Values.Sum(rows => rows.Count),
                    world.Events.Events.Count,
                    world.Events.Duplicates
                ),
                ["exchange_rates"] = Source(
                    world,
                    "exchange_rates",
                    world.Rates.Rates.Count,
                    world.Rates.Rates.Count,
                    duplicates: 0
                ),
            },
            new(StringComparer.Ordinal)
            {
                ["customers"] = ExpectedTables.Customers(world),
                ["orders"] = ExpectedTables.Orders(world),
                ["customer_360"] = ExpectedCustomer360.Table(world),
                ["daily_sales"] = ExpectedSales.Daily(world),
                ["rejects"] = ExpectedTables.Rejects(world),
            },
            new(ExpectedTables.Text(world.Orders.AnomalyDay), Market.OfAnomaly.Iso2)
        );

    private static ExpectedSource Source(SampleWorld world, string source, int rows, int valid, int duplicates)
    {
        var rejected = world
            .Rejects.Where(reject => reject.Source == source)
            .GroupBy(reject => reject.Reason)
            .ToDictionary(group => group.Key, group => group.Count());
        if (rows != valid + duplicates + rejected.Values.Sum())
        {
            throw new InvalidOperationException(
                $"The generator planted {rows} rows of {source} but accounts for {valid + duplicates + rejected.Values.Sum()}."
            );
        }

        return new ExpectedSource(rows, valid, duplicates, new(rejected, StringComparer.Ordinal));
    }
}
