using Amazon.Glue.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

internal static class GlueLeftovers
{
    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var glue = target.Glue();
        var kinds = new (string Kind, Func<string?, Task<(IEnumerable<string>? Names, string? Next)>> ReadAsync)[]
        {
            (
                "database",
                async token =>
                {
                    var page = await glue.GetDatabasesAsync(
                        new GetDatabasesRequest { NextToken = token },
                        cancellationToken
                    );
                    return (page.DatabaseList?.Select(database => database.Name), page.NextToken);
                }
            ),
            (
                "crawler",
                async token =>
                {
                    var page = await glue.GetCrawlersAsync(
                        new GetCrawlersRequest { NextToken = token },
                        cancellationToken
                    );
                    return (page.Crawlers?.Select(crawler => crawler.Name), page.NextToken);
                }
            ),
            (
                "classifier",
                async token =>
                {
                    var page = await glue.GetClassifiersAsync(
                        new GetClassifiersRequest { NextToken = token },
                        cancellationToken
                    );
                    return (
                        page.Classifiers?.Select(classifier => classifier.CsvClassifier?.Name ?? ""),
                        page.NextToken
                    );
                }
            ),
            (
                "job",
                async token =>
                {
                    var page = await glue.GetJobsAsync(new GetJobsRequest { NextToken = token }, cancellationToken);
                    return (page.Jobs?.Select(job => job.Name), page.NextToken);
                }
            ),
            (
                "security configuration",
                async token =>
                {
                    var page = await glue.GetSecurityConfigurationsAsync(
                        new GetSecurityConfigurationsRequest { NextToken = token },
                        cancellationToken
                    );
                    return (page.SecurityConfigurations?.Select(configuration => configuration.Name), page.NextToken);
                }
            ),
        };
        foreach (var (kind, readAsync) in kinds)
        {
            await foreach (var name in Pages.ReadAsync(readAsync, cancellationToken))
            {
                if (mark.IsOn(name))
                {
                    yield return new Leftover("glue", kind, name);
                }
            }
        }
    }
}
