using Pulumi;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Foundation;

/// <summary>What every stage stands on: who we are, the key, the access logs, Glue's encryption.</summary>
internal sealed class LakeFoundation : ComponentResource
{
    public LakeFoundation(Lake lake)
        : base("lake:foundation:LakeFoundation", "foundation")
    {
        AccountId = Aws.GetCallerIdentity.Invoke(null, new InvokeOptions { Parent = this }).Apply(me => me.AccountId);
        CallerArn = Aws.GetCallerIdentity.Invoke(null, new InvokeOptions { Parent = this }).Apply(me => me.Arn);
        Key = new LakeKey(lake, AccountId, this);
        Arns = Output
            .Tuple(AccountId, Key.Arn)
            .Apply(known => new LakeArns(known.Item1, lake.Settings.Region, known.Item2, lake.Names));
        AccessLogs = new LakeBucket(
            lake,
            new LakeBucketArgs
            {
                Role = BucketRoles.AccessLogs,
                Arns = Arns,
                // S3 cannot deliver access logs into a bucket that encrypts with a KMS key by default.
                HasOwnKey = false,
                ExpireAfterDays = lake.Settings.LogRetentionDays,
                Statements = DeliverAccessLogs,
            },
            this
        );
        GlueEncryption = new GlueEncryption(lake, Key.Arn, this);
        RegisterOutputs();
    }

    public Output<string> AccountId { get; }

    /// <summary>Whoever deploys.</summary>
    public Output<string> CallerArn { get; }

    public LakeKey Key { get; }

    /// <summary>The ARNs of this environment, for policies.</summary>
    public Output<LakeArns> Arns { get; }

    public LakeBucket AccessLogs { get; }

    public GlueEncryption GlueEncryption { get; }

    private static IEnumerable<Statement> DeliverAccessLogs(LakeArns arns) =>
        [
            new Statement
            {
                Sid = "AccessLogDelivery",
                Principal = Principal.Service("logging.s3.amazonaws.com"),
                Actions = ["s3:PutObject"],
                Resources = [arns.Objects(BucketRoles.AccessLogs)],
                Conditions =
                [
                    new Condition("StringEquals", "aws:SourceAccount", arns.Account),
                    new Condition(
                        "ArnEquals",
                        "aws:SourceArn",
                        [.. BucketRoles.All.Where(role => role != BucketRoles.AccessLogs).Select(arns.Bucket)]
                    ),
                ],
            },
        ];
}
