using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using static CustomerLake.Tests.Unit.PulumiSdk.RecordingMocks;

namespace CustomerLake.Tests.Unit.PulumiSdk;

public sealed class ProgramTests
{
    [Fact]
    public async Task A_program_sees_where_it_runs()
    {
        var seen = await new RecordingMocks().RunAsync(() =>
        {
            var instance = Deployment.Instance;
            return new Dictionary<string, object?>
            {
                ["stack"] = instance.StackName,
                ["project"] = instance.ProjectName,
                ["root"] = instance.RootDirectory,
                ["organization"] = instance.OrganizationName,
                ["isDryRun"] = instance.IsDryRun,
            };
        });

        Assert.Equal(["dev", "lake", "/root/of/lake", "organization", false], seen.Values);
    }

    [Fact]
    public async Task Outputs_of_the_stack_and_of_components_are_registered()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync<GoodStack>(mocks, Options());

        var component = mocks.Outputs.Single(o => o.Urn.EndsWith("::g", StringComparison.Ordinal)).Outputs;
        var stack = mocks.Outputs.Single(o => o.Urn.EndsWith("::lake-dev", StringComparison.Ordinal)).Outputs;
        Assert.Equal("label of g", await OutputUtilities.GetValueAsync(component["label"]));
        Assert.Equal(["Plain", "renamed"], stack.Keys.Order());
        Assert.True(await Output.IsSecretAsync(stack["Plain"]));
        Assert.False(await Output.IsSecretAsync(stack["renamed"]));
    }

    [Fact]
    public async Task Outputs_of_a_program_that_is_a_function_are_returned()
    {
        var outputs = await new RecordingMocks().RunAsync(() =>
            new Dictionary<string, object?> { ["secret"] = Output.CreateSecret("s") }
        );

        Assert.True(await Output.IsSecretAsync(Assert.IsType<Output<string>>(outputs["secret"])));
    }

    [Fact]
    public async Task Properties_of_the_stack_must_be_set()
    {
        var mocks = new RecordingMocks();

        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            Deployment.TestAsync<ForgetfulStack>(mocks, Options())
        );

        Assert.Contains("Output(s) 'Forgotten' have no value assigned", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dependency_on_a_component_stands_for_what_is_in_it()
    {
        var mocks = new RecordingMocks();
        Thing last = null!;
        ImmutableArray<Resource> dependencies = [];

        await mocks.RunAsync(() =>
        {
            var group = new Group(
                "g",
                null,
                g => _ = new Thing("inner", null, new CustomResourceOptions { Parent = g })
            );
            var options = new CustomResourceOptions { DependsOn = { group } };
            last = new Thing("last", null, options);
            options.DependsOn.ToOutput().Apply(d => dependencies = d);
        });

        Assert.Equal(["g"], dependencies.Select(d => d.GetResourceName()));
        var names = mocks.Resources.Select(r => r.Name).ToList();
        Assert.True(names.IndexOf("inner") < names.IndexOf("last"));
        Assert.Equal("last", last.GetResourceName());
    }

    [Fact]
    public async Task A_stack_reference_gives_outputs_by_name()
    {
        var mocks = new RecordingMocks
        {
            Answer = args =>
                (
                    args.Id,
                    new Dictionary<string, object>
                    {
                        ["name"] = "organization/lake/prod",
                        ["outputs"] = new Dictionary<string, object>
                        {
                            ["bucket"] = "b",
                            ["token"] = Output.CreateSecret("t"),
                        },
                        ["secretOutputNames"] = new[] { "token" },
                    }
                ),
        };
        Output<object?> bucket = null!;
        Output<object?> token = null!;
        Output<object?> missing = null!;

        await mocks.RunAsync(() =>
        {
            var other = new StackReference("organization/lake/prod");
            (bucket, token, missing) = (other.GetOutput("bucket"), other.GetOutput("token"), other.GetOutput("none"));
        });

        Assert.Equal(
            ("pulumi:pulumi:StackReference", "organization/lake/prod"),
            (mocks.Resources[0].Type, mocks.Resources[0].Id)
        );
        Assert.Equal(("b", false), ((await LookAsync(bucket)).Value, (await LookAsync(bucket)).IsSecret));
        Assert.True((await LookAsync(token)).IsSecret);
        Assert.Null((await LookAsync(missing)).Value);
    }

    [Fact]
    public async Task An_invoke_is_asked_unless_an_argument_is_unknown()
    {
        var mocks = new RecordingMocks
        {
            CallAnswer = args => new Dictionary<string, object> { ["name"] = $"found {args.Args["name"]}" },
        };
        Output<PartResult> known = null!;
        Output<PartResult> unknown = null!;

        await mocks.RunAsync(
            () =>
            {
                known = Invoke(Output.CreateSecret("a"));
                unknown = Invoke(OutputUtilities.CreateUnknown(""));
            },
            isPreview: true
        );

        var call = Assert.Single(mocks.Calls);
        Assert.Equal(("fake:index:find", "a"), (call.Token, call.Args["name"]));
        Assert.Equal("found a", (await LookAsync(known)).Value.Name);
        Assert.False((await LookAsync(unknown)).IsKnown);
    }

    [Fact]
    public async Task A_required_argument_that_is_missing_fails_the_program()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            new RecordingMocks().RunAsync(() =>
            {
                _ = new Thing("t", new ThingArgs { Part = new PartArgs() });
            })
        );

        Assert.Contains(
            "PartArgs.Name is required but was not given a value",
            fault.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(3L)]
    [InlineData(3.5f)]
    public async Task A_number_of_another_kind_is_no_answer(object number)
    {
        var mocks = new RecordingMocks { Answer = _ => ("id", new Dictionary<string, object> { ["size"] = number }) };

        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            mocks.RunAsync(() =>
            {
                _ = new Thing("t");
            })
        );

        Assert.Contains("is not a supported argument type", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_the_program_is_told_by_its_message()
    {
        var fault = await Assert.ThrowsAsync<RunException>(() =>
            new RecordingMocks().RunAsync(() => throw new RunException("no such luck"))
        );

        Assert.Equal("no such luck", fault.Message.Trim());
    }

    private static Output<PartResult> Invoke(Input<string> name) =>
        Deployment.Instance.Invoke<PartResult>("fake:index:find", new FindArgs { Name = name });

    private sealed class FindArgs : InvokeArgs
    {
        [Input("name")]
        public Input<string>? Name { get; set; }
    }

    private sealed class GoodStack : Stack
    {
        public GoodStack() => _ = new Group("g");

        [Output]
        public Output<string> Plain { get; } = Output.CreateSecret("p");

        [Output("renamed")]
        public Output<int> Number { get; } = Output.Create(1);
    }

    private sealed class ForgetfulStack : Stack
    {
        [Output]
        public Output<string> Forgotten { get; private set; } = null!;
    }
}
