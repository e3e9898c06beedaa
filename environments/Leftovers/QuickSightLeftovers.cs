using System.Runtime.CompilerServices;
using Amazon.QuickSight.Model;
using Amazon.SecurityToken.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

internal static class QuickSightLeftovers
{
    private const string Namespace = "default";

    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var sts = target.Sts();
        var account = (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken)).Account;
        using var quickSight = target.QuickSight();
        var kinds = new (string Kind, Func<string?, Task<(IEnumerable<string>? Ids, string? Next)>> ReadAsync)[]
        {
            (
                "data source",
                async token =>
                {
                    var page = await quickSight.ListDataSourcesAsync(
                        new ListDataSourcesRequest { AwsAccountId = account, NextToken = token },
                        cancellationToken
                    );
                    return (page.DataSources?.Select(source => source.DataSourceId), page.NextToken);
                }
            ),
            (
                "data set",
                async token =>
                {
                    var page = await quickSight.ListDataSetsAsync(
                        new ListDataSetsRequest { AwsAccountId = account, NextToken = token },
                        cancellationToken
                    );
                    return (page.DataSetSummaries?.Select(set => set.DataSetId), page.NextToken);
                }
            ),
            (
                "dashboard",
                async token =>
                {
                    var page = await quickSight.ListDashboardsAsync(
                        new ListDashboardsRequest { AwsAccountId = account, NextToken = token },
                        cancellationToken
                    );
                    return (page.DashboardSummaryList?.Select(dashboard => dashboard.DashboardId), page.NextToken);
                }
            ),
            (
                "group",
                async token =>
                {
                    var page = await quickSight.ListGroupsAsync(
                        new ListGroupsRequest
                        {
                            AwsAccountId = account,
                            Namespace = Namespace,
                            NextToken = token,
                        },
                        cancellationToken
                    );
                    return (page.GroupList?.Select(group => group.GroupName), page.NextToken);
                }
            ),
        };
        foreach (var (kind, readAsync) in kinds)
        {
            await foreach (var id in Pages.ReadAsync(readAsync, cancellationToken))
            {
                if (mark.IsOn(id))
                {
                    yield return new Leftover("quicksight", kind, id);
                }
            }
        }
    }
}
