using System.Runtime.CompilerServices;
using Amazon.CloudWatchLogs.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

internal static class LogLeftovers
{
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
                yield return new Leftover("logs", "log group", group.LogGroupName);
            }
        }
    }
}
