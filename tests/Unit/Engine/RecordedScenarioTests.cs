using System.Text.Json;
using CustomerLake.Cli;
using CustomerLake.Local.Engine.Scenarios;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>
/// Recordings of the real Pulumi CLI and engine, played on this one. What passes is pinned in <c>passing.txt</c>; what
/// does not must stand as a named exception in <c>docs/engine.md</c>.
/// </summary>
public sealed class RecordedScenarioTests
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "truth", "pulumi");

    public static TheoryData<string> Groups =>
        [
            .. All()
                .Select(scenario => scenario.GetProperty("group").GetString()!)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task Every_pinned_scenario_of_a_group_gives_what_was_recorded(string group)
    {
        var pinned = Pinned();
        var differences = new List<string>();

        foreach (var scenario in All().Where(scenario => scenario.GetProperty("group").GetString() == group))
        {
            if (pinned.Contains(scenario.GetProperty("id").GetString()!))
            {
                var result = await ScenarioRunner.RunAsync(scenario);
                if (result.Difference is { } difference)
                {
                    differences.Add($"{result.Id}: {difference}");
                }
            }
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void Every_scenario_that_is_not_pinned_is_a_named_exception_and_they_are_few()
    {
        var document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "engine.md"));
        var (all, pinned) = (All().Select(scenario => scenario.GetProperty("id").GetString()!).ToList(), Pinned());
        var exceptions = all.Where(id => !pinned.Contains(id)).ToList();

        Assert.All(exceptions, id => Assert.Contains($"`{id}`", document, StringComparison.Ordinal));
        Assert.True(exceptions.Count <= all.Count * 0.05, $"{exceptions.Count} of {all.Count} are exceptions");
        Assert.Empty(pinned.Except(all));
    }

    [Theory]
    [InlineData("""{"kind": "method", "name": "a"}""", "'method' is no kind")]
    [InlineData(
        """{"type": "fake:index:Thing", "name": "a", "options": {"hooks": []}}""",
        "'hooks' is no member of options"
    )]
    public async Task What_a_scenario_asks_for_and_nobody_plays_fails_by_name(string node, string fault)
    {
        using var scenario = JsonDocument.Parse(
            $$$"""{"id": "s", "steps": [{"operation": "up", "program": {"resources": [{{{node}}}]}, "result": {}}]}"""
        );

        var result = await ScenarioRunner.RunAsync(scenario.RootElement.Clone());

        Assert.Contains(fault, result.Difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scenario_that_differs_is_told_with_its_step()
    {
        var text = All().First(scenario => scenario.GetProperty("id").GetString() == "basic-one").GetRawText();
        using var changed = JsonDocument.Parse(
            text.Replace("\"computed-a-1\"", "\"computed-a-9\"", StringComparison.Ordinal)
        );

        var result = await ScenarioRunner.RunAsync(changed.RootElement.Clone());

        Assert.NotNull(result.Difference);
        Assert.StartsWith("step 2 (up): ", result.Difference, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> All() => ScenarioProgram.Load(Folder);

    private static HashSet<string> Pinned() =>
        [.. File.ReadAllLines(Path.Combine(Folder, "passing.txt")).Where(line => line.Length > 0)];
}
