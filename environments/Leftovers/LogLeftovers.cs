using System.Runtime.CompilerServices;
using Amazon.CloudWatchLogs.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

internal static class LogLeftovers
{
    private const string Service = "logs";
    private const string GluePrefix = "/aws-glue/";

    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var logs = target.Logs();
        var groups = Pages.ReadAsync<LogGroup>(
            async token =>
            {
                var page = await logs.DescribeLogGroupsAsync(
                    new DescribeLogGroupsRequest { NextToken = token },
                    cancellationToken
                );
                return (page.LogGroups, page.NextToken);
            },
            cancellationToken
        );
        await foreach (var group in groups)
        {
            if (mark.IsOn(group.LogGroupName))
            {
                yield return new Leftover(Service, "log group", group.LogGroupName);
            }
        }
    }

    /// <summary>Log groups that Glue makes when a job or crawler first writes; nobody else names one so.</summary>
    public static IReadOnlyList<string> MadeByServices(EnvironmentMark mark, IEnumerable<Leftover> leftovers) =>
        mark.Suffix is null
            ? []
            :
            [
                .. leftovers
                    .Where(left => left.Service == Service && mark.IsOn(left.Name))
                    .Select(left => left.Name)
                    .Where(name => name.StartsWith(GluePrefix, StringComparison.Ordinal)),
            ];

    public static async Task RemoveAsync(
        AwsTarget target,
        IEnumerable<string> groups,
        CancellationToken cancellationToken
    )
    {
        using var logs = target.Logs();
        foreach (var group in groups)
        {
            await logs.DeleteLogGroupAsync(new DeleteLogGroupRequest { LogGroupName = group }, cancellationToken);
        }
    }
}
