using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using static CustomerLake.Tests.Unit.PulumiSdk.RecordingMocks;

namespace CustomerLake.Tests.Unit.PulumiSdk;

/// <summary>What an engine that runs programs through <see cref="IMocks"/> relies on.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class RunTests
{
    [Fact]
    public async Task What_a_transformation_stores_flows_into_that_resource_s_registration()
    {
        var current = new AsyncLocal<string>();
        var pairs = new ConcurrentBag<(string Stored, string Registered)>();
        var mocks = new RecordingMocks
        {
            Answer = args =>
            {
                pairs.Add((current.Value!, args.Name!));
                return ($"{args.Name}-id", args.Inputs);
            },
        };
        ResourceTransformation observe = args =>
        {
            current.Value = args.Resource.GetResourceName();
            return null;
        };

        await Deployment.TestWithServiceProviderAsync<BusyStack>(
            mocks,
            new Factory(() => new BusyStack(new StackOptions { ResourceTransformations = { observe } })),
            Options()
        );

        Assert.Equal(2 + (3 * 20), pairs.Count);
        Assert.All(pairs, pair => Assert.Equal(pair.Registered, pair.Stored));
    }

    [Fact]
    public async Task Resources_register_side_by_side_unless_one_needs_another()
    {
        var running = 0;
        var all = new TaskCompletionSource();
        var mocks = new WaitingMocks(async _ =>
        {
            if (Interlocked.Increment(ref running) == 10)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(TimeSpan.FromSeconds(30));
        });

        await Deployment.TestAsync(
            mocks,
            Options(),
            () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    _ = new Thing($"t{i}");
                }
            }
        );

        Assert.Equal(10, running);
    }

    [Fact]
    public async Task An_answer_of_unknowns_keeps_dependents_from_running_but_not_from_registering()
    {
        var ran = false;
        var mocks = new RecordingMocks
        {
            Answer = args =>
                args.Name == "failed"
                    ? (null, new Dictionary<string, object> { ["title"] = OutputUtilities.CreateUnknown("") })
                    : ("id", args.Inputs),
        };

        await mocks.RunAsync(() =>
        {
            var failed = new Thing("failed");
            failed.Title.Apply(_ => ran = true);
            _ = new Thing("dependent", new ThingArgs { Title = failed.Title, Size = 2 });
            _ = new Thing("other", new ThingArgs { Title = "x" });
        });

        Assert.False(ran);
        Assert.Equal(["dependent", "failed", "other"], mocks.Resources.Select(r => r.Name).Order());
        Assert.Equal(["size"], mocks["dependent"].Inputs.Keys);
    }

    [Fact]
    public async Task A_fault_of_the_mocks_ends_the_run_and_sets_the_exit_code()
    {
        var before = Environment.ExitCode;
        try
        {
            var mocks = new RecordingMocks { Answer = _ => throw new InvalidOperationException("no capacity") };

            var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
                mocks.RunAsync(() =>
                {
                    _ = new Thing("t");
                })
            );

            Assert.Contains("no capacity", fault.ToString(), StringComparison.Ordinal);
            Assert.Contains("failed with an unhandled exception", fault.ToString(), StringComparison.Ordinal);
            Assert.Equal(32, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = before;
        }
    }

    [Fact]
    public async Task The_stack_s_constructor_has_run_when_the_task_is_returned()
    {
        var hasRun = false;

        var run = Deployment.TestWithServiceProviderAsync<BusyStack>(
            new RecordingMocks(),
            new Factory(() =>
            {
                var stack = new BusyStack(new StackOptions());
                hasRun = true;
                return stack;
            }),
            Options()
        );

        Assert.True(hasRun);
        await run;
    }

    [Fact]
    public async Task What_is_made_in_apply_or_in_a_task_belongs_to_the_run()
    {
        var mocks = new RecordingMocks();

        await mocks.RunAsync(() =>
        {
            var first = new Thing("first");
            first.Id.Apply(id => new Thing("in-apply", new ThingArgs { Title = id }));
            Output.Create(Task.Run(() => new Thing("in-task")));
        });

        Assert.Equal(["first", "in-apply", "in-task"], mocks.Resources.Select(r => r.Name).Order());
        Assert.Equal("first-id", mocks["in-apply"].Inputs["title"]);
    }

    [Fact]
    public async Task A_resource_as_a_value_and_an_asset_arrive_as_objects()
    {
        var mocks = new RecordingMocks();
        Thing first = null!;

        await mocks.RunAsync(() =>
        {
            first = new Thing("first");
            _ = new Thing(
                "second",
                new ThingArgs
                {
                    Other = first,
                    Content = new AssetArchive(
                        new Dictionary<string, AssetOrArchive>
                        {
                            ["a.txt"] = new StringAsset("a"),
                            ["b"] = new FileArchive("folder"),
                        }
                    ),
                }
            );
        });

        Assert.IsAssignableFrom<Resource>(mocks["second"].Inputs["other"]);
        Assert.IsType<AssetArchive>(mocks["second"].Inputs["content"]);
    }

    [Fact]
    public async Task Every_output_of_a_resource_depends_on_it()
    {
        Output<string> joined = null!;

        await new RecordingMocks().RunAsync(() =>
        {
            var (a, b) = (new Thing("a"), new Thing("b"));
            joined = Output.Format($"{a.Id}/{b.Urn.Apply(_ => Output.CreateSecret("x"))}");
        });

        var (value, _, isSecret, dependencies) = await LookAsync(joined);
        Assert.Equal(("a-id/x", true, "a b"), (value, isSecret, dependencies));
    }

    [Fact]
    public async Task Two_deployments_at_once_see_each_their_own()
    {
        var names = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(async i =>
                {
                    var seen = "";
                    var options = Options();
                    options.StackName = $"stack{i}";
                    await Deployment.TestAsync(
                        new RecordingMocks(),
                        options,
                        async () =>
                        {
                            await Task.Yield();
                            var thing = new Thing("t");
                            seen = Deployment.Instance.StackName;
                            thing.Id.Apply(_ => seen += $" {Deployment.Instance.StackName}");
                        }
                    );
                    return seen;
                })
        );

        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"stack{i} stack{i}"), names);
    }

    private sealed class BusyStack : Stack
    {
        public BusyStack(StackOptions options)
            : base(options)
        {
            var group = new Group("outer", null, outer => _ = new Group("inner", new() { Parent = outer }));
            for (var i = 0; i < 20; i++)
            {
                var number = i;
                var thing = new Thing($"plain{i}", null, new CustomResourceOptions { Parent = group });
                thing.Id.Apply(_ => new Thing($"applied{number}"));
                Output.Create(Task.Run(() => new Thing($"task{number}")));
            }
        }
    }

    private sealed class WaitingMocks(Func<MockResourceArgs, Task> waitAsync) : IMocks
    {
        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            await waitAsync(args);
            return ("id", args.Inputs);
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }

    private sealed class Factory(Func<object> make) : IServiceProvider
    {
        public object? GetService(Type serviceType) => make();
    }
}
