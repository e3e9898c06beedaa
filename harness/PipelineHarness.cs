using CustomerLake.Harness.Contracts;
using CustomerLake.Harness.Expectations;
using CustomerLake.Harness.Records;
using CustomerLake.Harness.Stages;

namespace CustomerLake.Harness;

/// <summary>Runs data through the seven stages of an environment and says what came out.</summary>
public static class PipelineHarness
{
    private static readonly (
        StageName Name,
        Func<StageContext, CancellationToken, Task<StageRecord>> RunAsync
    )[] Stages =
    [
        (StageName.Acquire, AcquireStage.RunAsync),
        (StageName.Stage, StageStage.RunAsync),
        (StageName.Process, ProcessStage.RunAsync),
        (StageName.Store, StoreStage.RunAsync),
        (StageName.Analyze, AnalyzeStage.RunAsync),
        (StageName.Serve, ServeStage.RunAsync),
        (StageName.Consume, ConsumeStage.RunAsync),
    ];

    /// <summary>Runs all stages in order. Wrong results are in the record's mismatches; a stage that cannot run throws.</summary>
    /// <exception cref="StageException">A stage could not do its work.</exception>
    /// <exception cref="InvalidDataException">The expected results or a data contract cannot be read.</exception>
    public static async Task<RunRecord> RunAsync(HarnessOptions options, CancellationToken cancellationToken = default)
    {
        if (!Directory.Exists(options.DataFolder))
        {
            throw new StageException(
                StageName.Acquire,
                options.DataFolder,
                "there is no such data folder; give one with --data, or make one with `lake sample --out DIR`."
            );
        }

        var startedAt = options.Time.GetUtcNow();
        var began = options.Time.GetTimestamp();
        var context = new StageContext(options)
        {
            Contracts = DataContract.ReadAll(options.ContractsFolder),
            Expected = await ExpectedResults.FindAsync(options.DataFolder, cancellationToken),
        };
        var records = new List<StageRecord>();
        foreach (var (name, runAsync) in Stages)
        {
            options.Progress?.Report(new StageProgress(name, null));
            var start = options.Time.GetTimestamp();
            var record = await runAsync(context, cancellationToken) with
            {
                Seconds = options.Time.GetElapsedTime(start).TotalSeconds,
            };
            records.Add(record);
            options.Progress?.Report(new StageProgress(name, record));
        }

        return new RunRecord
        {
            Stack = options.Stack,
            StartedAt = startedAt,
            Seconds = options.Time.GetElapsedTime(began).TotalSeconds,
            Stages = records,
            Sources = context.Sources,
            Anomalies = context.Anomalies,
            Checked = context.Expected is null ? CheckKind.ConservationOnly : CheckKind.ExpectedResults,
            Mismatches = context.Mismatches,
            AccessEnforced = context.AccessEnforced,
        };
    }
}
