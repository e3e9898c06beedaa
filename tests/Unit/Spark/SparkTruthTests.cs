using System.Text.Json;

namespace CustomerLake.Tests.Unit.Spark;

/// <summary>What real PySpark answered, asked of ours. <c>passing.txt</c> lists what agrees; none of it may be lost.</summary>
public sealed class SparkTruthTests
{
    [Fact]
    public async Task Every_recording_that_agreed_still_agrees()
    {
        var report = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.json");
        var files = Directory.GetFiles(SparkScripts.Truth, "*.jsonl").Order(StringComparer.Ordinal).ToList();
        var pinned = await File.ReadAllLinesAsync(
            Path.Combine(SparkScripts.Truth, "passing.txt"),
            TestContext.Current.CancellationToken
        );

        var (_, output, errors) = await SparkScripts.RunAsync(
            [Path.Combine(SparkScripts.Truth, "run.py"), "--json", report, .. files],
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.True(File.Exists(report), $"The runner wrote no report.\n{output}\n{errors}");
        var failed = Failures(report);
        File.Delete(report);
        var all = files
            .SelectMany(File.ReadLines)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)
            .ToList();
        Assert.Empty(pinned.Except(all));
        Assert.Empty(pinned.Intersect(failed));
        Assert.True(pinned.Length * 100 >= all.Count * 95, "Fewer than 95 of 100 recordings are pinned.");
    }

    private static HashSet<string> Failures(string report)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(report));
        return
        [
            .. json
                .RootElement.GetProperty("failures")
                .EnumerateArray()
                .Select(failure => failure.GetProperty("id").GetString()!),
        ];
    }
}
