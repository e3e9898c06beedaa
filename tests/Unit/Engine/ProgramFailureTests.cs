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
