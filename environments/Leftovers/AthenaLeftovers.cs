using System.Runtime.CompilerServices;
using Amazon.Athena.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

/// <summary>Workgroups; named queries and executions go with theirs.</summary>
internal static class AthenaLeftovers
{
    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var athena = target.Athena();
        var groups = Pages.ReadAsync<WorkGroupSummary>(
            async token =>
            {
                var page = await athena.ListWorkGroupsAsync(
                    new ListWorkGroupsRequest { NextToken = token },
                    cancellationToken
                );
                return (page.WorkGroups, page.NextToken);
            },
            cancellationToken
        );
        await foreach (var group in groups)
        {
            if (mark.IsOn(group.Name))
            {
                yield return new Leftover("athena", "workgroup", group.Name);
            }
        }
    }
}
