using CustomerLake.Local.Engine.Scenarios;
using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>The engine as the Automation API's consumers meet it.</summary>
public sealed class EmbeddedPulumiTests : IDisposable
{
    private readonly EmbeddedStack _embedded = new();

    public void Dispose() => _embedded.Dispose();

    [Fact]
    public async Task Up_creates_what_the_program_says_and_returns_its_outputs()
    {
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = "a", Size = 3 }).Arn;
        var stack = await _embedded.OpenAsync();

        var result = await stack.UpAsync();

        Assert.Equal("arn:fake:local:thing:a-1", result.Outputs["result"].Value);
        Assert.Equal(UpdateState.Succeeded, result.Summary.Result);
        Assert.Equal(2, result.Summary.ResourceChanges![OperationType.Create]);
    }

    [Fact]
    public async Task A_preview_touches_nothing_and_counts_what_would_happen()
    {
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = "a" }).Arn;
        var stack = await _embedded.OpenAsync();

        var result = await stack.PreviewAsync();

        Assert.Equal(2, result.ChangeSummary[OperationType.Create]);
        Assert.Equal(0, _embedded.World.Cloud.Count);
    }

    [Fact]
    public async Task The_second_up_changes_nothing()
    {
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = "a", Tags = { ["k"] = "v" } }).Arn;
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync();

        var result = await stack.UpAsync(new UpOptions { ExpectNoChanges = true });

        Assert.Equal(2, result.Summary.ResourceChanges![OperationType.Same]);
    }

    [Fact]
    public async Task A_dependant_sees_the_outputs_of_what_it_depends_on()
    {
        _embedded.Program = () =>
        {
            var a = new Thing("a", new ThingArgs { Name = "a", Size = 1 });
            return new Thing("b", new ThingArgs { Name = "b", Note = a.Computed }).Computed;
        };
        var stack = await _embedded.OpenAsync();

        await stack.UpAsync();

        Assert.Equal("computed-a-1", _embedded.World.Cloud.Find("b-1")!.Inputs.Text("note"));
    }

    [Fact]
    public async Task Children_of_components_have_their_parents_types_in_their_urns()
    {
        _embedded.Program = () => new Group("g").Inner.Arn;
        var stack = await _embedded.OpenAsync();
        var urns = new List<string>();

        await stack.UpAsync(new UpOptions { OnEvent = happened => Add(urns, happened) });

        Assert.Contains("urn:pulumi:dev::proj::app:index:Group$fake:index:Thing::g-inner", urns);
    }

    [Fact]
    public async Task A_failing_resource_leaves_the_others_and_the_next_up_converges()
    {
        _embedded.Program = () =>
        {
            var a = new Thing("a", new ThingArgs { Name = "a" });
            return new Thing("b", new ThingArgs { Name = "b", Note = a.Arn }).Arn;
        };
        var stack = await _embedded.OpenAsync();
        _embedded.World.Begin([new("create:b", new FakeFault("fail") { Message = "no room for b" })]);
        var fault = await Assert.ThrowsAnyAsync<CommandException>(() => stack.UpAsync());
        _embedded.World.Begin([]);

        var result = await stack.UpAsync();

        Assert.Contains("no room for b", fault.Message, StringComparison.Ordinal);
        Assert.Equal("arn:fake:local:thing:b-1", result.Outputs["result"].Value);
        Assert.Equal(2, _embedded.World.Cloud.Count);
    }

    [Fact]
    public async Task A_program_that_throws_deletes_nothing()
    {
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = "a" }).Arn;
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync();
        _embedded.Program = () => throw new InvalidOperationException("half way");

        var fault = await Assert.ThrowsAnyAsync<CommandException>(() => stack.UpAsync());

        Assert.Contains("half way", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, _embedded.World.Cloud.Count);
    }

    [Fact]
    public async Task Case_infra_output_in_string_is_refused_with_resource_and_property()
    {
        _embedded.Program = () =>
        {
            var a = new Thing("a", new ThingArgs { Name = "a" });
            var text = "Calling [ToString] on an [Output<T>] is not supported.\n\nTo get the value …";
            return new Thing("b", new ThingArgs { Name = "b", Note = Output.CreateSecret($"{text}/*") }).Arn;
        };
        var stack = await _embedded.OpenAsync();

        var fault = await Assert.ThrowsAnyAsync<CommandException>(() => stack.PreviewAsync());

        Assert.Contains("'b' has an Output in a string", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'note'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_in_no_file_of_the_state()
    {
        _embedded.Program = () =>
            new Thing("a", new ThingArgs { Name = "a", SecretText = Output.CreateSecret("hunter2xyz") }).SecretText!;
        var stack = await _embedded.OpenAsync();

        var result = await stack.UpAsync();

        Assert.True(result.Outputs["result"].IsSecret);
        Assert.Equal("hunter2xyz", result.Outputs["result"].Value);
        var files = Directory.GetFiles(_embedded.Folder, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, path => File.ReadAllText(path).Contains("hunter2xyz", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_removes_everything_and_refresh_finds_drift()
    {
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = "a", Size = 1 }).Arn;
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync();
        var item = _embedded.World.Cloud.Find("a-1")!;
        _embedded.World.Cloud.Put(item with { Inputs = item.Inputs.With("size", 9d) });

        var refreshed = await stack.RefreshAsync(new RefreshOptions());
        var destroyed = await stack.DestroyAsync(new DestroyOptions());

        Assert.Equal(1, refreshed.Summary.ResourceChanges![OperationType.Update]);
        Assert.Equal(2, destroyed.Summary.ResourceChanges![OperationType.Delete]);
        Assert.Equal(0, _embedded.World.Cloud.Count);
    }

    [Fact]
    public async Task Configuration_reaches_the_program()
    {
        _embedded.Program = () =>
        {
            var config = new Config();
            return new Thing(
                "a",
                new ThingArgs { Name = config.Require("name"), Size = config.RequireInt32("size") }
            ).Arn;
        };
        var stack = await _embedded.OpenAsync();
        await stack.SetConfigAsync("name", new ConfigValue("from-config"));
        await stack.SetConfigAsync("size", new ConfigValue("7"));

        await stack.UpAsync();

        Assert.Equal(7, _embedded.World.Cloud.Find("from-config-1")!.Inputs.Find("size")!.AsNumber);
    }

    [Fact]
    public async Task Of_two_updates_of_one_stack_exactly_one_proceeds()
    {
        _embedded.Program = () => new Thing("slow", new ThingArgs { Name = "slow" }).Arn;
        var stack = await _embedded.OpenAsync();
        var (begun, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _embedded.World.Begin([
            new("create:slow", new FakeFault("slow") { Delay = TimeSpan.FromSeconds(1), Until = release.Task }),
        ]);
        _embedded.World.OnCall = call =>
        {
            if (call is { Call: "Create", Preview: false })
            {
                begun.TrySetResult();
            }
        };
        var first = stack.UpAsync();
        await begun.Task;

        var fault = await Assert.ThrowsAsync<ConcurrentUpdateException>(() => stack.UpAsync());
        release.SetResult();
        await first;

        Assert.Contains("the stack is currently locked by 1 lock(s)", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, _embedded.World.Cloud.Count);
    }

    [Fact]
    public async Task Eight_stacks_of_one_process_go_up_at_once_each_with_its_own_configuration()
    {
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = new Config().Require("name") }).Arn;
        var stacks = new List<WorkspaceStack>();
        for (var i = 0; i < 8; i++)
        {
            var stack = await _embedded.OpenAsync($"s{i}");
            await stack.SetConfigAsync("name", new ConfigValue($"of-s{i}"));
            stacks.Add(stack);
        }

        var results = await Task.WhenAll(stacks.Select(stack => stack.UpAsync()));

        Assert.Equal(
            Enumerable.Range(0, 8).Select(i => (object)$"arn:fake:local:thing:of-s{i}-1"),
            results.Select(result => result.Outputs["result"].Value)
        );
    }

    private static void Add(List<string> urns, EngineEvent happened)
    {
        if (happened.ResourcePreEvent?.Metadata.Urn is { } urn)
        {
            urns.Add(urn);
        }
    }
}
