using CustomerLake.Environments.Changes;
using CustomerLake.Environments.Workspaces;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Environments;

/// <summary>One operation on a stack: its workspace, its options for the Automation API, and its failure in our words.</summary>
internal sealed class Operation(string stack, string done, EnvironmentOptions options)
{
    private readonly ChangeCollector _changes = new(options.Progress);
    private readonly long _began = options.Time.GetTimestamp();

    /// <summary>A stack that is not there yet is made.</summary>
    public bool MakesStack { get; init; }

    private OperationFlags Flags => options.Flags;

    public async Task<T> RunAsync<T>(Func<WorkspaceStack, Task<T>> runAsync, CancellationToken cancellationToken)
    {
        using var workspace = await EnvironmentWorkspace.OpenAsync(stack, options, cancellationToken);
        var pulumi = await workspace.SelectAsync(MakesStack, cancellationToken);
        try
        {
            return await runAsync(pulumi);
        }
        catch (CommandException failure)
        {
            throw Failure.Of(failure, stack, done, _changes.Errors);
        }
    }

    public Task RunAsync(Func<WorkspaceStack, Task> runAsync, CancellationToken cancellationToken) =>
        RunAsync(
            async pulumi =>
            {
                await runAsync(pulumi);
                return true;
            },
            cancellationToken
        );

    public EnvironmentResult Result(string text) =>
        new()
        {
            Stack = stack,
            Changes = _changes.Changes,
            Drift = _changes.Drift,
            Unchanged = _changes.Unchanged,
            Text = text,
            Duration = options.Time.GetElapsedTime(_began),
        };

    public UpOptions UpOptions() =>
        Common(
            new UpOptions
            {
                ExpectNoChanges = Flags.ExpectNoChanges,
                Diff = Flags.Diff,
                Plan = Flags.Plan,
                Replace = [.. Flags.Replace],
                TargetDependents = Flags.TargetDependents,
                ExcludeDependents = Flags.ExcludeDependents,
                Refresh = Flags.Refresh,
                ContinueOnError = Flags.ContinueOnError,
                ShowSecrets = false,
            }
        );

    public PreviewOptions PreviewOptions() =>
        Common(
            new PreviewOptions
            {
                ExpectNoChanges = Flags.ExpectNoChanges,
                Diff = Flags.Diff,
                Plan = Flags.Plan,
                Replace = [.. Flags.Replace],
                TargetDependents = Flags.TargetDependents,
                ExcludeDependents = Flags.ExcludeDependents,
                Refresh = Flags.Refresh,
            }
        );

    public DestroyOptions DestroyOptions() =>
        Common(
            new DestroyOptions
            {
                PreviewOnly = Flags.PreviewOnly,
                TargetDependents = Flags.TargetDependents,
                ExcludeDependents = Flags.ExcludeDependents,
                Refresh = Flags.Refresh,
                ContinueOnError = Flags.ContinueOnError,
                RunProgram = Flags.RunProgram ? true : null,
                ShowSecrets = false,
            }
        );

    public RefreshOptions RefreshOptions(bool isPreview) =>
        Common(
            new RefreshOptions
            {
                PreviewOnly = isPreview || Flags.PreviewOnly,
                ExpectNoChanges = Flags.ExpectNoChanges,
                RunProgram = Flags.RunProgram ? true : null,
                SkipPendingCreates = Flags.SkipPendingCreates,
                ClearPendingCreates = Flags.ClearPendingCreates,
                ImportPendingCreates =
                [
                    .. Flags.ImportPendingCreates.Select(create => new PendingCreateValue(create.Urn, create.Id)),
                ],
                ShowSecrets = false,
            }
        );

    public ImportOptions ImportOptions(ImportResource resource, bool protect) =>
        new()
        {
            Resources = [resource],
            Protect = protect,
            GenerateCode = false,
            ShowSecrets = false,
            OnStandardOutput = Say,
            OnStandardError = Complain,
        };

    private T Common<T>(T update)
        where T : UpdateOptions
    {
        update.Parallel = Flags.Parallel;
        update.Message = Flags.Message;
        update.Target = [.. Flags.Targets];
        update.Exclude = [.. Flags.Excludes];
        update.Debug = Flags.Debug;
        update.Json = Flags.Json;
        update.Color = "never";
        update.OnStandardOutput = Say;
        update.OnStandardError = Complain;
        update.OnEvent = _changes.Take;
        return update;
    }

    private void Say(string line) => options.Progress?.Report(new EnvironmentProgress.Line(line, IsError: false));

    private void Complain(string line) => options.Progress?.Report(new EnvironmentProgress.Line(line, IsError: true));
}
