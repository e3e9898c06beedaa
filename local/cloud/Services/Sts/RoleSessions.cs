using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Iam;

namespace CustomerLake.Local.Cloud.Services.Sts;

/// <summary>Taking roles: for callers over the wire and for services that act for a role.</summary>
internal sealed class RoleSessions(Roles roles, Sessions sessions)
{
    private const int ShortestSession = 900;

    /// <summary>A caller takes a role, if its trust policy lets it.</summary>
    public (string AccessKeyId, Caller Caller) Assume(CallContext call, AssumeRoleRequest request)
    {
        var role = roles.FindByArn(request.RoleArn) ?? throw Denied(call, request.RoleArn);
        var seconds = request.DurationSeconds ?? 3600;
        if (seconds < ShortestSession || seconds > role.MaxSessionDuration)
        {
            throw new AwsException(
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
            );
        }

        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalAccount"] = call.AccountId,
            ["aws:PrincipalArn"] = call.CallerArn,
            ["sts:RoleSessionName"] = request.RoleSessionName,
            // Loopback counts as secure transport.
            ["aws:SecureTransport"] = "true",
        };
        if (request.ExternalId is { } externalId)
        {
            context["sts:ExternalId"] = externalId;
        }

        var question = new PolicyQuestion
        {
            Principals = Names(call),
            Action = "sts:AssumeRole",
            Resource = role.Arn,
            Context = context,
        };
        return IsTrusted(role, question)
            ? Open(role, request.RoleSessionName, seconds)
            : throw Denied(call, request.RoleArn);
    }

    /// <summary>
    /// Whether a service may take a role on behalf of a resource: the role is there, and its trust policy names the service
    /// (<c>glue.amazonaws.com</c>). What the policy may ask of the resource is answered as AWS answers it.
    /// </summary>
    public bool CanAssumeFor(string service, string roleArn, string sourceArn) =>
        roles.FindByArn(roleArn) is { } role
        && IsTrusted(
            role,
            new PolicyQuestion
            {
                Principals = [],
                Service = service,
                Action = "sts:AssumeRole",
                Resource = role.Arn,
                Context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
                {
                    ["aws:SourceAccount"] = sourceArn.Split(':')[4],
                    ["aws:SourceArn"] = sourceArn,
                    ["aws:SecureTransport"] = "true",
                },
            }
        );

    private (string, Caller) Open(Role role, string sessionName, int seconds)
    {
        var account = role.Arn.Split(':')[4];
        return sessions.Open(
            account,
            $"arn:aws:sts::{account}:assumed-role/{role.Name}/{sessionName}",
            $"{role.Id}:{sessionName}",
            TimeSpan.FromSeconds(seconds)
        );
    }

    private static bool IsTrusted(Role role, PolicyQuestion question) =>
        PolicyEvaluation.Evaluate([PolicyDocument.Parse(role.TrustPolicy, PolicyKind.Trust)], question)
        == PolicyAnswer.Allowed;

    /// <summary>A trust policy may mean a caller by its own ARN, its role's, its account's root or its account id.</summary>
    private List<string> Names(CallContext call)
    {
        List<string> names = [call.CallerArn, $"arn:aws:iam::{call.AccountId}:root", call.AccountId];
        if (roles.FindBySession(call.CallerArn) is { } role)
        {
            names.Add(role.Arn);
        }

        return names;
    }

    private static AwsException Denied(CallContext call, string roleArn) =>
        new(
            "AccessDenied",
            $"User: {call.CallerArn} is not authorized to perform: sts:AssumeRole on resource: {roleArn}",
            403
        );
}
