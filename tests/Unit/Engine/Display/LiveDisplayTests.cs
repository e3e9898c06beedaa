using CustomerLake.Local.Engine.Display.Live;

namespace CustomerLake.Tests.Unit.Engine.Display;

public sealed class LiveDisplayTests
{
    private const string Program = """
        {"resources": [{
          "type": "fake:index:Thing", "name": "a", "inputs": {"name": "a", "note": "old", "token": {"$secret": "old-secret"}}
        }]}
        """;

    [Fact]
    public async Task The_tree_and_what_changed_stay_as_lines_and_the_screen_is_cleared()
    {
        var screen = new Screen();
        using var engine = new EngineHarness { Screen = screen, Program = Program };
        await engine.InitAsync();
        await engine.UpAsync();
        engine.Program = Program.Replace("\"old\"", "\"new\"", StringComparison.Ordinal);

        var outcome = await engine.UpAsync();

        Assert.Contains("Updating (dev):", outcome.StandardOutput);
        Assert.Contains(" ~   └─ fake:index:Thing  a", outcome.StandardOutput);
        Assert.Contains(
            "Changes:\n  ~  fake:index:Thing (a):\n    ~ note: \"old\" => \"new\"\n",
            outcome.StandardOutput
        );
        Assert.Contains("Resources:\n    ~ 1 updated\n", outcome.StandardOutput);
        Assert.Empty(screen.Last);
    }

    [Fact]
    public async Task Neither_the_old_nor_the_new_value_of_a_secret_is_shown()
    {
        using var engine = new EngineHarness { Screen = new Screen(), Program = Program };
        await engine.InitAsync();
        await engine.UpAsync();
        engine.Program = Program.Replace("old-secret", "new-secret", StringComparison.Ordinal);

        var outcome = await engine.UpAsync();

        Assert.Contains("token: [secret] => [secret]", outcome.StandardOutput);
        Assert.DoesNotContain("old-secret", outcome.StandardOutput);
        Assert.DoesNotContain("new-secret", outcome.StandardOutput);
    }

    [Fact]
    public async Task A_screen_changes_nothing_in_json()
    {
        using var engine = new EngineHarness { Screen = new Screen(), Program = Program };
        await engine.InitAsync();

        var outcome = await engine.RunAsync("preview", "--json");

        Assert.StartsWith("{", outcome.StandardOutput);
    }

    private sealed class Screen : ILiveScreen
    {
        public int Width => 100;

        public int Height => 30;

        public bool HasColors => false;

        public IReadOnlyList<string> Last { get; private set; } = ["never drawn"];

        public void Draw(IReadOnlyList<string> lines) => Last = lines;
    }
}
