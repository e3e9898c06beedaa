using System.Text;
using CsCheck;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>
/// A random program over a random state, providers that fail at random, one operation: whatever happens, the invariants
/// of the state hold and nothing is orphaned. A failure prints the seed and the programs that reproduce it.
/// </summary>
public sealed class RandomRunTests
{
    private static readonly string[] Operations = ["up", "up --continue-on-error", "refresh", "destroy", "preview"];
    private static readonly string[] Calls = ["create", "update", "delete", "read", "check", "diff"];
    private static readonly string[] Modes = ["fail", "partial", "unavailable"];

    private sealed record Node(
        int Size,
        int Kind,
        int Needs,
        bool Protect,
        bool Retain,
        bool DeleteFirst,
        bool InGroup,
        bool Secret
    );

    private sealed record Fault(string Call, int Node, string Mode);

    private sealed record Round(Node?[] Program, Fault[] Faults, string Operation);

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static readonly Gen<Node> Nodes = Gen.Select(
        Gen.Int[0, 3],
        Gen.Int[0, 4],
        Gen.Int[-1, 5],
        Gen.Int[0, 63],
        (size, kind, needs, flags) =>
            new Node(
                size,
                kind,
                needs,
                Protect: (flags & 1) > 0 && (flags & 2) > 0 && (flags & 4) > 0,
                Retain: false,
                DeleteFirst: (flags & 8) > 0,
                InGroup: (flags & 16) > 0,
                Secret: (flags & 32) > 0
            )
    );

    private static readonly Gen<Round> Rounds = Gen.Select(
        Nodes.Null(0.3).Array[6],
        Gen.Select(OneOf(Calls), Gen.Int[0, 5], OneOf(Modes), (call, node, mode) => new Fault(call, node, mode)).Array[
            0,
            2
        ],
        OneOf(Operations),
        (program, faults, operation) => new Round(program!, faults, operation)
    );

    [Fact]
    public async Task Whatever_happens_the_state_keeps_its_invariants_and_nothing_is_orphaned()
    {
        await Rounds
            .Array[2, 4]
            .SampleAsync(
                async rounds =>
                {
                    using var harness = await new EngineHarness().InitAsync();
                    foreach (var round in rounds)
                    {
                        await PlayAsync(harness, round);
                    }
                },
                iter: 60,
                threads: 1,
                seed: "0N0XIzNsQ0O2",
                print: rounds => string.Join("\n", rounds.Select(Describe))
            );
    }

    private static async Task PlayAsync(EngineHarness harness, Round round)
    {
        harness.Program = Text(round.Program);
        harness.Faults([.. round.Faults.Select(fault => ($"{fault.Call}:n{fault.Node}", new FakeFault(fault.Mode)))]);
        var words = round.Operation.Split(' ');
        var before = harness.Snapshot();
        var outcome = await harness.RunAsync(
            words[0] == "preview" ? ["preview"] : [words[0], "--yes", "--skip-preview", .. words[1..]]
        );
        var after = harness.Snapshot();

        Assert.InRange(outcome.Code, 0, 1);
        Assert.Empty(after.Pending);
        if (words[0] == "preview")
        {
            Assert.Equal(before.Resources.Select(Line), after.Resources.Select(Line));
        }

        // Every thing of the cloud is known to the state, and every thing that the state knows is there.
        var known = after
            .Resources.Where(state => state is { Custom: true, IsProvider: false, PendingReplacement: false })
            .Select(state => state.Id)
            .Order(StringComparer.Ordinal)
            .ToList();
        var there = known.Where(id => harness.World.Cloud.Find(id) is not null).ToList();
        Assert.Equal(known, there);
        Assert.Equal(harness.World.Cloud.Count, known.Count);
    }

    private static string Line(ResourceState state) => $"{state.Urn} {state.Id} {state.Delete}";

    private static string Describe(Round round) =>
        $"{round.Operation} {string.Join(",", round.Faults.Select(fault => $"{fault.Call}:n{fault.Node}={fault.Mode}"))} {Text(round.Program)}";

    private static string Text(Node?[] program)
    {
        var text = new StringBuilder(
            "{\"resources\": [{\"kind\": \"component\", \"type\": \"app:index:Group\", \"name\": \"g\", \"inputs\": {}}"
        );
        for (var i = 0; i < program.Length; i++)
        {
            if (program[i] is not { } node)
            {
                continue;
            }

            var inputs = new List<string> { $"\"name\": \"n{i}\"", $"\"size\": {node.Size}" };
            if (node.Needs >= 0 && node.Needs < i && program[node.Needs] is not null)
            {
                inputs.Add($"\"{(node.Kind == 0 ? "immutable" : "note")}\": {{\"$ref\": \"n{node.Needs}.computed\"}}");
            }

            if (node.Kind == 1)
            {
                inputs.Add($"\"immutable\": \"{node.Size}\"");
            }

            if (node.Secret)
            {
                inputs.Add("\"secretText\": {\"$secret\": \"s3cr3t-value\"}");
            }

            var options = new List<string>();
            if (node.InGroup)
            {
                options.Add("\"parent\": \"g\"");
            }

            if (node.DeleteFirst)
            {
                options.Add("\"deleteBeforeReplace\": true");
            }

            if (node.Protect)
            {
                options.Add("\"protect\": true");
            }

            text.Append(
                $", {{\"type\": \"fake:index:Thing\", \"name\": \"n{i}\", \"inputs\": {{{string.Join(", ", inputs)}}}, \"options\": {{{string.Join(", ", options)}}}}}"
            );
        }

        return text.Append("]}").ToString();
    }
}
