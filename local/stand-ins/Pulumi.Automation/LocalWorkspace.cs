using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Exceptions;

namespace Pulumi.Automation;

/// <summary>A workspace in a folder of this machine.</summary>
public sealed class LocalWorkspace : Workspace
{
    private readonly bool _ownsFolder;

    private LocalWorkspace(PulumiCommand command, LocalWorkspaceOptions options)
        : base(command)
    {
        _ownsFolder = string.IsNullOrWhiteSpace(options.WorkDir);
        WorkDir = _ownsFolder ? Directory.CreateTempSubdirectory("automation-").FullName : options.WorkDir!;
        PulumiHome = options.PulumiHome;
        SecretsProvider = options.SecretsProvider;
        Program = options.Program;
        Logger = options.Logger;
        EnvironmentVariables = options.EnvironmentVariables is { } given
            ? new Dictionary<string, string?>(given)
            : null;
    }

    public override string WorkDir { get; }

    public override string? PulumiHome { get; }

    public override string PulumiVersion =>
        Command.Version?.ToString() ?? throw new InvalidOperationException("Failed to get Pulumi version.");

    public override string? SecretsProvider { get; }

    public override PulumiFn? Program { get; set; }

    public override ILogger? Logger { get; set; }

    public override IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public static async Task<LocalWorkspace> CreateAsync(
        LocalWorkspaceOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new LocalWorkspaceOptions();
        var command = options.PulumiCommand ?? await CliAsync(options.EnvironmentVariables, cancellationToken);
        return await OpenAsync(command, options, cancellationToken);
    }

    public static Task<WorkspaceStack> CreateStackAsync(
        InlineProgramArgs args,
        CancellationToken cancellationToken = default
    ) => WithCliAsync(args, args.StackName, WorkspaceStack.CreateAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateStackAsync(
        LocalProgramArgs args,
        CancellationToken cancellationToken = default
    ) => WithCliAsync(args, args.StackName, WorkspaceStack.CreateAsync, cancellationToken);

    public static Task<WorkspaceStack> SelectStackAsync(
        InlineProgramArgs args,
        CancellationToken cancellationToken = default
    ) => WithCliAsync(args, args.StackName, WorkspaceStack.SelectAsync, cancellationToken);

    public static Task<WorkspaceStack> SelectStackAsync(
        LocalProgramArgs args,
        CancellationToken cancellationToken = default
    ) => WithCliAsync(args, args.StackName, WorkspaceStack.SelectAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(
        InlineProgramArgs args,
        CancellationToken cancellationToken = default
    ) => WithCliAsync(args, args.StackName, WorkspaceStack.CreateOrSelectAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(
        LocalProgramArgs args,
        CancellationToken cancellationToken = default
    ) => WithCliAsync(args, args.StackName, WorkspaceStack.CreateOrSelectAsync, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_ownsFolder && Directory.Exists(WorkDir))
        {
            Directory.Delete(WorkDir, recursive: true);
        }
    }

    /// <summary>The short cuts know the pulumi CLI only: a command in the options is not looked at.</summary>
    private static async Task<WorkspaceStack> WithCliAsync(
        LocalWorkspaceOptions options,
        string stackName,
        Func<string, Workspace, CancellationToken, Task<WorkspaceStack>> open,
        CancellationToken cancellationToken
    )
    {
        var command = await CliAsync(variables: null, cancellationToken);
        return await open(stackName, await OpenAsync(command, options, cancellationToken), cancellationToken);
    }

    private static Task<LocalPulumiCommand> CliAsync(
        IDictionary<string, string?>? variables,
        CancellationToken cancellationToken
    )
    {
        const string Name = LocalPulumiCommand.SkipVersionCheckVar;
        var skip = variables?.ContainsKey(Name) == true || Environment.GetEnvironmentVariable(Name) is not null;
        return LocalPulumiCommand.CreateAsync(
            new LocalPulumiCommandOptions { SkipVersionCheck = skip },
            cancellationToken
        );
    }

    private static async Task<LocalWorkspace> OpenAsync(
        PulumiCommand command,
        LocalWorkspaceOptions options,
        CancellationToken cancellationToken
    )
    {
        var workspace = new LocalWorkspace(command, options);
        if (options.ProjectSettings is { } wanted)
        {
            await workspace.EnsureProjectAsync(wanted, cancellationToken);
        }

        foreach (var (stack, settings) in options.StackSettings ?? new Dictionary<string, StackSettings>())
        {
            await workspace.SaveStackSettingsAsync(stack, settings, cancellationToken);
        }

        return workspace;
    }

    private async Task EnsureProjectAsync(ProjectSettings wanted, CancellationToken cancellationToken)
    {
        var existing = await GetProjectSettingsAsync(cancellationToken);
        if (existing is null)
        {
            await SaveProjectSettingsAsync(wanted, cancellationToken);
        }
        else if (!wanted.IsDefault && !wanted.IsSameAs(existing))
        {
            throw new ProjectSettingsConflictException(FileOf("Pulumi"));
        }
    }
}
