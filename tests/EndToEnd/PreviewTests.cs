using System.Text.Json;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>A pull request's preview, from nothing to nothing, as a reviewer's commands see it.</summary>
public sealed class PreviewTests : IDisposable
{
    private readonly CommandLine _lake = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task A_preview_is_made_listed_reported_and_swept()
    {
        var report = Path.Combine(_lake.State, "report.md");

        var up = await _lake.RunAsync("preview", "up", "--pr", "7", "--lease", "2h", "--report", report);
        Assert.Equal((0, ""), (up.ExitCode, up.ExitCode == 0 ? "" : up.StandardError));
        var list = await _lake.RunAsync("preview", "ls", "--json");
        var again = await _lake.RunAsync("preview", "report", "--pr", "7");
        var dry = await _lake.RunAsync("preview", "sweep", "--closed", "7", "--dry-run");
        var swept = await _lake.RunAsync("preview", "sweep", "--closed", "7", "--json");
        var after = await _lake.RunAsync("preview", "ls", "--json");
        var forgotten = await _lake.RunAsync("preview", "report", "--pr", "7");

        var text = await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken);
        Assert.Contains("Preview `pr-7` in the local cloud: up, and", text, StringComparison.Ordinal);
        Assert.Equal(text, again.StandardOutput);
        using var listed = JsonDocument.Parse(list.StandardOutput);
        var preview = Assert.Single(listed.RootElement.EnumerateArray());
        Assert.Equal(7, preview.GetProperty("pullRequest").GetInt32());
        Assert.False(preview.GetProperty("isOver").GetBoolean());
        Assert.Equal((0, "pr-7 would go: its pull request is closed."), (dry.ExitCode, dry.StandardOutput.Trim()));
        using var gone = JsonDocument.Parse(swept.StandardOutput);
        Assert.Equal(0, swept.ExitCode);
        Assert.True(
            Assert.Single(gone.RootElement.GetProperty("swept").EnumerateArray()).GetProperty("isGone").GetBoolean()
        );
        Assert.Empty(gone.RootElement.GetProperty("orphans").EnumerateArray());
        Assert.Equal("[]", after.StandardOutput.Trim());
        Assert.Equal(1, forgotten.ExitCode);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("up", "--pr", "0")]
    [InlineData("up", "--pr", "7", "--lease", "3w")]
    [InlineData("sweep", "--closed", "x")]
    public async Task Misuse_ends_with_2(params string[] arguments)
    {
        var run = await _lake.RunAsync(["preview", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("lake: ", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up", "--pr", "7", "--comment")]
    [InlineData("report", "--pr", "7", "--comment")]
    [InlineData("sweep", "--github")]
    public async Task Without_a_token_nothing_is_begun(params string[] arguments)
    {
        var run = await _lake.RunAsync(["preview", .. arguments]);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("lake: GitHub cannot be asked: GITHUB_TOKEN", run.StandardError, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_lake.State, "work")));
    }
}
