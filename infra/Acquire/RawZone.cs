using System.Collections.Immutable;
using CustomerLake.Infra.Foundation;
using Pulumi;

namespace CustomerLake.Infra.Acquire;

/// <summary>Where client data lands as it came: a folder a source.</summary>
internal sealed class RawZone : ComponentResource
{
    /// <summary>The sources; a table of the raw database each.</summary>
    public static readonly ImmutableArray<string> Sources = ["customers", "events", "exchange_rates", "orders"];

    public RawZone(Lake lake, LakeFoundation foundation)
        : base("lake:acquire:RawZone", "acquire")
    {
        Bucket = new LakeBucket(
            lake,
            new LakeBucketArgs
            {
                Role = BucketRoles.Raw,
                Arns = foundation.Arns,
                AccessLogs = foundation.AccessLogs,
            },
            this
        );
        RegisterOutputs();
    }

    public LakeBucket Bucket { get; }
}
