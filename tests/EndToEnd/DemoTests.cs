namespace CustomerLake.Tests.EndToEnd;

public sealed class DemoTests : IDisposable
{
    private readonly CommandLine _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task The_demo_gives_the_same_results_twice_in_a_row()
    {
        for (var time = 1; time <= 2; time++)
        {
            var demo = await _lake.RunAsync("demo", "--once");
            Assert.True(demo.ExitCode == 0, demo.StandardOutput + demo.StandardError);
            foreach (var stage in new[] { "Acquire", "Stage", "Process", "Store", "Analyze", "Serve", "Consume" })
            {
                Assert.Contains(stage, demo.StandardOutput, StringComparison.Ordinal);
            }

            Assert.Contains("anomaly: ES on 2026-03-10", demo.StandardOutput, StringComparison.Ordinal);
            Assert.Contains("All results equal the expected results.", demo.StandardOutput, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_preview_comes_runs_and_goes_without_a_trace()
    {
        var up = await _lake.RunAsync("preview", "up", "--pr", "7");
        Assert.True(up.ExitCode == 0, up.StandardOutput + up.StandardError);
        Assert.Contains("All results equal the expected results.", up.StandardOutput, StringComparison.Ordinal);
        var down = await _lake.RunAsync("preview", "down", "--pr", "7");
        Assert.True(down.ExitCode == 0, down.StandardOutput + down.StandardError);
        Assert.Contains("nothing is left", down.StandardOutput, StringComparison.OrdinalIgnoreCase);
    }
}
