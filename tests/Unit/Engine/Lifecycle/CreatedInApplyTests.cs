using Pulumi;
using Pulumi.Automation;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>A resource created inside Apply is told of, and a preview that cannot see it shows no delete.</summary>
public sealed class CreatedInApplyTests : IDisposable
{
    private readonly EmbeddedStack _embedded = new();
    private readonly List<string> _warnings = [];
    private readonly List<string> _deletes = [];

    public void Dispose() => _embedded.Dispose();

    [Fact]
    public async Task Case_engine_create_in_apply()
    {
        var stack = await UpAsync("one");
        Assert.Contains(_warnings, warning => Names(warning, "created inside Apply"));

        _embedded.Program = () => Program("two");
        await PreviewAsync(stack);
        Assert.Empty(_deletes);
        Assert.Contains(_warnings, warning => Names(warning, "may be incomplete"));

        await stack.UpAsync();
        Assert.Equal(2, _embedded.World.Cloud.Count);
        await PreviewAsync(stack);
        Assert.Empty(_deletes);
        Assert.DoesNotContain(_warnings, warning => Names(warning, "may be incomplete"));
    }

    [Fact]
    public async Task What_the_program_no_longer_creates_is_a_delete_once_all_is_known()
    {
        var stack = await UpAsync("one");
        _embedded.Program = () => new Thing("a", new ThingArgs { Name = "a", Immutable = "one" }).Arn;

        await PreviewAsync(stack);

        Assert.EndsWith("::o", Assert.Single(_deletes), StringComparison.Ordinal);
        await stack.UpAsync();
        Assert.Equal(1, _embedded.World.Cloud.Count);
    }

    [Fact]
    public async Task What_the_constructor_creates_gives_no_warning()
    {
        _embedded.Program = () => new Group("g").Inner.Arn;
        var stack = await _embedded.OpenAsync();

        await stack.UpAsync(new UpOptions { OnEvent = Note });

        Assert.Empty(_warnings);
    }

    private static bool Names(string warning, string words) =>
        warning.Contains("::o", StringComparison.Ordinal) && warning.Contains(words, StringComparison.Ordinal);

    private static Output<string> Program(string immutable)
    {
        var a = new Thing("a", new ThingArgs { Name = "a", Immutable = immutable });
        return a.Arn.Apply(arn =>
        {
            _ = new Thing("o", new ThingArgs { Name = "o", Note = arn });
            return arn;
        });
    }

    private async Task<WorkspaceStack> UpAsync(string immutable)
    {
        _embedded.Program = () => Program(immutable);
        var stack = await _embedded.OpenAsync();
        await stack.UpAsync(new UpOptions { OnEvent = Note });
        return stack;
    }

    private async Task PreviewAsync(WorkspaceStack stack)
    {
        _warnings.Clear();
        _deletes.Clear();
        await stack.PreviewAsync(new PreviewOptions { OnEvent = Note });
    }

    private void Note(Pulumi.Automation.Events.EngineEvent happened)
    {
        if (happened.DiagnosticEvent is { Severity: "warning" } warning)
        {
            _warnings.Add($"{warning.Urn}: {warning.Message}");
        }

        if (happened.ResourcePreEvent?.Metadata is { Op: OperationType.Delete } step)
        {
            _deletes.Add(step.Urn);
        }
    }
}
