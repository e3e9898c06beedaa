using Pulumi;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>What a program says by <see cref="Log"/> reaches the events and the display, with the resource it is about.</summary>
public sealed class ProgramLogTests : IDisposable
{
    private readonly EmbeddedStack _embedded = new();
    private readonly List<DiagnosticEvent> _heard = [];

    public void Dispose() => _embedded.Dispose();

    [Fact]
    public async Task Messages_come_with_their_severity_and_their_resource()
    {
        _embedded.Program = () =>
        {
            Log.Info("begun");
            var thing = new Thing("a", new ThingArgs { Name = "a" });
            Log.Warn("look at it", thing);
            return thing.Arn.Apply(arn =>
            {
                Log.Info($"made {arn}", thing);
                return arn;
            });
        };

        var up = await UpAsync();

        Assert.Equal(
            [("info", "begun", ""), ("info", "made arn:fake:local:thing:a-1", "a"), ("warning", "look at it", "a")],
            _heard.Select(Said).Order()
        );
        Assert.Contains("look at it", up.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_a_resource_that_is_never_registered_is_said_all_the_same()
    {
        var never = new TaskCompletionSource<string>();
        _embedded.Program = () =>
        {
            var stuck = new Thing("stuck", new ThingArgs { Name = Output.Create(never.Task) });
            Log.Warn("no name yet", stuck);
            throw new InvalidOperationException("no further");
        };

        await Assert.ThrowsAnyAsync<CommandException>(() => UpAsync());

        Assert.Contains(("warning", "no name yet", ""), _heard.Select(Said));
    }

    [Fact]
    public async Task An_error_makes_the_run_fail()
    {
        _embedded.Program = () =>
        {
            Log.Error("the day is wrong");
            return null;
        };

        var fault = await Assert.ThrowsAnyAsync<CommandException>(() => UpAsync());

        Assert.Contains("the day is wrong", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_messages_are_shown_to_whom_asked_for_them()
    {
        _embedded.Program = () =>
        {
            Log.Debug("a detail");
            return null;
        };

        var (plain, debug) = (await UpAsync(), await UpAsync(debug: true));

        Assert.DoesNotContain("a detail", plain.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("a detail", debug.StandardOutput, StringComparison.Ordinal);
    }

    private static (string Severity, string Message, string Name) Said(DiagnosticEvent said) =>
        (said.Severity, said.Message.Trim(), said.Urn?.Split("::")[^1] ?? "");

    private async Task<UpResult> UpAsync(bool debug = false)
    {
        var stack = await _embedded.OpenAsync();
        return await stack.UpAsync(
            new UpOptions
            {
                Debug = debug,
                OnEvent = happened =>
                {
                    if (happened.DiagnosticEvent is { } said)
                    {
                        _heard.Add(said);
                    }
                },
            }
        );
    }
}
