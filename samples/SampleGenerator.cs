using System.Globalization;
using CustomerLake.Samples.Expectations;
using CustomerLake.Samples.Planting;
using CustomerLake.Samples.Writing;

namespace CustomerLake.Samples;

/// <summary>Writes sample data and, from what it planted, the results that every run over it must give.</summary>
public static class SampleGenerator
{
    /// <summary>
    /// Writes <c>customers/</c>, <c>orders/</c>, <c>events/</c> (a folder a day each), <c>exchange_rates/</c> and
    /// <c>expected.json</c> below <paramref name="folder"/>, which must be empty or not exist.
    /// </summary>
    /// <exception cref="ArgumentException">The options are out of range.</exception>
    /// <exception cref="IOException">The folder is not empty.</exception>
    public static async Task WriteAsync(
        SampleOptions options,
        string folder,
        CancellationToken cancellationToken = default
    )
    {
        options.Validate();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException(
                $"The folder '{folder}' is not empty; give a new one, so that no old file is taken for data."
            );
        }

        var world = new SampleWorld(options);
        foreach (var (day, rows) in world.Customers.Export.Where(pair => pair.Value.Count > 0))
        {
            var path = PathOf(folder, "customers", "ingest_date", day, "customers.csv");
            await File.WriteAllTextAsync(path, CsvText.Of(rows), cancellationToken);
        }

        foreach (var (day, lines) in world.Orders.Lines.Where(pair => pair.Value.Count > 0))
        {
            await OrderLines.WriteAsync(
                PathOf(folder, "orders", "ingest_date", day, "orders.jsonl.gz"),
                lines,
                cancellationToken
            );
        }

        foreach (var (day, rows) in world.Events.Rows.Where(pair => pair.Value.Count > 0))
        {
            await EventFile.WriteAsync(
                PathOf(folder, "events", "event_date", day, "events.parquet"),
                rows,
                cancellationToken
            );
        }

        Directory.CreateDirectory(Path.Combine(folder, "exchange_rates"));
        var ratePath = Path.Combine(folder, "exchange_rates", "exchange_rates.csv");
        await File.WriteAllTextAsync(ratePath, CsvText.Of(world.Rates.Rates), cancellationToken);
        await ExpectedResults.WriteAsync(world, Path.Combine(folder, "expected.json"), cancellationToken);
    }

    private static string PathOf(string folder, string source, string partition, DateOnly day, string file)
    {
        var dated = string.Create(CultureInfo.InvariantCulture, $"{partition}={day:yyyy-MM-dd}");
        var parent = Path.Combine(folder, source, dated);
        Directory.CreateDirectory(parent);
        return Path.Combine(parent, file);
    }
}
