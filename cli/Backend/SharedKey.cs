using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;

namespace CustomerLake.Cli.Backend;

/// <summary>
/// The key that all previews share, so that none leaves one pending deletion. On AWS somebody makes it once; the local
/// cloud starts empty, so it is made here when it is missing.
/// </summary>
internal static class SharedKey
{
    /// <summary>As in <c>Pulumi.preview.yaml</c>.</summary>
    public const string Alias = "alias/customer-lake-previews";

    /// <summary>As in <c>Pulumi.preview.yaml</c>.</summary>
    public const string Region = "eu-west-1";

    public static async Task EnsureAsync(CloudConnection cloud, CancellationToken cancellationToken)
    {
        var config = new AmazonKeyManagementServiceConfig
        {
            ServiceURL = cloud.Address.Endpoint.ToString(),
            AuthenticationRegion = Region,
        };
        using var kms = new AmazonKeyManagementServiceClient(
            new BasicAWSCredentials(CloudConnection.AccessKey, cloud.Address.Secret),
            config
        );
        try
        {
            await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = Alias }, cancellationToken);
        }
        catch (NotFoundException)
        {
            var key = await kms.CreateKeyAsync(
                new CreateKeyRequest { Description = "Shared by all previews" },
                cancellationToken
            );
            await kms.CreateAliasAsync(
                new CreateAliasRequest { AliasName = Alias, TargetKeyId = key.KeyMetadata.KeyId },
                cancellationToken
            );
        }
    }
}
