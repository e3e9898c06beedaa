using Pulumi;
using Pulumi.Aws.Glue.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Foundation;

/// <summary>What crawlers and jobs write (objects, logs, bookmarks) is encrypted with the lake's key.</summary>
internal sealed class GlueEncryption : ComponentResource
{
    private readonly Aws.Glue.SecurityConfiguration _configuration;

    public GlueEncryption(Lake lake, Output<string> keyArn, ComponentResource parent)
        : base("lake:foundation:GlueEncryption", "glue-encryption", new ComponentResourceOptions { Parent = parent })
    {
        _configuration = new Aws.Glue.SecurityConfiguration(
            "encryption",
            new Aws.Glue.SecurityConfigurationArgs
            {
                Name = lake.Names.Of("encryption"),
                EncryptionConfiguration = new SecurityConfigurationEncryptionConfigurationArgs
                {
                    S3Encryption = new SecurityConfigurationEncryptionConfigurationS3EncryptionArgs
                    {
                        S3EncryptionMode = "SSE-KMS",
                        KmsKeyArn = keyArn,
                    },
                    CloudwatchEncryption = new SecurityConfigurationEncryptionConfigurationCloudwatchEncryptionArgs
                    {
                        CloudwatchEncryptionMode = "SSE-KMS",
                        KmsKeyArn = keyArn,
                    },
                    JobBookmarksEncryption = new SecurityConfigurationEncryptionConfigurationJobBookmarksEncryptionArgs
                    {
                        JobBookmarksEncryptionMode = "CSE-KMS",
                        KmsKeyArn = keyArn,
                    },
                },
            },
            Lake.Under(this)
        );
        RegisterOutputs();
    }

    public Output<string> Name => _configuration.Name;
}
