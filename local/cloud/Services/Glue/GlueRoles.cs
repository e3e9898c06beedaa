using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Iam;
using CustomerLake.Local.Cloud.Services.Sts;

namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>The roles that crawlers and jobs name, by ARN or by name.</summary>
internal sealed class GlueRoles(Roles roles, RoleSessions sessions)
{
    private const string Principal = "glue.amazonaws.com";

    /// <summary>A name is that of a role of the caller's account; it may have its path before it.</summary>
    public string ArnOf(CallContext call, string role) =>
        role.StartsWith("arn:", StringComparison.Ordinal) ? role
        : roles.Find(call.AccountId, role[(role.LastIndexOf('/') + 1)..]) is { } found ? found.Arn
        : $"arn:aws:iam::{call.AccountId}:role/{role.TrimStart('/')}";

    /// <summary>Whether Glue may take the role for a crawler or a job: it is the account's own, is there, and trusts Glue.</summary>
    public bool CanTake(CallContext call, string role, string resourceArn)
    {
        var arn = ArnOf(call, role);
        return arn.Split(':') is [_, _, _, _, var account, ..]
            && account == call.AccountId
            && sessions.CanAssumeFor(Principal, arn, resourceArn);
    }
}
