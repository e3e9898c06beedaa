using System.Collections.Immutable;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Display;
using CustomerLake.Local.Engine.Display.Live;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Display;

public sealed class TreeFrameTests
{
    private const string Stack = "urn:pulumi:dev::lake::pulumi:pulumi:Stack::lake-dev";
    private const string Zone = "urn:pulumi:dev::lake::lake:acquire:Zone::raw";
    private const string Bucket = "urn:pulumi:dev::lake::lake:acquire:Zone$aws:s3/bucket:Bucket::raw";
    private const string Key = "urn:pulumi:dev::lake::aws:kms/key:Key::data";

    private static readonly DisplayOptions Update = new("dev", "Updating", Preview: false);
    private static readonly DisplayOptions Preview = new("dev", "Previewing update", Preview: true);

    [Fact]
    public void What_runs_shows_whole_seconds_and_what_is_done_exact_ones()
    {
        var tree = Tree(
            Update,
            (0, Begin(StepOp.Create, Stack)),
            (0, Begin(StepOp.Create, Zone, Stack)),
            (0.5, Begin(StepOp.Create, Bucket, Zone)),
            (1, Begin(StepOp.Create, Key, Stack)),
            (1.25, Done(StepOp.Create, Key, Stack))
        );

        AssertFrame(
            """
                 Type                     Name      Status
             +   pulumi:pulumi:Stack      lake-dev  creating (3s)
             +   ├─ lake:acquire:Zone     raw       creating (3s)
             +   │  └─ aws:s3:Bucket      raw       creating (2s)
             +   └─ aws:kms:Key           data      created (0.25s)
            """,
            TreeFrame.Of(tree.Rows, Update, new FrameShape(100, Seconds(3)))
        );
    }

    [Fact]
    public void The_foot_counts_what_runs_what_is_done_and_what_failed()
    {
        var tree = Tree(
            Update,
            (0, Begin(StepOp.Create, Stack)),
            (0, Begin(StepOp.Create, Bucket, Stack)),
            (1, Fail(StepOp.Create, Bucket, Stack)),
            (1, Begin(StepOp.Create, Key, Stack)),
            (2, Done(StepOp.Create, Key, Stack))
        );

        var foot = TreeFrame.Foot(tree.Rows, Update, new FrameShape(100, Seconds(75)));

        Assert.Equal("     1 running, 1 done, 1 failed (1m15s)", foot.Plain);
    }

    [Fact]
    public void Unchanged_resources_are_left_out_save_the_parents_of_changed_ones()
    {
        var tree = Tree(
            Update,
            (0, Begin(StepOp.Same, Stack)),
            (0, Begin(StepOp.Same, Zone, Stack)),
            (0, Begin(StepOp.Update, Bucket, Zone, "tags")),
            (1, Done(StepOp.Update, Bucket, Zone, "tags")),
            (1, Begin(StepOp.Same, Key, Stack)),
            (1, Done(StepOp.Same, Key, Stack))
        );

        AssertFrame(
            """
                 Type                 Name      Status           Info
                 pulumi:pulumi:Stack  lake-dev
                 └─ lake:acquire:Zone  raw
             ~      └─ aws:s3:Bucket  raw       updated (1.00s)  [diff: ~tags]
            """,
            TreeFrame.Of(tree.Rows, Update, new FrameShape(100, Seconds(3)))
        );
    }

    [Fact]
    public void A_preview_says_what_would_be_done()
    {
        var tree = Tree(
            Preview,
            (0, Begin(StepOp.Create, Stack)),
            (0, Begin(StepOp.Replace, Key, Stack, "name")),
            (0, Done(StepOp.Replace, Key, Stack, "name"))
        );

        AssertFrame(
            """
                 Type                 Name      Plan     Info
             +   pulumi:pulumi:Stack  lake-dev  create
             +-  └─ aws:kms:Key       data      replace  [diff: ~name]
            """,
            TreeFrame.Of(tree.Rows, Preview, new FrameShape(100, Seconds(3)))
        );
    }

    [Fact]
    public void A_replacement_is_one_row_through_all_of_its_steps()
    {
        var tree = Tree(
            Update,
            (0, Begin(StepOp.Same, Stack)),
            (0, Begin(StepOp.CreateReplacement, Key, Stack)),
            (1, Done(StepOp.CreateReplacement, Key, Stack)),
            (1, Begin(StepOp.Replace, Key, Stack)),
            (1, Done(StepOp.Replace, Key, Stack)),
            (2, Begin(StepOp.DeleteReplaced, Key, Stack)),
            (3, Done(StepOp.DeleteReplaced, Key, Stack))
        );

        AssertFrame(
            """
                 Type                 Name      Status
                 pulumi:pulumi:Stack  lake-dev
             +-  └─ aws:kms:Key       data      replaced (3.00s)
            """,
            TreeFrame.Of(tree.Rows, Update, new FrameShape(100, Seconds(3)))
        );
    }

    [Fact]
    public void A_failure_shows_its_step_and_the_first_line_of_the_error()
    {
        var tree = Tree(
            Update,
            (0, Begin(StepOp.Same, Stack)),
            (0, Begin(StepOp.Create, Key, Stack)),
            (1, new EngineEvent.Diagnostic("error", Key, "error: ", "AccessDenied: not you\nmore\n")),
            (1, Fail(StepOp.Create, Key, Stack)),
            (1, new EngineEvent.Diagnostic("error", null, "error: ", "update failed\n"))
        );

        AssertFrame(
            """
                 Type                 Name      Status                 Info
                 pulumi:pulumi:Stack  lake-dev  **failed**             error: update failed
             +   └─ aws:kms:Key       data      **creating failed**    error: AccessDenied: not you
            """,
            TreeFrame.Of(tree.Rows, Update, new FrameShape(100, Seconds(3)))
        );
    }

    [Fact]
    public void A_component_that_puts_nothing_out_is_done_when_the_operation_is()
    {
        var tree = Tree(Update, (0, Begin(StepOp.Create, Stack)), (1, Begin(StepOp.Create, Zone, Stack)));

        var frame = TreeFrame.Of(tree.Rows, Update, new FrameShape(100, Seconds(3), Ended: true));

        Assert.EndsWith("created", frame[^1].Plain);
    }

    [Fact]
    public void Default_providers_are_not_shown()
    {
        var provider = "urn:pulumi:dev::lake::pulumi:providers:aws::default_7_48_0";
        var tree = Tree(Update, (0, Begin(StepOp.Create, Stack)), (0, Begin(StepOp.Create, provider)));

        Assert.DoesNotContain(tree.Rows, row => row.Urn == provider);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var rows = Many(30).Rows;
        var shape = new FrameShape(width, Seconds(3));

        var lines = TreeFrame.Of(rows, Update, shape).Select(line => line.ToTerminal(width, hasColors: false));

        Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
    }

    [Fact]
    public void In_a_narrow_terminal_names_and_types_give_way_to_the_status()
    {
        var frame = TreeFrame.Of(Many(1).Rows, Update, new FrameShape(40, Seconds(3)));

        Assert.Equal(" +   └─ aws:km…  a-rathe…  creating (3s)", frame[^1].ToTerminal(40, hasColors: false));
    }

    [Fact]
    public void A_short_terminal_shows_what_failed_and_what_runs_before_what_is_done()
    {
        var tree = Many(10);
        tree.Show(Done(StepOp.Create, UrnOf(0), Stack), Seconds(1));
        tree.Show(Fail(StepOp.Create, UrnOf(9), Stack), Seconds(1));
        var shape = new FrameShape(100, Seconds(3), MaxRows: 4);

        var frame = TreeFrame.Of(tree.Rows, Update, shape);

        Assert.Equal(5, frame.Length);
        Assert.Contains("failed", frame[^1].Plain);
        Assert.All(frame[1..^1], line => Assert.Contains("creating (3s)", line.Plain));
        Assert.Contains("7 not shown", TreeFrame.Foot(tree.Rows, Update, shape).Plain);
    }

    [Fact]
    public void Without_colours_no_escape_is_written()
    {
        var frame = TreeFrame.Of(Many(3).Rows, Update, new FrameShape(100, Seconds(3)));

        Assert.All(frame, line => Assert.DoesNotContain('\e', line.ToTerminal(100, hasColors: false)));
        Assert.All(frame, line => Assert.Contains('\e', line.ToTerminal(100, hasColors: true)));
    }

    private static ProgressTree Many(int count)
    {
        var tree = Tree(Update, (0, Begin(StepOp.Create, Stack)));
        for (var index = 0; index < count; index++)
        {
            tree.Show(Begin(StepOp.Create, UrnOf(index), Stack), TimeSpan.Zero);
        }

        return tree;
    }

    private static string UrnOf(int index) =>
        $"urn:pulumi:dev::lake::aws:kms/key:Key::a-rather-long-name-of-a-resource-{index}";

    private static ProgressTree Tree(DisplayOptions options, params (double At, EngineEvent Happened)[] events)
    {
        var tree = new ProgressTree(options);
        foreach (var (at, happened) in events)
        {
            tree.Show(happened, Seconds(at));
        }

        return tree;
    }

    private static EngineEvent Begin(StepOp op, string urn, string parent = "", params string[] diffs) =>
        new EngineEvent.ResourcePre(View(op, urn, parent, diffs), Planning: false);

    private static EngineEvent Done(StepOp op, string urn, string parent = "", params string[] diffs) =>
        new EngineEvent.ResourceOutputs(View(op, urn, parent, diffs), Planning: false);

    private static EngineEvent Fail(StepOp op, string urn, string parent) =>
        new EngineEvent.ResourceFailed(View(op, urn, parent, []), Status: 0, Steps: 1);

    private static StepView View(StepOp op, string urn, string parent, string[] diffs)
    {
        var type = Urn.Parse(urn).Type;
        var state = StateView.Of(
            new ResourceState
            {
                Urn = urn,
                Type = type,
                Custom = true,
                Parent = parent,
            }
        );
        return new StepView(op, urn, type, op == StepOp.Create ? null : state, op == StepOp.Delete ? null : state)
        {
            Diffs = [.. diffs],
        };
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Compares lines without regard to how wide the columns are.</summary>
    private static void AssertFrame(string expected, ImmutableArray<StyledLine> frame) =>
        Assert.Equal(
            expected.Split('\n').Select(Squeeze),
            frame.Select(line => Squeeze(line.ToTerminal(200, hasColors: false)))
        );

    private static string Squeeze(string line) =>
        string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
