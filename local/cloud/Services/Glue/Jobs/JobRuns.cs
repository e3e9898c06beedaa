using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>Runs as records: every change of state goes through here, guarded by the state machine.</summary>
internal sealed class JobRuns(StateDatabase database, TimeProvider time)
{
    public const string Interrupted = "Internal service error: the local cloud stopped while the run was in progress.";

    private readonly ResourceTable<JobRunRecord> _records = new(database, "glue.jobrun");

    /// <summary>Adds a run unless its job has as many unfinished ones as it may.</summary>
    /// <exception cref="AwsException">ConcurrentRunsExceededException.</exception>
    public void Add(Scope scope, JobRunRecord run, int mostConcurrent) =>
        database.InTransaction(() =>
        {
            if (List(scope, run.JobName).Count(other => !other.IsOver) >= mostConcurrent)
            {
                throw GlueErrors.ConcurrentRunsExceeded(run.JobName);
            }

            _records.Put(scope, KeyOf(run.JobName, run.Id), run);
        });

    public JobRunRecord? Find(Scope scope, string job, string id) => _records.Find(scope, KeyOf(job, id));

    public JobRunRecord Get(Scope scope, string job, string id) =>
        Find(scope, job, id) ?? throw GlueErrors.JobRunNotFound(id);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobRunRecord> List(Scope scope, string job) =>
        [
            .. _records
                .List(scope, job + GlueNames.Separator)
                .OrderByDescending(run => run.StartedOn)
                .ThenByDescending(run => run.Attempt)
                .ThenBy(run => run.Id, StringComparer.Ordinal),
        ];

    /// <summary>Null when the run is gone or may not go there from where it is.</summary>
    public JobRunRecord? TryMove(Scope scope, JobRunRecord run, string state, string? error = null) =>
        JobRunStates.Moves.TryMove(
            _records,
            scope,
            KeyOf(run.JobName, run.Id),
            state,
            current => current.State,
            current =>
            {
                var now = time.GetUtcNow();
                return current with
                {
                    State = state,
                    ErrorMessage = error ?? current.ErrorMessage,
                    LastModifiedOn = now,
                    RunningSince = state == JobRunStates.Running ? now : current.RunningSince,
                    CompletedOn = JobRunStates.Moves.IsFinal(state) ? now : null,
                };
            }
        );

    public void Forget(Scope scope, string job) => _records.DeleteAll(scope, job + GlueNames.Separator);

    /// <summary>Runs that a killed server left behind have failed; whatever they had not published is gone.</summary>
    public void Recover()
    {
        foreach (var (scope, _, run) in _records.ListEverywhere())
        {
            if (!run.IsOver)
            {
                TryMove(scope, run, JobRunStates.Failed, Interrupted);
            }
        }
    }

    private static string KeyOf(string job, string id) => job + GlueNames.Separator + id;
}
