using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Iam;

namespace CustomerLake.Local.Cloud.Services.Sts;

/// <summary>AWS Security Token Service. <see href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html"/></summary>
internal sealed partial class StsService : IAwsService
{
    private const int ShortestSession = 900;
    private const int LongestToken = 129600;
    private readonly Sessions _sessions;
    private readonly RoleSessions _roles;

    public StsService(Sessions sessions, RoleSessions roles)
    {
        _sessions = sessions;
        _roles = roles;
        Operations = new OperationTable()
            .Add<GetCallerIdentityRequest, GetCallerIdentityResult>(
                "GetCallerIdentity",
                "sts:GetCallerIdentity",
                (_, _) => "*",
                GetCallerIdentityAsync
            )
            .Add<AssumeRoleRequest, AssumeRoleResult>(
                "AssumeRole",
                "sts:AssumeRole",
                (request, _) => request.RoleArn,
                AssumeRoleAsync
            )
            .Deviates("The role's trust policy decides; session policies and session tags are refused.")
            .Add<GetSessionTokenRequest, GetSessionTokenResult>(
                "GetSessionToken",
                "sts:GetSessionToken",
                (_, _) => "*",
                GetSessionTokenAsync
            )
            .Refuse("AssumeRoleWithSAML", "identity providers are not emulated.")
            .Refuse("AssumeRoleWithWebIdentity", "identity providers are not emulated.")
            .Refuse("GetFederationToken", "identity providers are not emulated.");
    }

    public string SigningName => "sts";

    public AwsProtocol Protocol { get; } = AwsProtocol.Query("https://sts.amazonaws.com/doc/2011-06-15/");

    public OperationTable Operations { get; }

    private Task<GetCallerIdentityResult> GetCallerIdentityAsync(
        GetCallerIdentityRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        // The caller's signature was just verified, so there is somebody behind the key.
        var caller = _sessions.Find(call.AccessKeyId)!;
        return Task.FromResult(
            new GetCallerIdentityResult
            {
                UserId = caller.UserId,
                Account = call.AccountId,
                Arn = call.CallerArn,
            }
        );
    }

    private Task<AssumeRoleResult> AssumeRoleAsync(
        AssumeRoleRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (!SessionName().IsMatch(request.RoleSessionName))
        {
            throw Validation(
                request.RoleSessionName,
                "roleSessionName",
                @"satisfy regular expression pattern: [\w+=,.@-]{2,64}"
            );
        }

        var (key, caller) = _roles.Assume(call, request);
        return Task.FromResult(
            new AssumeRoleResult
            {
                AssumedRoleUser = new AssumedRoleUser { AssumedRoleId = caller.UserId, Arn = caller.Arn },
                Credentials = Write(key, caller),
            }
        );
    }

    private Task<GetSessionTokenResult> GetSessionTokenAsync(
        GetSessionTokenRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        if (call.AccessKeyId.StartsWith(Sessions.KeyPrefix, StringComparison.Ordinal))
        {
            throw new AwsException("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
        }

        var seconds = request.DurationSeconds ?? 3600;
        if (seconds is < ShortestSession or > LongestToken)
        {
            throw Validation($"{seconds}", "durationSeconds", $"have value from {ShortestSession} to {LongestToken}");
        }

        var (key, caller) = _sessions.Open(
            call.AccountId,
            call.CallerArn,
            call.AccountId,
            TimeSpan.FromSeconds(seconds)
        );
        return Task.FromResult(new GetSessionTokenResult { Credentials = Write(key, caller) });
    }

    private static Credentials Write(string key, Caller caller) =>
        new()
        {
            AccessKeyId = key,
            SecretAccessKey = caller.Secret,
            SessionToken = caller.SessionToken ?? "",
            Expiration = caller.Expires ?? DateTimeOffset.MaxValue,
        };

    private static AwsException Validation(string value, string member, string rule) =>
        new(
            "ValidationError",
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: Member must {rule}"
        );

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]{2,64}\z")]
    private static partial Regex SessionName();
}
