using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Providers;

/// <summary>What a service would refuse shows in the check, which a preview makes as well.</summary>
public sealed class CheckTests
{
    /// <summary>Of each type inputs that are wrong, and the input that is to be named.</summary>
    private static readonly Dictionary<string, (PropertyMap Inputs, string Named)> Wrong = new()
    {
        ["aws:s3/bucket:Bucket"] = (Map(("bucket", "No_Name")), "bucket"),
        ["aws:s3/bucketVersioning:BucketVersioning"] = (
            Map(("bucket", "b"), ("versioningConfiguration", Map(("status", "On")))),
            "versioningConfiguration"
        ),
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"] = (
            Map(
                ("bucket", "b"),
                ("rules", List(Map(("applyServerSideEncryptionByDefault", Map(("sseAlgorithm", "ROT13"))))))
            ),
            "rules"
        ),
        ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"] = (PropertyMap.Empty, "bucket"),
        ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"] = (
            Map(("bucket", "b"), ("rule", Map(("objectOwnership", "Nobody")))),
            "rule"
        ),
        ["aws:s3/bucketLogging:BucketLogging"] = (PropertyMap.Empty, "bucket"),
        ["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"] = (
            Map(("bucket", "b"), ("rules", List(Map(("status", "Maybe"))))),
            "rules"
        ),
        ["aws:s3/bucketNotification:BucketNotification"] = (PropertyMap.Empty, "bucket"),
        ["aws:s3/bucketPolicy:BucketPolicy"] = (Map(("bucket", "b"), ("policy", "{")), "policy"),
        ["aws:s3/bucketObjectv2:BucketObjectv2"] = (
            Map(("bucket", "b"), ("content", "a"), ("contentBase64", "YQ==")),
            "content"
        ),
        ["aws:iam/role:Role"] = (Map(("assumeRolePolicy", "{}"), ("maxSessionDuration", 60.0)), "maxSessionDuration"),
        ["aws:iam/policy:Policy"] = (Map(("name", "a b"), ("policy", "{}")), "name"),
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] = (
            Map(("role", "r"), ("policyArn", "ReadOnly")),
            "policyArn"
        ),
        ["aws:kms/key:Key"] = (Map(("deletionWindowInDays", 3.0)), "deletionWindowInDays"),
        ["aws:kms/alias:Alias"] = (Map(("name", "data"), ("targetKeyId", "k")), "name"),
        ["aws:cloudwatch/logGroup:LogGroup"] = (Map(("retentionInDays", 31.0)), "retentionInDays"),
        ["aws:glue/catalogDatabase:CatalogDatabase"] = (Map(("name", "Raw")), "name"),
        ["aws:glue/classifier:Classifier"] = (PropertyMap.Empty, ""),
        ["aws:glue/crawler:Crawler"] = (Map(("databaseName", "d"), ("role", "r")), "s3Targets"),
        ["aws:glue/job:Job"] = (Map(("roleArn", "r"), ("command", Map(("name", "spark")))), "command"),
        ["aws:glue/securityConfiguration:SecurityConfiguration"] = (
            Map(("encryptionConfiguration", Map(("s3Encryption", Map(("s3EncryptionMode", "ROT13")))))),
            "encryptionConfiguration"
        ),
        ["aws:athena/workgroup:Workgroup"] = (Map(("name", "a b")), "name"),
        ["aws:athena/namedQuery:NamedQuery"] = (Map(("database", "d"), ("query", new string('x', 300_000))), "query"),
        ["aws:quicksight/dataSource:DataSource"] = (Map(("type", "S3")), "type"),
        ["aws:quicksight/dataSet:DataSet"] = (Map(("importMode", "SOMETIMES")), "importMode"),
        ["aws:quicksight/group:Group"] = (Map(("groupName", "")), "groupName"),
        ["aws:cloudcontrol/resource:Resource"] = (Map(("desiredState", "{}"), ("typeName", "Dashboard")), "typeName"),
    };

    public static TheoryData<string> Types => [.. AwsTypes.Tokens];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Of_every_type_a_wrong_input_is_named_before_anything_is_made(string type)
    {
        var (inputs, named) = Wrong[type];

        var result = await CheckAsync(type, inputs);

        Assert.Contains(named, result.Failures.Select(failure => failure.Property));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task What_is_not_known_yet_breaks_no_rule(string type)
    {
        var unknown = Wrong[type].Inputs.Where((_, _) => true).Rewrite(_ => PropertyValue.Unknown);

        var result = await CheckAsync(type, unknown);

        Assert.DoesNotContain(result.Failures, failure => failure.Reason.Contains("must be", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broken_rule_says_what_is_there_and_what_must_be()
    {
        var result = await CheckAsync(
            "aws:iam/role:Role",
            Map(("assumeRolePolicy", "{}"), ("maxSessionDuration", 60.0))
        );

        Assert.Equal(
            "'maxSessionDuration' is '60'; it must be from 3600 to 43200.",
            Assert.Single(result.Failures).Reason
        );
    }

    [Fact]
    public async Task A_secret_that_breaks_a_rule_is_not_shown()
    {
        var result = await CheckAsync(
            "aws:iam/policy:Policy",
            Map(("name", PropertyValue.Secret("a b")), ("policy", "{}"))
        );

        Assert.StartsWith("'name' is [secret];", Assert.Single(result.Failures).Reason, StringComparison.Ordinal);
    }

    private static PropertyMap Map(params (string, PropertyValue)[] entries) => PropertyMap.Of(entries);

    private static PropertyValue List(params PropertyValue[] items) => PropertyValue.Of(items);

    private static Task<CheckResult> CheckAsync(string type, PropertyMap inputs) =>
        AwsPackage
            .Create(new AwsPackageOptions { Environment = _ => null })
            .Start()
            .CheckAsync(
                new CheckRequest($"urn:pulumi:dev::lake::{type}::thing", PropertyMap.Empty, inputs)
                {
                    RandomSeed = [1, 2, 3],
                    Preview = true,
                },
                TestContext.Current.CancellationToken
            );
}
