using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;

namespace Pulumi.Automation;

/// <summary>What every operation can be told.</summary>
public class UpdateOptions
{
    public int? Parallel { get; set; }

    public string? Message { get; set; }

    public List<string>? Target { get; set; }

    public List<string>? Exclude { get; set; }

    public List<string>? PolicyPacks { get; set; }

    public List<string>? PolicyPackConfigs { get; set; }

    public Action<string>? OnStandardOutput { get; set; }

    public Action<string>? OnStandardError { get; set; }

    public Action<EngineEvent>? OnEvent { get; set; }

    public string? Color { get; set; }

    public bool? LogFlow { get; set; }

    public int? LogVerbosity { get; set; }

    public bool? LogToStdErr { get; set; }

    public string? Tracing { get; set; }

    public bool? Debug { get; set; }

    public bool? Json { get; set; }

    public string? ConfigFile { get; set; }

    public string? Profiling { get; set; }
}

public sealed class UpOptions : UpdateOptions
{
    public bool? ExpectNoChanges { get; set; }

    public bool? Diff { get; set; }

    public List<string>? Replace { get; set; }

    public bool? ExcludeDependents { get; set; }

    public bool? TargetDependents { get; set; }

    public PulumiFn? Program { get; set; }

    public string? Plan { get; set; }

    public bool? ShowSecrets { get; set; }

    public ILogger? Logger { get; set; }

    public bool? ContinueOnError { get; set; }

    public bool? Refresh { get; set; }

    public bool? ShowReads { get; set; }
}

public sealed class PreviewOptions : UpdateOptions
{
    public bool? ExpectNoChanges { get; set; }

    public bool? Diff { get; set; }

    public List<string>? Replace { get; set; }

    public bool? ExcludeDependents { get; set; }

    public bool? TargetDependents { get; set; }

    public PulumiFn? Program { get; set; }

    public string? Plan { get; set; }

    public ILogger? Logger { get; set; }

    public bool? Refresh { get; set; }

    public bool? ShowReads { get; set; }
}

public sealed class RefreshOptions : UpdateOptions
{
    public bool? PreviewOnly { get; set; }

    public bool? ExpectNoChanges { get; set; }

    public bool? ShowSecrets { get; set; }

    public bool? SkipPendingCreates { get; set; }

    public bool? ClearPendingCreates { get; set; }

    public List<PendingCreateValue>? ImportPendingCreates { get; set; }

    public bool? RunProgram { get; set; }
}

public sealed class DestroyOptions : UpdateOptions
{
    public bool? ExcludeDependents { get; set; }

    public bool? TargetDependents { get; set; }

    public bool? ShowSecrets { get; set; }

    public bool? PreviewOnly { get; set; }

    public bool? ContinueOnError { get; set; }

    public bool? Refresh { get; set; }

    public bool? RunProgram { get; set; }
}

public sealed class HistoryOptions
{
    public int? Page { get; set; }

    public int? PageSize { get; set; }

    public bool? ShowSecrets { get; set; }
}

public sealed class PendingCreateValue(string urn, string id)
{
    public string Urn { get; set; } = urn;

    public string Id { get; set; } = id;
}

public sealed class ImportOptions
{
    public List<ImportResource>? Resources { get; set; }

    public Dictionary<string, string>? NameTable { get; set; }

    public bool? Protect { get; set; }

    public bool? GenerateCode { get; set; }

    public string? Converter { get; set; }

    public List<string>? ConverterArgs { get; set; }

    public bool? ShowSecrets { get; set; }

    public Action<string>? OnStandardOutput { get; set; }

    public Action<string>? OnStandardError { get; set; }
}

public class ImportResource
{
    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Parent { get; init; }

    public string? Provider { get; init; }

    public string? Version { get; init; }

    public string? LogicalName { get; init; }

    public List<string>? Properties { get; init; }

    public bool? Component { get; init; }

    public bool? Remote { get; init; }
}

public class SecretsProviderOptions
{
    public string? NewPassphrase { get; set; }
}

public class LocalWorkspaceOptions
{
    /// <summary>Unset, a folder of its own that goes away with the workspace.</summary>
    public string? WorkDir { get; set; }

    public string? PulumiHome { get; set; }

    /// <summary>Honoured by <see cref="LocalWorkspace.CreateAsync"/> only; unset, the pulumi CLI.</summary>
    public PulumiCommand? PulumiCommand { get; set; }

    public string? SecretsProvider { get; set; }

    public PulumiFn? Program { get; set; }

    public ILogger? Logger { get; set; }

    public IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public ProjectSettings? ProjectSettings { get; set; }

    public IDictionary<string, StackSettings>? StackSettings { get; set; }
}

public class LocalProgramArgs : LocalWorkspaceOptions
{
    public LocalProgramArgs(string stackName, string workDir) => (StackName, WorkDir) = (stackName, workDir);

    public string StackName { get; }
}

public class InlineProgramArgs : LocalWorkspaceOptions
{
    public InlineProgramArgs(string projectName, string stackName, PulumiFn program)
    {
        StackName = stackName;
        Program = program;
        ProjectSettings = ProjectSettings.Default(projectName);
    }

    public string StackName { get; }
}
