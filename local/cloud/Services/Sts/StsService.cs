using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Sts;

/// <summary>AWS Security Token Service. <see href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html"/></summary>
internal sealed class StsService : IAwsService
{
    private readonly Sessions _sessions;

    public StsService(Sessions sessions)
    {
        _sessions = sessions;
        Operations = new OperationTable().Add<GetCallerIdentityRequest, GetCallerIdentityResult>(
            "GetCallerIdentity",
            "sts:GetCallerIdentity",
            (_, _) => "*",
            GetCallerIdentityAsync
        );
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
}
