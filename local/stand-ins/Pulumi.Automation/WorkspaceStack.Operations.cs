using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi.Automation.Commands;
using Pulumi.Automation.Events;
using Pulumi.Automation.Exceptions;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

public sealed partial class WorkspaceStack
{
    private static readonly string[] _execKind = ["--exec-kind", "auto.local"];

    private static readonly JsonSerializerOptions _importFile = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<UpResult> UpAsync(UpOptions? options = null, CancellationToken cancellationToken = default)
    {
        RefuseInline(options?.Program);
        var command = new CommandLine("up", "--yes", "--skip-preview")
            .Flag("--expect-no-changes", options?.ExpectNoChanges)
            .Choice("--show-reads", options?.ShowReads)
            .Flag("--diff", options?.Diff)
            .Value("--plan", options?.Plan)
            .Each("--replace", options?.Replace)
            .Flag("--exclude-dependents", options?.ExcludeDependents)
            .Flag("--target-dependents", options?.TargetDependents)
            .Flag("--continue-on-error", options?.ContinueOnError)
            .Flag("--refresh", options?.Refresh)
            .Common(options)
            .Add(_execKind);
        var result = await RunAsync(command, cancellationToken, ListenersOf(options));
        var outputs = await GetOutputsAsync(cancellationToken);
        var summary = await NewestAsync(options?.ShowSecrets, cancellationToken);
        return new UpResult(result.StandardOutput, result.StandardError, summary!, outputs);
    }

    public async Task<PreviewResult> PreviewAsync(
        PreviewOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        RefuseInline(options?.Program);
        var command = new CommandLine("preview")
            .Flag("--expect-no-changes", options?.ExpectNoChanges)
            .Choice("--show-reads", options?.ShowReads)
            .Flag("--diff", options?.Diff)
            .Value("--save-plan", options?.Plan)
            .Each("--replace", options?.Replace)
            .Flag("--exclude-dependents", options?.ExcludeDependents)
            .Flag("--target-dependents", options?.TargetDependents)
            .Flag("--refresh", options?.Refresh)
            .Common(options)
            .Add(_execKind);

        SummaryEvent? summary = null;
        var listeners = new Workspace.Listeners(
            options?.OnStandardOutput,
            options?.OnStandardError,
            engineEvent =>
            {
                summary = engineEvent.SummaryEvent ?? summary;
                options?.OnEvent?.Invoke(engineEvent);
            }
        );
        var result = await RunAsync(command, cancellationToken, listeners);
        return summary is null
            ? throw new NoSummaryEventException("No summary of changes for 'preview'")
            : new PreviewResult(result.StandardOutput, result.StandardError, summary.ResourceChanges);
    }

    public Task<UpdateResult> RefreshAsync(
        RefreshOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var command = new CommandLine("refresh", "--yes")
            .Flag("--preview-only", options?.PreviewOnly == true)
            .Flag("--skip-preview", options is not null && options.PreviewOnly != true)
            .Flag("--expect-no-changes", options?.ExpectNoChanges)
            .Flag("--skip-pending-creates", options?.SkipPendingCreates)
            .Flag("--clear-pending-creates", options?.ClearPendingCreates)
            .Each("--import-pending-creates", options?.ImportPendingCreates?.SelectMany(p => new[] { p.Urn, p.Id }))
            .Choice("--run-program", options?.RunProgram);
        return UpdateAsync(command, options, options?.RunProgram, options?.ShowSecrets, cancellationToken);
    }

    public Task<UpdateResult> DestroyAsync(
        DestroyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var command = new CommandLine("destroy")
            .Add(options?.PreviewOnly == true ? ["--preview-only"] : ["--yes", "--skip-preview"])
            .Flag("--exclude-dependents", options?.ExcludeDependents)
            .Flag("--target-dependents", options?.TargetDependents)
            .Flag("--continue-on-error", options?.ContinueOnError)
            .Flag("--refresh", options?.Refresh)
            .Choice("--run-program", options?.RunProgram);
        return UpdateAsync(command, options, options?.RunProgram, options?.ShowSecrets, cancellationToken);
    }

    public async Task<ImportResult> ImportAsync(ImportOptions options, CancellationToken cancellationToken = default)
    {
        var folder = Directory.CreateTempSubdirectory("automation-import-").FullName;
        var (list, code) = (Path.Combine(folder, "import.json"), Path.Combine(folder, "generated.cs"));
        try
        {
            var hasList = options.Resources is { Count: > 0 };
            if (hasList)
            {
                var content = new { nameTable = options.NameTable, resources = options.Resources };
                await File.WriteAllTextAsync(list, JsonSerializer.Serialize(content, _importFile), cancellationToken);
            }

            var command = new CommandLine("import", "--yes", "--skip-preview")
                .Value("--file", hasList ? list : null)
                .Flag("--protect=false", options.Protect == false)
                .Add(options.GenerateCode == false ? ["--generate-code=false"] : ["--out", code])
                .Value("--from", options.Converter);
            if (options is { Converter: not null, ConverterArgs: { Count: > 0 } converterArgs })
            {
                command.Add(["--", .. converterArgs]);
            }

            var listeners = new Workspace.Listeners(options.OnStandardOutput, options.OnStandardError);
            var result = await RunAsync(command, cancellationToken, listeners);
            var summary = await NewestAsync(options.ShowSecrets, cancellationToken);
            var generated = options.GenerateCode == false ? "" : await File.ReadAllTextAsync(code, cancellationToken);
            return new ImportResult(result.StandardOutput, result.StandardError, summary!, generated);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async Task<ImmutableList<UpdateSummary>> GetHistoryAsync(
        HistoryOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (options?.PageSize < 1)
        {
            throw new ArgumentException(
                $"{nameof(options.PageSize)} must be greater than or equal to 1.",
                nameof(options)
            );
        }

        var command = new CommandLine("stack", "history", "--json")
            .Flag("--show-secrets", options?.ShowSecrets ?? true)
            .Value("--page-size", options?.PageSize)
            .Value("--page", options?.PageSize is null ? null : Math.Max(options.Page ?? 1, 1));
        var answer = (await RunAsync(command, cancellationToken)).StandardOutput;
        return string.IsNullOrWhiteSpace(answer)
            ? []
            : new LocalSerializer().DeserializeJson<ImmutableList<UpdateSummary>>(answer);
    }

    public Task<UpdateSummary?> GetInfoAsync(CancellationToken cancellationToken = default) =>
        NewestAsync(showSecrets: true, cancellationToken);

    /// <summary>Frees a stack of the lock of an update that is no more.</summary>
    public Task CancelAsync(CancellationToken cancellationToken = default) =>
        Workspace.Command.RunAsync(
            ["cancel", "--yes", "--stack", Name],
            Workspace.WorkDir,
            Workspace.BuildEnvironment(),
            cancellationToken: cancellationToken
        );

    internal Task<CommandResult> RunAsync(
        CommandLine command,
        CancellationToken cancellationToken,
        Workspace.Listeners? listeners = null
    ) => Workspace.RunAsync(command.Add("--stack", Name), cancellationToken, listeners);

    private static Workspace.Listeners ListenersOf(UpdateOptions? options) =>
        new(options?.OnStandardOutput, options?.OnStandardError, options?.OnEvent);

    private async Task<UpdateResult> UpdateAsync(
        CommandLine command,
        UpdateOptions? options,
        bool? runProgram,
        bool? showSecrets,
        CancellationToken cancellationToken
    )
    {
        if (runProgram == true)
        {
            RefuseInline(program: null);
        }

        var whole = command.Common(options).Add(_execKind);
        var result = await RunAsync(whole, cancellationToken, ListenersOf(options));
        var summary = await NewestAsync(showSecrets, cancellationToken);
        return new UpdateResult(result.StandardOutput, result.StandardError, summary!);
    }

    private async Task<UpdateSummary?> NewestAsync(bool? showSecrets, CancellationToken cancellationToken)
    {
        var options = new HistoryOptions { PageSize = 1, ShowSecrets = showSecrets };
        return (await GetHistoryAsync(options, cancellationToken)).FirstOrDefault();
    }

    private void RefuseInline(PulumiFn? program)
    {
        if ((program ?? Workspace.Program) is { } inline)
        {
            throw StandIn.CannotRun(inline);
        }
    }
}
