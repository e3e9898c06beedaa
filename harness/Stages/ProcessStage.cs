using System.Globalization;
using System.Text.Json;
using Amazon.Glue;
using Amazon.Glue.Model;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Stages;

/// <summary>Process: the Glue job turns raw into curated; its counters must account for every row.</summary>
internal static class ProcessStage
{
    private const string CountersPrefix = "COUNTERS ";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static async Task<StageRecord> RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var job = context.Outputs.Job;
        using var glue = context.Options.Target.Glue();
        var run = await StageContext.TryAsync(
            StageName.Process,
            $"job {job}",
            () => RunJobAsync(context, glue, cancellationToken)
        );
        var group = run.LogGroupName ?? "/aws-glue/jobs";
        if (run.JobRunState != JobRunState.SUCCEEDED)
        {
            throw new StageException(
                StageName.Process,
                $"job {job}, run {run.Id}",
                run.ErrorMessage ?? $"the run ended as {run.JobRunState}",
                await JobLog.TailAsync(context, $"{group}/error", run.Id, cancellationToken)
            );
        }

        var output = await StageContext.TryAsync(
            StageName.Process,
            $"log stream {group}/output/{run.Id}",
            () => JobLog.ReadAsync(context, $"{group}/output", run.Id, cancellationToken)
        );
        context.Sources = ReadCounters(job, run.Id, output);
        CheckConservation(context);
        return new StageRecord
        {
            Name = StageName.Process,
            In = context.Sources.Values.Sum(source => source.In),
            InUnit = "rows",
            Out = context.Sources.Values.Sum(source => source.Out),
            OutUnit = "rows",
            Duplicates = context.Sources.Values.Sum(source => source.Duplicates),
            Rejected = context
                .Sources.SelectMany(source =>
                    source.Value.Rejected.Select(reason => (Reason: $"{source.Key}: {reason.Key}", Rows: reason.Value))
                )
                .ToDictionary(pair => pair.Reason, pair => pair.Rows),
        };
    }

    private static async Task<JobRun> RunJobAsync(
        StageContext context,
        AmazonGlueClient glue,
        CancellationToken cancellationToken
    )
    {
        var arguments = new Dictionary<string, string>();
        if (context.Options.From is { } from)
        {
            arguments["--from"] = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (context.Options.To is { } to)
        {
            arguments["--to"] = to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        var job = context.Outputs.Job;
        var started = await glue.StartJobRunAsync(
            new StartJobRunRequest { JobName = job, Arguments = arguments },
            cancellationToken
        );
        return await context.Polling.UntilAsync(
            $"Run {started.JobRunId} of job {job}",
            async token =>
                (
                    await glue.GetJobRunAsync(new GetJobRunRequest { JobName = job, RunId = started.JobRunId }, token)
                ).JobRun,
            run => run.JobRunState.Value is not ("STARTING" or "RUNNING" or "STOPPING" or "WAITING"),
            cancellationToken
        );
    }

    private static Dictionary<string, SourceCounts> ReadCounters(string job, string run, IReadOnlyList<string> output)
    {
        var line = output.LastOrDefault(line => line.StartsWith(CountersPrefix, StringComparison.Ordinal));
        return line is null
            ? throw new StageException(
                StageName.Process,
                $"job {job}, run {run}",
                "the run succeeded but printed no line that starts with 'COUNTERS ', so nobody can say what became of the rows",
                [.. output.TakeLast(10)]
            )
            : JsonSerializer.Deserialize<Dictionary<string, SourceCounts>>(line[CountersPrefix.Length..], Options)!;
    }

    private static void CheckConservation(StageContext context)
    {
        foreach (var (source, counts) in context.Sources)
        {
            var accounted = counts.Out + counts.Duplicates + counts.Rejected.Values.Sum();
            if (counts.Duplicates < 0 || accounted != counts.In)
            {
                context.Mismatches.Add(
                    new Mismatch(
                        "conservation",
                        source,
                        $"{counts.In} rows in",
                        $"{counts.Out} out, {counts.Duplicates} duplicates, {counts.Rejected.Values.Sum()} rejected"
                    )
                );
            }
        }

        foreach (var (source, expected) in context.Expected?.Sources ?? new Dictionary<string, SourceCounts>())
        {
            var actual = context.Sources.GetValueOrDefault(source);
            Compare(context, $"{source} in", source, expected.In, actual?.In);
            Compare(context, $"{source} out", source, expected.Out, actual?.Out);
            Compare(context, $"{source} duplicates", source, expected.Duplicates, actual?.Duplicates);
            foreach (var reason in expected.Rejected.Keys.Union(actual?.Rejected.Keys ?? []))
            {
                Compare(
                    context,
                    $"{source} rejected",
                    $"{source}: {reason}",
                    expected.Rejected.GetValueOrDefault(reason),
                    actual?.Rejected.GetValueOrDefault(reason)
                );
            }
        }
    }

    private static void Compare(StageContext context, string expectation, string key, long expected, long? actual)
    {
        if (expected != actual)
        {
            context.Mismatches.Add(new Mismatch(expectation, key, $"{expected} rows", $"{actual} rows"));
        }
    }
}
