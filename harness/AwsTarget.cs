using Amazon;
using Amazon.Athena;
using Amazon.CloudWatchLogs;
using Amazon.Glue;
using Amazon.IdentityManagement;
using Amazon.KeyManagementService;
using Amazon.QuickSight;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;

namespace CustomerLake.Harness;

/// <summary>Where AWS is: a region, and for the local cloud its address and keys. Makes every client the harness uses.</summary>
/// <param name="Region">Such as <c>eu-central-1</c>.</param>
/// <param name="Endpoint">Null for AWS itself.</param>
/// <param name="Credentials">Null for the SDK's default chain.</param>
public sealed record AwsTarget(string Region, Uri? Endpoint = null, AWSCredentials? Credentials = null)
{
    public AmazonS3Client S3() =>
        Make(
            new AmazonS3Config { ForcePathStyle = Endpoint is not null },
            (c, o) => new AmazonS3Client(c, o),
            o => new AmazonS3Client(o)
        );

    public AmazonGlueClient Glue() =>
        Make(new AmazonGlueConfig(), (c, o) => new AmazonGlueClient(c, o), o => new AmazonGlueClient(o));

    public AmazonAthenaClient Athena() =>
        Make(new AmazonAthenaConfig(), (c, o) => new AmazonAthenaClient(c, o), o => new AmazonAthenaClient(o));

    public AmazonCloudWatchLogsClient Logs() =>
        Make(
            new AmazonCloudWatchLogsConfig(),
            (c, o) => new AmazonCloudWatchLogsClient(c, o),
            o => new AmazonCloudWatchLogsClient(o)
        );

    public AmazonQuickSightClient QuickSight() =>
        Make(
            new AmazonQuickSightConfig(),
            (c, o) => new AmazonQuickSightClient(c, o),
            o => new AmazonQuickSightClient(o)
        );

    public AmazonSecurityTokenServiceClient Sts() =>
        Make(
            new AmazonSecurityTokenServiceConfig(),
            (c, o) => new AmazonSecurityTokenServiceClient(c, o),
            o => new AmazonSecurityTokenServiceClient(o)
        );

    public AmazonIdentityManagementServiceClient Iam() =>
        Make(
            new AmazonIdentityManagementServiceConfig(),
            (c, o) => new AmazonIdentityManagementServiceClient(c, o),
            o => new AmazonIdentityManagementServiceClient(o)
        );

    public AmazonKeyManagementServiceClient Kms() =>
        Make(
            new AmazonKeyManagementServiceConfig(),
            (c, o) => new AmazonKeyManagementServiceClient(c, o),
            o => new AmazonKeyManagementServiceClient(o)
        );

    private TClient Make<TClient, TConfig>(
        TConfig config,
        Func<AWSCredentials, TConfig, TClient> withCredentials,
        Func<TConfig, TClient> withDefaults
    )
        where TConfig : ClientConfig
    {
        if (Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Region);
        }
        else
        {
            config.ServiceURL = Endpoint.ToString();
            config.AuthenticationRegion = Region;
        }

        return Credentials is null ? withDefaults(config) : withCredentials(Credentials, config);
    }
}
