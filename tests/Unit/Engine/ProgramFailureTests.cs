using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>A program that does not come to its end says nothing of what it did not reach: nothing of it is deleted.</summary>
public sealed class ProgramFailureTests : IDisposable
{
    private readonly EmbeddedStack _embedded = new();

    public void Dispose() => _embedded.Dispose();

    [Theory]
    [InlineData("half way")]
    [InlineData("in a continuation")]
    [InlineData("in an output")]
    public async Task A_program_that_fails_deletes_nothing_and_plans_no_deletion(string where)
    {
        var stack = await UpAsync();
        _embedded.Program = () => Failing(where);
        var planned = new List<OperationType>();

        await Assert.ThrowsAnyAsync<CommandException>(() =>
            stack.PreviewAsync(
                new PreviewOptions
                {
                    OnEvent = happened =>
                    {
                        if (happened.ResourcePreEvent?.Metadata.Op is { } op)
                        {
                            planned.Add(op);
                        }
                    },
                }
            )
        );
        var fault = await Assert.ThrowsAnyAsync<CommandException>(() => stack.UpAsync());

        Assert.Contains("no further", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(OperationType.Delete, planned);
        Assert.Equal(3, _embedded.World.Cloud.Count);
        _embedded.Program = Whole;
        await stack.UpAsync(new UpOptions { ExpectNoChanges = true });
    }

    [Fact]
    public async Task A_program_that_hangs_and_is_cancelled_deletes_nothing_and_leaves_no_lock()
    {
        var stack = await UpAsync();
        var (reached, never) = (new TaskCompletionSource(), new TaskCompletionSource<string>());
        _embedded.Program = () =>
        {
            _ = new Thing("a", new ThingArgs { Name = "a" });
            return Output.Create(never.Task);
        };
        _embedded.World.OnCall = call => reached.TrySetResult();
        using var impatience = new CancellationTokenSource();
        var up = stack.UpAsync(cancellationToken: impatience.Token);
        await reached.Task;

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => up);

        Assert.Equal(3, _embedded.World.Cloud.Count);
        _embedded.Program = Whole;
        await stack.UpAsync(new UpOptions { ExpectNoChanges = true });
    }

    [Fact]
    public async Task A_program_that_waits_in_its_constructor_holds_up_nobody_else()
    {
        using var other = new EmbeddedStack();
        var (first, second) = (await _embedded.OpenAsync(), await other.OpenAsync());
        var (begun, over) = (new TaskCompletionSource(), new TaskCompletionSource());
        _embedded.Program = () =>
        {
            begun.TrySetResult();
            over.Task.Wait();
            return null;
        };
        other.Program = () => Output.Create(new Config().Require("day"));
        await second.SetConfigAsync("day", new ConfigValue("Monday"));

        var slow = first.UpAsync();
        await begun.Task;
        var quick = await second.UpAsync();
        over.SetResult();
        await slow;

        Assert.Equal("Monday", quick.Outputs["result"].Value);
    }

    [Fact]
    public async Task A_remote_component_is_refused_by_name()
    {
        var stack = await _embedded.OpenAsync();
        _embedded.Program = () =>
        {
            _ = new RemoteGroup("made-elsewhere");
            return null;
        };
        var generated = await Assert.ThrowsAnyAsync<CommandException>(() => stack.UpAsync());
        _embedded.Program = () =>
        {
            _ = new ComponentResource("other:index:Group", "by-hand", null, remote: true);
            return null;
        };
        var byHand = await Assert.ThrowsAnyAsync<CommandException>(() => stack.UpAsync());

        Assert.Contains("'made-elsewhere' is a remote component", generated.Message, StringComparison.Ordinal);
        Assert.Contains("'by-hand' is a remote component", byHand.Message, StringComparison.Ordinal);
    }

    [OtherResourceType("other:index:Group")]
    private sealed class RemoteGroup(string name) : ComponentResource("other:index:Group", name, null, remote: true);

    private sealed class OtherResourceTypeAttribute(string type) : ResourceTypeAttribute(type, "1.0.0");

    private static Output<string>? Whole()
    {
        _ = new Thing("a", new ThingArgs { Name = "a" });
        _ = new Thing("b", new ThingArgs { Name = "b" });
        _ = new Thing("c", new ThingArgs { Name = "c" });
        return null;
    }

    private static Output<string>? Failing(string where)
    {
        var a = new Thing("a", new ThingArgs { Name = "a" });
        return where switch
        {
            "half way" => throw new InvalidOperationException("no further"),
            "in a continuation" => Output.Create(FailLaterAsync()),
            _ => a.Arn.Apply(Fail),
        };
    }

    private static string Fail(string arn) => throw new InvalidOperationException($"no further than {arn}");

    private static async Task<string> FailLaterAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("no further");
    }

    private async Task<WorkspaceStack> UpAsync()
    {
        _embedded.Program = Whole;
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync();
        return stack;
    }
}
