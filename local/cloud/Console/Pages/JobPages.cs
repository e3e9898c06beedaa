using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>Glue jobs and their last runs.</summary>
internal static class JobPages
{
    private const int MostRuns = 50;

    public static async Task<Markup> JobsAsync(
        ConsoleLake lake,
        ConsoleRequest request,
        CancellationToken cancellationToken
    )
    {
        var call = lake.Call(request.Scope);
        var jobs = await lake.AskGlueAsync<GetJobsResponse>("GetJobs", new GetJobsRequest(), call, cancellationToken);
        var sections = new List<Markup>();
        foreach (var job in jobs.Jobs)
        {
            var runs = await lake.AskGlueAsync<GetJobRunsResponse>(
                "GetJobRuns",
                new GetJobRunsRequest { JobName = job.Name, MaxResults = MostRuns },
                call,
                cancellationToken
            );
            sections.Add(Job(job, runs.JobRuns));
        }

        return Layout.Page(
            "Jobs",
            "Jobs",
            request.Scope,
            sections.Count == 0 ? Layout.Empty("The account has no job.") : Markup.Join(sections)
        );
    }

    private static Markup Job(JobDescription job, IReadOnlyList<JobRunDescription> runs) =>
        Markup.Of(
            $"""
            <section><h2>{job.Name}</h2><p>{job.Description} <code>{job.Command?.ScriptLocation}</code></p>
            {(
                runs.Count == 0
                    ? Layout.Empty("It has not run yet.")
                    : Layout.Table(
                        ["Run", "State", "Started", "Seconds", "Error"],
                        runs.Select(Run),
                        $"Runs of {job.Name}"
                    )
            )}
            </section>
            """
        );

    private static IReadOnlyList<Markup> Run(JobRunDescription run) =>
        [
            Layout.Text(run.Id),
            Markup.Of(
                $"<span class=\"{(run.JobRunState == "SUCCEEDED" ? "good" : run.ErrorMessage is null ? "" : "bad")}\">{run.JobRunState}</span>"
            ),
            Markup.Of($"{run.StartedOn.UtcDateTime:yyyy-MM-dd HH:mm:ss}"),
            Layout.Number(run.ExecutionTime),
            Layout.Text(run.ErrorMessage),
        ];
}
