using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace CustomerLake.Bench.Engine;

/// <summary>Log groups in chains of ten: each depends on the one before it.</summary>
internal sealed class ChainStack : Stack
{
    public const int ChainLength = 10;
    public const int RetentionInDays = 30;

    public ChainStack(StackOptions options, int size)
        : base(options)
    {
        LogGroup? before = null;
        for (var index = 0; index < size; index++)
        {
            before = new LogGroup(
                NameOf(index),
                new LogGroupArgs
                {
                    Name = NameOf(index),
                    RetentionInDays = RetentionInDays,
                    Tags = { ["chain"] = $"{index / ChainLength}" },
                },
                new CustomResourceOptions { DependsOn = index % ChainLength == 0 ? [] : [before!] }
            );
        }
    }

    /// <summary>Of one length, so that no name is the beginning of another.</summary>
    public static string NameOf(int index) => $"bench-{index:D6}";
}
