using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using static CustomerLake.Tests.Unit.PulumiSdk.RecordingMocks;

namespace CustomerLake.Tests.Unit.PulumiSdk;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Inputs_arrive_by_wire_name_in_plain_shapes()
    {
        var mocks = new RecordingMocks();

        await mocks.RunAsync(() =>
        {
            _ = new Thing(
                "t",
                new ThingArgs
                {
                    Title = Output.CreateSecret("secret title"),
                    Size = 3,
                    Ratio = 0.5,
                    IsOpen = true,
                    Color = Color.DarkRed,
                    Part = new PartArgs { Name = "p" },
                    Parts =
                    {
                        new PartArgs { Name = "q", Weight = 2.5 },
                    },
                    Items = { "a", "b" },
                    Labels = { ["k"] = "v" },
                    Content = new StringAsset("text"),
                }
            );
        });

        var inputs = mocks["t"].Inputs;
        Assert.Equal(("fake:index:Thing", "", ""), (mocks["t"].Type, mocks["t"].Id, mocks["t"].Provider));
        Assert.Equal(
            ("secret title", 3.0, 0.5, true, "dark-red"),
            (inputs["title"], inputs["size"], inputs["ratio"], inputs["isOpen"], inputs["color"])
        );
        Assert.Equal("p", Assert.IsType<ImmutableDictionary<string, object>>(inputs["part"])["name"]);
        Assert.Equal(["a", "b"], Assert.IsType<ImmutableArray<object>>(inputs["items"]));
        var part = Assert.IsType<ImmutableDictionary<string, object>>(
            Assert.Single(Assert.IsType<ImmutableArray<object>>(inputs["parts"]))
        );
        Assert.Equal(2.5, part["weight"]);
        Assert.Equal("v", Assert.IsType<ImmutableDictionary<string, object>>(inputs["labels"])["k"]);
        Assert.IsType<StringAsset>(inputs["content"]);
    }

    [Fact]
    public async Task Unknown_and_unset_inputs_are_absent()
    {
        var mocks = new RecordingMocks();

        await mocks.RunAsync(() =>
        {
            _ = new Thing(
                "t",
                new ThingArgs
                {
                    Title = OutputUtilities.CreateUnknown(""),
                    Labels = { ["known"] = "v", ["unknown"] = OutputUtilities.CreateUnknown("") },
                    Size = 1,
                }
            );
        });

        Assert.Equal(["size"], mocks["t"].Inputs.Keys);
    }

    [Fact]
    public async Task Outputs_take_the_state_that_the_engine_answers()
    {
        var mocks = new RecordingMocks
        {
            Answer = _ =>
                (
                    "the id",
                    new Dictionary<string, object>
                    {
                        ["size"] = 4,
                        ["title"] = Output.CreateSecret("t"),
                        ["items"] = new[] { "x" },
                        ["labels"] = new Dictionary<string, object> { ["k"] = "v" },
                        ["part"] = new Dictionary<string, object> { ["name"] = "p", ["weight"] = 1.5 },
                        ["nobody asks"] = 1,
                    }
                ),
        };
        Thing thing = null!;

        await mocks.RunAsync(() =>
        {
            thing = new Thing("t");
        });

        Assert.Equal((4, true, false, "t"), await LookAsync(thing.Size));
        Assert.Equal(("t", true, true, "t"), await LookAsync(thing.Title));
        Assert.Equal("the id", (await LookAsync(thing.Id)).Value);
        Assert.Equal(["x"], (await LookAsync(thing.Items)).Value);
        Assert.Equal("v", (await LookAsync(thing.Labels)).Value!["k"]);
        Assert.Equal(1.5, (await LookAsync(thing.Part)).Value!.Weight);
        Assert.Equal(
            "urn:pulumi:dev::lake::pulumi:pulumi:Stack$fake:index:Thing::t",
            (await LookAsync(thing.Urn)).Value
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_engine_leaves_out_is_unknown_in_a_preview_only(bool isPreview)
    {
        var mocks = new RecordingMocks { Answer = _ => (isPreview ? null : "id", new Dictionary<string, object>()) };
        Thing first = null!;

        await mocks.RunAsync(
            () =>
            {
                first = new Thing("first");
                _ = new Thing("second", new ThingArgs { Title = first.Title.Apply(t => t ?? "none"), Size = 1 });
            },
            isPreview
        );

        Assert.Equal(!isPreview, (await LookAsync(first.Title)).IsKnown);
        Assert.Equal(!isPreview, (await LookAsync(first.Id)).IsKnown);
        Assert.Equal(!isPreview, mocks["second"].Inputs.ContainsKey("title"));
    }

    [Fact]
    public async Task Complex_arguments_of_a_provider_are_json_texts()
    {
        var mocks = new RecordingMocks();

        await mocks.RunAsync(() =>
        {
            var provider = new FakeProvider(
                "p",
                new FakeProviderArgs
                {
                    Region = "here",
                    IsStrict = true,
                    Endpoints = { new PartArgs { Name = "http://a" } },
                }
            );
            _ = new Thing("t", null, new CustomResourceOptions { Provider = provider });
        });

        var inputs = mocks["p"].Inputs;
        Assert.Equal("pulumi:providers:fake", mocks["p"].Type);
        Assert.Equal(("here", "true"), (inputs["region"], inputs["isStrict"]));
        Assert.Equal("""[ { "name": "http://a" } ]""", inputs["endpoints"]);
        Assert.EndsWith("::p::p-id", mocks["t"].Provider, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_hands_its_provider_to_its_children_of_that_package()
    {
        var mocks = new RecordingMocks();

        await mocks.RunAsync(() =>
        {
            var provider = new FakeProvider("p", new FakeProviderArgs());
            _ = new Group(
                "g",
                new ComponentResourceOptions { Providers = { provider } },
                group => _ = new Thing("inner", null, new CustomResourceOptions { Parent = group })
            );
            _ = new Thing("outer");
        });

        Assert.EndsWith("::p::p-id", mocks["inner"].Provider, StringComparison.Ordinal);
        Assert.Equal("", mocks["outer"].Provider);
    }

    [Fact]
    public async Task An_existing_resource_is_read_by_its_id()
    {
        var mocks = new RecordingMocks { Answer = args => (args.Id, new Dictionary<string, object> { ["size"] = 9 }) };
        Thing thing = null!;

        await mocks.RunAsync(() =>
        {
            thing = new Thing("t", null, new CustomResourceOptions { Id = "i-1" });
        });

        Assert.Equal("i-1", mocks["t"].Id);
        Assert.Equal(("i-1", 9), ((await LookAsync(thing.Id)).Value, (await LookAsync(thing.Size)).Value));
    }

    [Fact]
    public async Task Transformations_run_from_the_resource_to_the_stack_and_may_change_it()
    {
        var seen = new List<string>();
        var mocks = new RecordingMocks();
        ResourceTransformation Watching(string who) =>
            args =>
            {
                seen.Add($"{who} {args.Resource.GetResourceName()}");
                if (args.Args is not ThingArgs thing)
                {
                    return null;
                }

                thing.Labels.Add(who, "yes");
                return new ResourceTransformationResult(thing, args.Options);
            };

        await Deployment.TestWithServiceProviderAsync<ObservedStack>(
            mocks,
            new Factory(() => new ObservedStack(Watching)),
            Options()
        );

        Assert.Equal(["stack lake-dev", "component g", "stack g", "own t", "component t", "stack t"], seen);
        var labels = Assert.IsType<ImmutableDictionary<string, object>>(mocks["t"].Inputs["labels"]);
        Assert.Equal(["component", "own", "stack"], labels.Keys.Order());
    }

    [Fact]
    public async Task An_alias_names_one_parent()
    {
        var options = new CustomResourceOptions
        {
            Aliases =
            {
                new Alias { NoParent = true, ParentUrn = "urn:x" },
            },
        };

        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
            new RecordingMocks().RunAsync(() =>
            {
                _ = new Thing("t", null, options);
            })
        );

        Assert.Contains("Only specify one of", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Merged_options_keep_both_lists_and_the_second_scalar()
    {
        var first = new CustomResourceOptions
        {
            Version = "1",
            Protect = true,
            IgnoreChanges = { "a" },
        };
        var second = new CustomResourceOptions
        {
            Version = "2",
            IgnoreChanges = { "b" },
            DeleteBeforeReplace = true,
        };

        var merged = CustomResourceOptions.Merge(first, second);

        Assert.Equal(("2", true, true), (merged.Version, merged.Protect, merged.DeleteBeforeReplace));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(["a"], first.IgnoreChanges);
    }

    private sealed class ObservedStack : Stack
    {
        public ObservedStack(Func<string, ResourceTransformation> watching)
            : base(new StackOptions { ResourceTransformations = { watching("stack") } })
        {
            _ = new Group(
                "g",
                new ComponentResourceOptions { ResourceTransformations = { watching("component") } },
                group =>
                    _ = new Thing(
                        "t",
                        new ThingArgs(),
                        new CustomResourceOptions { Parent = group, ResourceTransformations = { watching("own") } }
                    )
            );
        }
    }

    private sealed class Factory(Func<object> make) : IServiceProvider
    {
        public object? GetService(Type serviceType) => make();
    }
}
