using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Display;
using CustomerLake.Local.Engine.Events;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>One operation from the command line: lock, state, events, display, history.</summary>
internal sealed class Operation(
    CommandContext context,
    OperationKind kind,
    StackName stack,
    PassphraseSecrets secrets,
    StackConfiguration configuration,
    CommandLine line
)
{
    public required DeploymentOptions Options { get; init; }

    private CommandOutput Output => context.Output;

    private SecretForm Sealed => new SecretForm.Encrypted(secrets.Encrypt);

    /// <param name="quiet">Nothing goes to the event log or the caller: a preview that is only shown.</param>
    public async Task<int> RunAsync(bool preview, bool quiet = false)
    {
        using var held = preview ? null : context.Lock(stack);
        held?.OnMissing = Output.Error;
        var started = context.Time.GetUtcNow();
        var start = Load();
        var options = Options with { Preview = preview };
        var mask = new SecretMask();
        mask.Learn(configuration.Values);
        foreach (var state in start.Resources)
        {
            mask.Learn(state.Inputs);
            mask.Learn(state.Outputs);
        }

        var display = Displays.Choose(line, kind, preview, stack.Name, Output, context.Options.Screen, context.Time);
        using var live = display as IDisposable;
        using var log = quiet ? null : EventLog.Open(context, line);
        var sequence = 0;
        var reporter = new DeploymentReporter(options, mask, Send);
        using var journal = preview
            ? new SnapshotJournal(start, null, Sealed, "")
            : context.Backend.OpenJournal(stack, start, Sealed);
        reporter.Send(new EngineEvent.Prelude(ShownConfig()));
        var target = Target(preview);
        var deployment = new Deployment(target, options, start, journal, reporter, context.Options.Runner);
        var result = await deployment.RunAsync(context.Call.Graceful, context.Call.Forceful);
        if (result.Outcome == DeploymentOutcome.Abandoned)
        {
            held!.Abandoned = true;
            throw new CommandFailedException("update cancelled", CommandFailedException.Abandoned);
        }

        var ended = context.Time.GetUtcNow();
        var outcome = result.Outcome switch
        {
            DeploymentOutcome.Succeeded => "succeeded",
            _ => "failed",
        };
        if (result.Message is null)
        {
            reporter.Send(
                new EngineEvent.Summary(preview, reporter.MaybeCorrupt, ended - started, reporter.Changes, outcome)
            );
            reporter.Send(new EngineEvent.Cancel());
        }

        if (!preview)
        {
            Save(journal, start);
            AddHistory(started, ended, result.Outcome, reporter.Changes);
        }

        display.Finish();
        return Conclude(result, reporter, preview, quiet);

        void Send(EngineEvent happened)
        {
            // The SDK has much to say for debugging, of every resource.
            if (happened is EngineEvent.Diagnostic { Severity: "debug" } && !line.Has("debug"))
            {
                return;
            }

            if (!quiet)
            {
                log?.Write(happened, sequence);
                context.Call.OnEvent?.Invoke(happened, sequence);
                sequence++;
            }

            display.Show(happened);
        }
    }

    private Snapshot Load()
    {
        var start = context.LoadSnapshot(stack);
        if (SnapshotIntegrity.FirstFault(start) is { } fault)
        {
            throw new SnapshotIntegrityException(
                $"snapshot integrity failure; refusing to use it: {fault}\n"
                    + "Run `pulumi state repair` to mend it, or restore a backup with `pulumi stack import`."
            );
        }

        if (start.Resources.FirstOrDefault(IsNameless) is { } nameless)
        {
            throw new CommandFailedException(
                $"resource '{nameless.Urn}' is marked as custom but has no ID; remove it with "
                    + $"`pulumi state delete --disable-integrity-checking '{nameless.Urn}'` before retrying"
            );
        }

        return start with
        {
            SecretsSalt = secrets.Salt,
        };
    }

    private static bool IsNameless(ResourceState state) => state is { Custom: true, Id: "" };

    private void Save(SnapshotJournal journal, Snapshot start)
    {
        var after = journal.Current;
        SnapshotIntegrity.Verify(after);
        context.Backend.Backup(stack);
        context.Backend.Save(stack, after with { SecretsSalt = start.SecretsSalt }, Sealed);
    }

    private void AddHistory(
        DateTimeOffset started,
        DateTimeOffset ended,
        DeploymentOutcome outcome,
        ImmutableSortedDictionary<string, int> changes
    )
    {
        StackHistory.Append(
            context.Backend,
            stack,
            new HistoryEntry(
                kind.HistoryName(),
                started,
                ended,
                outcome == DeploymentOutcome.Succeeded ? "succeeded" : "failed"
            )
            {
                Message = line.Value("message") ?? "",
                Environment = OperationEnvironment.Describe(context, line),
                Changes = changes,
                Config = configuration.Nodes.ToImmutableSortedDictionary(StringComparer.Ordinal),
            }
        );
    }

    private int Conclude(DeploymentResult result, DeploymentReporter reporter, bool preview, bool quiet)
    {
        if (result.Message is not null)
        {
            throw new CommandFailedException(result.Message);
        }

        if (result.Outcome != DeploymentOutcome.Succeeded)
        {
            return CommandFailedException.Failed;
        }

        if (quiet)
        {
            // What is expected is asked of the operation itself.
            return 0;
        }

        if (preview && line.Value("save-plan") is { } path)
        {
            SavePlan(result.Plan(), path);
        }

        if (kind == OperationKind.Destroy && !preview)
        {
            FinishDestroy();
        }
        else if (
            kind == OperationKind.Destroy
            && line.Has("preview-only")
            && line.Has("remove")
            && !context.Backend.Load(stack, null).IsOnlyRoot
        )
        {
            throw new CommandFailedException("refusing to remove stack because it still contains resources");
        }

        if (line.Has("expect-no-changes") && reporter.HasChanges)
        {
            throw new CommandFailedException(
                $"no changes were expected for {kind.Word()} but changes were proposed",
                CommandFailedException.ChangesNotExpected
            );
        }

        return 0;
    }

    /// <summary>What is left to say, or to remove, when a destroy has done what it was asked for.</summary>
    private void FinishDestroy()
    {
        var left = context.Backend.Load(stack, null);
        var kept = Options.ExcludeProtected ? left.Resources.Count(state => state.Protect) : 0;
        if (kept > 0)
        {
            Tell(
                $"All unprotected resources were destroyed. There are still {kept} protected resources associated with "
                    + "this stack."
            );
        }
        else if (Options.Targets.IsEmpty && line.Has("remove"))
        {
            Remove(left);
        }
        else if (Options.Targets.IsEmpty && Options.Excludes.IsEmpty)
        {
            Tell(
                "The resources in the stack have been deleted, but the history and configuration associated with "
                    + "the stack are still maintained. "
            );
            Tell($"If you want to remove the stack completely, run `pulumi stack rm {stack.Name}`.");
        }
    }

    private void Remove(Snapshot left)
    {
        if (!left.IsOnlyRoot)
        {
            throw new CommandFailedException("refusing to remove stack because it still contains resources");
        }

        context.Backend.Remove(stack);
        context.Options.Files.Delete(context.StackFilePath(stack));
        if (context.Selected() is null)
        {
            context.Select(null);
        }

        Tell("The resources in the stack have been deleted, and the history and configuration removed.");
    }

    private void Tell(string text)
    {
        if (!line.Has("json"))
        {
            Output.WriteLine(text);
        }
    }

    private void SavePlan(UpdatePlan plan, string path)
    {
        var json = plan.ToJson(Sealed, context.Time.GetUtcNow());
        File.WriteAllText(
            Path.Combine(context.Call.WorkDirectory, path),
            json.ToJsonString(new JsonSerializerOptions { WriteIndented = true })
        );
        Output.Error($"Update plan written to '{path}'");
        Output.Error(
            $"Run `pulumi up --plan='{path}'` to constrain the update to the operations planned by this preview"
        );
    }

    private ImmutableSortedDictionary<string, string> ShownConfig() =>
        configuration.Entries.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => entry.Value.Secret ? SecretForm.Mask : entry.Value.Text,
            StringComparer.Ordinal
        );

    private DeploymentTarget Target(bool preview) =>
        new(
            stack,
            new ProgramRequest(context.Project.Name, stack.Name, context.Project.Folder, preview)
            {
                Config = configuration.Texts,
                SecretConfigKeys = configuration.SecretKeys,
                Parallel = Options.Parallel,
            },
            context.Options.Packages
        )
        {
            Config = configuration.Values,
            StackOutputs = context.OutputsOf,
            NewId = context.Options.NewId,
            Time = context.Time,
        };
}
