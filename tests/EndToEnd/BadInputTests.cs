using System.Net;
using System.Net.Sockets;

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
}
