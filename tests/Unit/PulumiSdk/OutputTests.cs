using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using static CustomerLake.Tests.Unit.PulumiSdk.RecordingMocks;

namespace CustomerLake.Tests.Unit.PulumiSdk;

public sealed class OutputTests
{
    [Fact]
    public async Task Apply_does_not_run_on_an_unknown_and_keeps_what_is_known_of_it()
    {
        var runs = 0;
        var unknown = Output.CreateSecret(OutputUtilities.CreateUnknown(3));

        var applied = unknown.Apply(value =>
        {
            runs++;
            return value + 1;
        });

        Assert.Equal((0, false, true, ""), await LookAsync(applied));
        Assert.Equal(0, runs);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Apply_is_secret_if_either_side_is(bool outer, bool inner)
    {
        var first = outer ? Output.CreateSecret(1) : Output.Create(1);

        var applied = first.Apply(value => inner ? Output.CreateSecret(value + 1) : Output.Create(value + 1));

        Assert.Equal((2, true, true, ""), await LookAsync(applied));
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(applied)));
    }

    [Fact]
    public async Task Combinations_are_unknown_or_secret_if_a_part_is()
    {
        var (plain, secret, unknown) = (
            Output.Create("a"),
            Output.CreateSecret("b"),
            OutputUtilities.CreateUnknown("c")
        );

        var all = await LookAsync(Output.All(plain, secret));
        var tuple = await LookAsync(Output.Tuple(plain, unknown));
        var text = await LookAsync(Output.Format($"{plain}-{secret}-{7}"));

        Assert.Equal(["a", "b"], all.Value);
        Assert.Equal((true, true), (all.IsKnown, all.IsSecret));
        Assert.Equal((false, false), (tuple.IsKnown, tuple.IsSecret));
        Assert.Equal(("a-b-7", true, true, ""), text);
    }

    [Fact]
    public async Task Json_of_nested_outputs_is_secret_if_one_of_them_is()
    {
        var value = Output.Create(
            new Dictionary<string, object> { ["a"] = Output.CreateSecret("x"), ["b"] = ImmutableArray.Create(1, 2) }
        );

        var json = await LookAsync(Output.JsonSerialize(value));
        var back = await LookAsync(Output.JsonDeserialize<Dictionary<string, JsonElement>>(Output.Create(json.Value)));

        Assert.Equal(("""{"a":"x","b":[1,2]}""", true, true, ""), json);
        Assert.Equal("x", back.Value["a"].GetString());
    }

    [Fact]
    public async Task Lists_and_maps_join_values_inputs_and_outputs()
    {
        InputList<string> list = ["a", Output.CreateSecret("b")];
        list.AddRange(Output.Create(ImmutableArray.Create("c")));
        InputMap<int> map = new() { { "one", 1 }, { "two", Output.Create(2) } };
        var merged = InputMap<int>.Merge(map, new Dictionary<string, int> { ["two"] = 22 });

        var strings = await LookAsync(list.ToOutput());
        var numbers = await LookAsync(merged.ToOutput());

        Assert.Equal(["a", "b", "c"], strings.Value);
        Assert.True(strings.IsSecret);
        Assert.Equal([("one", 1), ("two", 22)], numbers.Value.Select(e => (e.Key, e.Value)).Order());
    }

    [Fact]
    public async Task A_union_holds_one_of_two()
    {
        InputUnion<string, int> union = 7;

        var value = (await LookAsync(union.ToOutput())).Value;

        Assert.True(value.IsT1);
        Assert.Equal((7, (object)7), (value.AsT1, value.Value));
        Assert.Throws<InvalidOperationException>(() => value.AsT0);
    }

    [Fact]
    public async Task The_text_of_an_output_is_a_warning()
    {
        var text = "";

        await new RecordingMocks().RunAsync(() =>
        {
            text = TextOf(Output.Create("value"));
        });

        Assert.Contains("Calling [ToString] on an [Output<T>] is not supported", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_needs_a_deployment()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new Thing("orphan"));

        Assert.Contains("before 'Run' was called", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_needs_an_engine() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }));

    private static string TextOf(Output<string> output)
    {
        try
        {
            return output.ToString()!;
        }
        catch (InvalidOperationException refusal)
        {
            return refusal.Message;
        }
    }
}
