using System.Text.Json;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>What an operator does to a stack's state, as commands.</summary>
public sealed class StateVerbTests : IDisposable
{
    private readonly CommandLine _lake = new();

    public void Dispose() => _lake.Dispose();

    private async Task<string> OkAsync(params string[] arguments)
    {
        var run = await _lake.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.StandardError);
        return run.StandardOutput;
    }

    [Fact]
    public async Task A_stack_is_listed_exported_protected_imported_and_removed()
    {
        var file = Path.Combine(_lake.State, "state.json");
        await OkAsync("up", "-s", "dev", "--message", "first");
        using var list = JsonDocument.Parse(await OkAsync("stack", "ls", "--json"));
        var dev = Assert.Single(list.RootElement.EnumerateArray());
        Assert.Equal("dev", dev.GetProperty("name").GetString());
        using var history = JsonDocument.Parse(await OkAsync("stack", "history", "-s", "dev", "--json"));
        Assert.Equal("first", Assert.Single(history.RootElement.EnumerateArray()).GetProperty("message").GetString());

        Assert.StartsWith(
            "Version: 0\nUpdateKind: update\nStatus: succeeded\nMessage: first\n+",
            await OkAsync("stack", "history", "-s", "dev"),
            StringComparison.Ordinal
        );

        await OkAsync("stack", "export", "-s", "dev", "--file", file);
        using var exported = JsonDocument.Parse(
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)
        );
        var resources = exported
            .RootElement.GetProperty("deployment")
            .GetProperty("resources")
            .EnumerateArray()
            .ToList();
        Assert.Equal(dev.GetProperty("resources").GetInt32(), resources.Count);
        var urn = resources
            .First(resource => resource.GetProperty("type").GetString() == "aws:glue/catalogDatabase:CatalogDatabase")
            .GetProperty("urn")
            .GetString()!;
        Assert.Contains(
            "protected",
            await OkAsync("state", "protect", urn, "-s", "dev"),
            StringComparison.OrdinalIgnoreCase
        );
        var refused = await _lake.RunAsync("destroy", "-s", "dev");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("protect", refused.StandardError, StringComparison.Ordinal);
        using var still = JsonDocument.Parse(await OkAsync("stack", "ls", "--json"));
        Assert.Equal(resources.Count, still.RootElement[0].GetProperty("resources").GetInt32());

        await OkAsync("stack", "import", "-s", "dev", "--file", file);
        Assert.Equal(1, (await _lake.RunAsync("stack", "rm", "-s", "dev")).ExitCode);
        await OkAsync("destroy", "-s", "dev");
        await OkAsync("stack", "rm", "-s", "dev");
        Assert.Equal("[]", (await OkAsync("stack", "ls", "--json")).Trim());
    }

    [Fact]
    public async Task A_plan_is_kept_to()
    {
        var plan = Path.Combine(_lake.State, "plan.json");
        await OkAsync("preview", "-s", "dev", "--save-plan", plan);
        await OkAsync("up", "-s", "dev", "--plan", plan);

        var unplanned = await _lake.RunAsync("up", "-s", "dev", "--plan", plan);

        Assert.Equal(1, unplanned.ExitCode);
    }

    [Theory]
    [InlineData("state", "delete", "-s", "dev")]
    [InlineData("stack", "export", "-s", "nowhere")]
    [InlineData("state", "unprotect", "urn:pulumi:dev::customer-lake::a:b:C::d", "-s", "dev")]
    public async Task What_cannot_be_done_says_so(params string[] arguments)
    {
        var run = await _lake.RunAsync(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("lake: ", run.StandardError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refresh", "-s", "dev", "--import-pending-creates", "urn")]
    [InlineData("stack", "import", "-s", "dev", "--file", "/nowhere/state.json")]
    public async Task Misuse_ends_with_2(params string[] arguments) =>
        Assert.Equal(2, (await _lake.RunAsync(arguments)).ExitCode);
}
