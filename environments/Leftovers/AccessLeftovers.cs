using System.Runtime.CompilerServices;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using CustomerLake.Harness;

namespace CustomerLake.Environments.Leftovers;

internal static class AccessLeftovers
{
    public static async IAsyncEnumerable<Leftover> AskAsync(
        AwsTarget target,
        EnvironmentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var iam = target.Iam();
        var kinds = new (string Kind, Func<string?, Task<(IEnumerable<string>? Names, string? Next)>> ReadAsync)[]
        {
            (
                "role",
                async token =>
                {
                    var page = await iam.ListRolesAsync(new ListRolesRequest { Marker = token }, cancellationToken);
                    return (page.Roles?.Select(role => role.RoleName), page.IsTruncated == true ? page.Marker : null);
                }
            ),
            (
                "policy",
                async token =>
                {
                    var page = await iam.ListPoliciesAsync(
                        new ListPoliciesRequest { Scope = PolicyScopeType.Local, Marker = token },
                        cancellationToken
                    );
                    return (
                        page.Policies?.Select(policy => policy.PolicyName),
                        page.IsTruncated == true ? page.Marker : null
                    );
                }
            ),
        };
        foreach (var (kind, readAsync) in kinds)
        {
            await foreach (var name in Pages.ReadAsync(readAsync, cancellationToken))
            {
                if (mark.IsOn(name))
                {
                    yield return new Leftover("iam", kind, name);
                }
            }
        }
    }
}
