using CustomerLake.Environments.Changes;
using Pulumi.Automation;
using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Environments;

/// <summary>One operation: its options for the Automation API, and its failure in our words.</summary>
internal sealed class Operation(string stack, string done, EnvironmentOptions options)
{
    private readonly ChangeCollector _changes = new(options.Progress);
    private readonly long _began = options.Time.GetTimestamp();

    private OperationFlags Flags => options.Flags;

    public async Task<T> RunAsync<T>(Func<Operation, Task<T>> runAsync)
    {
        try
        {
            return await runAsync(this);
        }
        catch (CommandException failure)
        {
            throw Failure.Of(failure, stack, done, _changes.Errors);
        }
    }

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
                Refresh = Flags.Refresh,
            }
        );

    public DestroyOptions DestroyOptions() =>
        Common(
            new DestroyOptions
            {
                Refresh = Flags.Refresh,
                ContinueOnError = Flags.ContinueOnError,
                ShowSecrets = false,
            }
        );

    public RefreshOptions RefreshOptions(bool isPreview) =>
        Common(
            new RefreshOptions
            {
                PreviewOnly = isPreview,
                ExpectNoChanges = Flags.ExpectNoChanges,
                ClearPendingCreates = Flags.ClearPendingCreates,
                ShowSecrets = false,
            }
        );

    private T Common<T>(T update)
        where T : UpdateOptions
    {
        update.Parallel = Flags.Parallel;
        update.Message = Flags.Message;
        update.Target = [.. Flags.Targets];
        update.Json = Flags.Json;
        update.Color = "never";
        update.OnStandardOutput = line => options.Progress?.Report(new EnvironmentProgress.Line(line, IsError: false));
        update.OnStandardError = line => options.Progress?.Report(new EnvironmentProgress.Line(line, IsError: true));
        update.OnEvent = _changes.Take;
        return update;
    }
}
