using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Sts;

/// <summary>Functions that say where we are; none of them calls AWS, in the genuine provider neither.</summary>
internal static class Places
{
    public static Task<PropertyMap> RegionAsync(
        PropertyMap arguments,
        AwsApi aws,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            PropertyMap.Of(
                ("description", aws.Region),
                ("endpoint", $"ec2.{aws.Region}.{DnsSuffix(aws.Region)}"),
                ("id", aws.Region),
                ("name", aws.Region),
                ("region", aws.Region)
            )
        );

    public static Task<PropertyMap> PartitionAsync(
        PropertyMap arguments,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var partition =
            aws.Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
            : aws.Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
            : "aws";
        var suffix = DnsSuffix(aws.Region);
        return Task.FromResult(
            PropertyMap.Of(
                ("dnsSuffix", suffix),
                ("id", partition),
                ("partition", partition),
                ("reverseDnsPrefix", string.Join('.', suffix.Split('.').Reverse()))
            )
        );
    }

    private static string DnsSuffix(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com";
}
