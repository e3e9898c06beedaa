namespace CustomerLake.Tests.Unit.Engine;

/// <summary>A protected resource is found before anything goes that would be deleted along with it.</summary>
public sealed class ProtectionTests
{
    private static readonly string Dependants = $"{Thing("b", Note("a"))}, {Thing("c")}";

    [Fact]
    public async Task Destroy_deletes_nothing_when_something_is_protected()
    {
        using var harness = await UpAsync($"{Thing("a", options: Protected)}, {Dependants}");

        var outcome = await harness.DestroyAsync();

        Assert.Equal(1, outcome.Code);
        Assert.Contains("\"urn:pulumi:dev::proj::fake:index:Thing::a\" cannot be deleted", outcome.StandardOutput);
        Assert.Equal(["a", "b", "c"], harness.Names().Order());
        Assert.Equal(3, harness.World.Cloud.Count);
        Assert.DoesNotContain(harness.World.Calls, call => call.Call == "Delete");
    }

    [Fact]
    public async Task A_preview_of_destroy_says_the_same()
    {
        using var harness = await UpAsync($"{Thing("a", options: Protected)}, {Dependants}");

        var outcome = await harness.RunAsync("destroy", "--preview-only");

        Assert.Equal(1, outcome.Code);
        Assert.Contains("because it is protected", outcome.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_protected_resources_are_told_at_once_save_those_that_another_one_needs()
    {
        using var harness = await UpAsync(
            $"{Thing("a", options: Protected)}, {Thing("d", options: Protected)}, {Thing("e", Note("d"), Protected)}"
        );

        var outcome = await harness.DestroyAsync();

        Assert.Contains("Thing::a\" cannot be deleted", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Thing::e\" cannot be deleted", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain("Thing::d\" cannot be deleted", outcome.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_continue_on_error_the_rest_goes_and_the_protected_one_stays_with_all_it_needs()
    {
        using var harness = await UpAsync($"{Thing("a")}, {Thing("c")}, {Thing("b", Note("a"), Protected)}");

        var outcome = await harness.DestroyAsync("--continue-on-error");

        Assert.Equal(1, outcome.Code);
        Assert.Equal(["a", "b"], harness.Names().Order());
    }

    [Fact]
    public async Task Up_that_leaves_a_protected_one_out_keeps_what_depended_on_it_and_what_was_replaced()
    {
        using var harness = await UpAsync(
            $"{Thing("a", options: Protected)}, {Dependants}, {Thing("r", Immutable("\"x\""))}"
        );
        harness.Program = Program(Thing("r", Immutable("\"y\"")));

        var outcome = await harness.UpAsync();

        Assert.Equal(1, outcome.Code);
        Assert.Equal(["a", "b", "c", "r"], harness.Names().Order());
        Assert.Equal(5, harness.World.Cloud.Count);
    }

    [Fact]
    public async Task A_replacement_that_has_to_delete_a_protected_dependant_first_is_refused()
    {
        var dependant = Thing("b", Immutable(Reference("a")), Protected);
        using var harness = await UpAsync($"{Thing("a", ", \"renamed\": \"x\"")}, {dependant}");
        harness.Program = Program($"{Thing("a", ", \"renamed\": \"y\"")}, {dependant}");

        var outcome = await harness.UpAsync();

        Assert.Equal(1, outcome.Code);
        Assert.Contains(
            "unable to replace resource \"urn:pulumi:dev::proj::fake:index:Thing::b\" as part of replacing",
            outcome.StandardOutput,
            StringComparison.Ordinal
        );
        Assert.Equal(2, harness.World.Cloud.Count);
    }

    [Fact]
    public async Task A_protected_resource_is_not_replaced_by_an_import()
    {
        using var harness = await UpAsync($"{Thing("a", options: Protected)}, {Thing("b")}");
        harness.Program = Program(Thing("a", options: Protected + ", \"import\": \"b-1\""));

        var outcome = await harness.UpAsync();

        Assert.Equal(1, outcome.Code);
        Assert.Contains("currently marked for protection", outcome.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(2, harness.World.Cloud.Count);
    }

    [Fact]
    public async Task Exclude_protected_destroys_the_rest()
    {
        using var harness = await UpAsync($"{Thing("a", options: Protected)}, {Dependants}");

        var outcome = await harness.DestroyAsync("--exclude-protected");

        Assert.Equal(0, outcome.Code);
        Assert.Equal(["a"], harness.Names());
    }

    private const string Protected = "\"protect\": true";

    private static string Thing(string name, string inputs = "", string options = "") =>
        $$"""{"type": "fake:index:Thing", "name": "{{name}}", "inputs": {"name": "{{name}}"{{inputs}} }, "options": { {{options}} } }""";

    private static string Note(string of) => $", \"note\": {Reference(of)}";

    private static string Immutable(string value) => $", \"immutable\": {value}";

    private static string Reference(string name) => $$"""{"$ref": "{{name}}.id"}""";

    private static string Program(string resources) => $$"""{"resources": [{{resources}}]}""";

    private static async Task<EngineHarness> UpAsync(string resources)
    {
        var harness = await new EngineHarness { Program = Program(resources) }.InitAsync();
        var outcome = await harness.UpAsync();
        Assert.True(outcome.Code == 0, outcome.StandardOutput);
        return harness;
    }
}
