using System.Collections.Immutable;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Programs.InProcess;
using CustomerLake.Local.Engine.Scenarios;
using Pulumi;
using Pulumi.Automation;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>A thing of the package <c>fake</c>, as a generated class would be.</summary>
internal sealed class Thing(string name, ThingArgs args, CustomResourceOptions? options = null)
    : CustomResource("fake:index:Thing", name, args, Merge(options))
{
    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("computed")]
    public Output<string> Computed { get; private set; } = null!;

    [Output("size")]
    public Output<double?> Size { get; private set; } = null!;

    [Output("secretText")]
    public Output<string?> SecretText { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    private static CustomResourceOptions Merge(CustomResourceOptions? options) =>
        CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.0.0", Id = "" }, options);
}

internal sealed class ThingArgs : ResourceArgs
{
    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("size")]
    public Input<double>? Size { get; set; }

    [Input("note")]
    public Input<string>? Note { get; set; }

    [Input("immutable")]
    public Input<string>? Immutable { get; set; }

    [Input("secretText")]
    public Input<string>? SecretText { get; set; }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }
}

internal sealed class Group : ComponentResource
{
    public Group(string name, ComponentResourceOptions? options = null)
        : base("app:index:Group", name, options) =>
        Inner = new Thing($"{name}-inner", new ThingArgs { Name = $"{name}-inner" }, new() { Parent = this });

    public Thing Inner { get; }
}

internal sealed class LambdaStack : Stack
{
    public LambdaStack(StackOptions options, Func<Output<string>?> body)
        : base(options) => Result = body() ?? Output.Create("");

    [Output("result")]
    public Output<string> Result { get; set; }
}

/// <summary>A stack of its own backend, driven through the Automation API.</summary>
/// <param name="folder">Where all of it lies; null makes one.</param>
internal sealed class EmbeddedStack(string? folder = null) : IDisposable
{
    private readonly string _folder = folder ?? Directory.CreateTempSubdirectory("embedded-").FullName;

    public FakeWorld World { get; } = new(TimeProvider.System);

    /// <summary>The program; null makes nothing.</summary>
    public Func<Output<string>?> Program { get; set; } = () => null;

    public CancellationTokenSource Forceful { get; } = new();

    public string Folder => _folder;

    public async Task<WorkspaceStack> OpenAsync(string name = "dev")
    {
        var engine = new EmbeddedPulumi(
            new EmbeddedPulumiOptions
            {
                StateFolder = Path.Combine(_folder, "state"),
                Packages = [FakeProvider.Package(World)],
                Runner = new InProcessProgramRunner(options => new LambdaStack(options, () => Program())),
                Passphrase = "of the tests",
                Forceful = Forceful.Token,
            }
        );
        var workspace = await LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions
            {
                WorkDir = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName,
                PulumiCommand = engine,
                ProjectSettings = new ProjectSettings("proj", ProjectRuntimeName.Dotnet),
            }
        );
        return await WorkspaceStack.CreateOrSelectAsync(name, workspace);
    }

    public void Dispose()
    {
        Forceful.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
