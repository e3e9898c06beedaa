using System.Net;
using System.Net.Sockets;
using CustomerLake.Cli;
using CustomerLake.Tests.EndToEnd.Mutations;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>Each mistake gives one clear message and the exit code that scripts rely on.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly CommandLine _lake = new();

    public void Dispose() => _lake.Dispose();

    [Theory]
    [InlineData("nonsense")]
    [InlineData("demo", "--twice")]
    [InlineData("up")]
    [InlineData("sample", "--customers", "many", "--out", "x")]
    public async Task Misuse_ends_with_2(params string[] arguments)
    {
        var run = await _lake.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.StandardError);
    }

    [Fact]
    public async Task A_missing_data_folder_is_named()
    {
        var run = await _lake.RunAsync("demo", "--once", "--data", "/nowhere/at/all");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/nowhere/at/all", run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var run = await _lake.RunAsync("cloud", "--port", $"{port}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{port}", run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outputs", "-s", "nosuch")]
    [InlineData("destroy", "-s", "nosuch")]
    [InlineData("run", "-s", "nosuch")]
    [InlineData("query", "-s", "nosuch", "SELECT 1")]
    public async Task An_unknown_stack_is_named(params string[] arguments)
    {
        var run = await _lake.RunAsync(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("nosuch", run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\": 3,", "unexpected end of JSON input")]
    [InlineData("{\"version\": 99, \"checkpoint\": {}}", "its version is 99, written by a newer program")]
    public async Task A_state_that_cannot_be_read_is_left_alone_and_the_way_back_is_told(string state, string reason)
    {
        var folder = Path.Combine(_lake.State, "pulumi", ".pulumi", "stacks", "customer-lake");
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "dev.json");
        await File.WriteAllTextAsync(file, state, TestContext.Current.CancellationToken);

        foreach (
            var arguments in (string[][])
                [
                    ["up", "-s", "dev"],
                    ["destroy", "-s", "dev"],
                    ["preview", "ls"],
                ]
        )
        {
            var run = await _lake.RunAsync(arguments);

            Assert.Equal(1, run.ExitCode);
            Assert.Contains(reason, run.StandardError, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.StandardError, StringComparison.Ordinal);
        }

        Assert.Equal(state, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_not_left_out_without_a_word()
    {
        using var data = new DataFolder(Path.Combine(Checkout.Root, "samples", "data"));
        var damaged = Path.Combine(data.Path, "events", "event_date=2026-03-02", "events.parquet");
        await File.WriteAllTextAsync(damaged, "no Parquet", TestContext.Current.CancellationToken);

        var run = await _lake.RunAsync("demo", "--once", "--data", data.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("events/event_date=2026-03-02/events.parquet", run.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.StandardError, StringComparison.Ordinal);
    }
}
