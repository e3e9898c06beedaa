using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.Glue;

/// <summary><c>aws:glue/securityConfiguration:SecurityConfiguration</c>: Glue has no update for it.</summary>
internal sealed class SecurityConfiguration : AwsResource
{
    private static readonly Shape _encryption = new(
        Field.Block(
            "cloudwatchEncryption",
            new Shape(Field.Plain("cloudwatchEncryptionMode", "CloudWatchEncryptionMode"), Field.Plain("kmsKeyArn")),
            "CloudWatchEncryption"
        ),
        Field.Block(
            "jobBookmarksEncryption",
            new Shape(Field.Plain("jobBookmarksEncryptionMode"), Field.Plain("kmsKeyArn"))
        ),
        // S3 may have several, of which AWS takes one.
        Field.Blocks("s3Encryption", new Shape(Field.Plain("s3EncryptionMode"), Field.Plain("kmsKeyArn")))
    );

    public override string Type => "aws:glue/securityConfiguration:SecurityConfiguration";

    public override ImmutableArray<string> ReplaceOn => ["name", "encryptionConfiguration"];

    public override ImmutableArray<string> Required => ["encryptionConfiguration"];

    public override ImmutableArray<Rule> Rules =>
        [
            Rule.OneOf("encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode", "DISABLED", "SSE-KMS"),
            Rule.OneOf(
                "encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode",
                "DISABLED",
                "CSE-KMS"
            ),
            Rule.OneOf("encryptionConfiguration.s3Encryption.s3EncryptionMode", "DISABLED", "SSE-KMS", "SSE-S3"),
        ];

    public override string NameInput => "name";

    public override ImmutableArray<string> OutputsOnly => [];

    public override async Task<string> CreateAsync(PropertyMap inputs, AwsApi aws, CancellationToken cancellationToken)
    {
        var encryption = inputs.Find("encryptionConfiguration")?.AsMap ?? PropertyMap.Empty;
        var s3 = encryption.Find("s3Encryption") ?? PropertyMap.Empty;
        var request = new JsonObject
        {
            ["Name"] = inputs.Text("name"),
            ["EncryptionConfiguration"] = _encryption.ToJson(encryption.With("s3Encryption", PropertyValue.Of([s3]))),
        };
        await aws.GlueAsync("CreateSecurityConfiguration", request, cancellationToken);
        return inputs.Text("name")!;
    }

    public override async Task<PropertyMap?> ReadAsync(
        string id,
        PropertyMap known,
        AwsApi aws,
        CancellationToken cancellationToken
    )
    {
        var answer = await aws.GlueAsync(
            "GetSecurityConfiguration",
            new JsonObject { ["Name"] = id },
            cancellationToken
        );
        var encryption = _encryption.FromJson(
            answer["SecurityConfiguration"]?["EncryptionConfiguration"] as JsonObject
        );
        if (encryption.Find("s3Encryption")?.AsItems is [var s3, ..])
        {
            encryption = encryption.With("s3Encryption", s3);
        }

        return PropertyMap.Of(("name", id), ("encryptionConfiguration", encryption));
    }

    public override Task UpdateAsync(string id, Change change, AwsApi aws, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public override Task DeleteAsync(string id, PropertyMap state, AwsApi aws, CancellationToken cancellationToken) =>
        aws.GlueAsync("DeleteSecurityConfiguration", new JsonObject { ["Name"] = id }, cancellationToken);
}
