using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Environments.Workspaces;

/// <summary>The folder of a stack under the work folder: a preview leaves the project's own folder as it is.</summary>
internal sealed class EnvironmentWorkspace : IDisposable
{
    private readonly string _stack;
    private readonly EnvironmentOptions _options;
    private readonly Workspace _workspace;

    private EnvironmentWorkspace(string stack, EnvironmentOptions options, StackConfig config, Workspace workspace) =>
        (_stack, _options, Config, _workspace) = (stack, options, config, workspace);

    public StackConfig Config { get; }

    public string Folder => _workspace.WorkDir;

    public static async Task<EnvironmentWorkspace> OpenAsync(
        string stack,
        EnvironmentOptions options,
        CancellationToken cancellationToken
    )
    {
        var definition = EnvironmentName.FileOf(stack, options.ProjectFolder);
        var folder = Path.Combine(options.WorkFolder, stack);
        var project = WriteProject(options.ProjectFolder, folder);
        var config = new StackConfig(project, Path.Combine(folder, $"Pulumi.{stack}.yaml"));
        config.Write(definition, options.Settings);
        return new EnvironmentWorkspace(
            stack,
            options,
            config,
            await OpenFolderAsync(folder, options, cancellationToken)
        );
    }

    /// <summary>A workspace of the project without a stack, to list them.</summary>
    public static Task<LocalWorkspace> OpenProjectAsync(EnvironmentOptions options, CancellationToken cancellationToken)
    {
        WriteProject(options.ProjectFolder, options.WorkFolder);
        return OpenFolderAsync(options.WorkFolder, options, cancellationToken);
    }

    /// <param name="makes">Make the stack if it is not there; otherwise it must be.</param>
    public async Task<WorkspaceStack> SelectAsync(bool makes, CancellationToken cancellationToken)
    {
        try
        {
            var stack = makes
                ? await WorkspaceStack.CreateOrSelectAsync(_stack, _workspace, cancellationToken)
                : await WorkspaceStack.SelectAsync(_stack, _workspace, cancellationToken);
            await EnsureSuffixAsync(stack, cancellationToken);
            return stack;
        }
        catch (CommandException failure)
        {
            throw Failure.Of(failure, _stack, "opened", []);
        }
    }

    /// <summary>Removes the empty stack and its folder.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _workspace.RemoveStackAsync(_stack, cancellationToken);
        }
        catch (CommandException failure)
        {
            throw Failure.Of(failure, _stack, "removed", []);
        }

        RemoveFolder();
    }

    public void RemoveFolder() => Directory.Delete(Folder, recursive: true);

    public void Dispose() => _workspace.Dispose();

    /// <summary>
    /// The suffix is made once. Where the folder is new but the stack is not (another machine, a fresh clone), the newest
    /// entry of the history tells it.
    /// </summary>
    private async Task EnsureSuffixAsync(WorkspaceStack stack, CancellationToken cancellationToken)
    {
        if (Config.Suffix is null)
        {
            var newest = await stack.GetInfoAsync(cancellationToken);
            Config.SetSuffix((newest is null ? null : Config.ConfiguredIn(newest.Config)) ?? _options.NewSuffix());
        }
    }

    private static Task<LocalWorkspace> OpenFolderAsync(
        string folder,
        EnvironmentOptions options,
        CancellationToken cancellationToken
    ) =>
        LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions
            {
                WorkDir = folder,
                PulumiCommand = options.PulumiCommand,
                EnvironmentVariables = VariablesOf(options),
            },
            cancellationToken
        );

    private static Dictionary<string, string?> VariablesOf(EnvironmentOptions options) =>
        new(options.EnvironmentVariables)
        {
            // An output in a text is a mistake; this makes it an error.
            ["PULUMI_ERROR_OUTPUT_STRING"] = "true",
        };

    /// <summary>Writes the project's file with the way from here to the program, and gives the project's name.</summary>
    private static string WriteProject(string projectFolder, string folder)
    {
        var source = Path.Combine(projectFolder, "Pulumi.yaml");
        if (!File.Exists(source))
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"There is no Pulumi project in '{projectFolder}': Pulumi.yaml is missing."
            );
        }

        var project = YamlFile.Read(source);
        var name =
            project.Text("name")
            ?? throw new EnvironmentException(FailureReason.Failed, $"'{source}' names no project; add 'name: …'.");
        project.Set("main", Path.GetFullPath(Path.Combine(projectFolder, project.Text("main") ?? ".")));
        Directory.CreateDirectory(folder);
        project.Write(Path.Combine(folder, "Pulumi.yaml"));
        return name;
    }
}
