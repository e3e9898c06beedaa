using System.Collections.Immutable;
using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary><c>aws:s3/bucketVersioning:BucketVersioning</c>. Versioning can be suspended, never undone.</summary>
internal sealed class BucketVersioning : BucketConfiguration
{
    private static readonly Shape _shape = new(Field.Plain("mfaDelete"), Field.Plain("status"));

    public override string Type => "aws:s3/bucketVersioning:BucketVersioning";

    public override ImmutableArray<string> Required => [.. base.Required, "versioningConfiguration"];

    public override ImmutableArray<Rule> Rules =>
        [Rule.OneOf("versioningConfiguration.status", "Enabled", "Suspended", "Disabled")];

    protected override string Parameter => "versioning";

    protected override string Operation => "BucketVersioning";

    protected override XElement Nothing =>
        _shape.ToXml("VersioningConfiguration", PropertyMap.Of(("status", "Suspended")));

    protected override XElement ToXml(PropertyMap inputs) =>
        _shape.ToXml("VersioningConfiguration", inputs.Find("versioningConfiguration")?.AsMap ?? PropertyMap.Empty);

    protected override PropertyMap FromXml(XElement element) =>
        PropertyMap.Of(("versioningConfiguration", _shape.FromXml(element)));
}

/// <summary>The rules by which S3 encrypts what comes unencrypted.</summary>
internal sealed class BucketServerSideEncryptionConfiguration : BucketConfiguration
{
    private static readonly Shape _shape = new(
        Field.Blocks(
            "rules",
            new Shape(
                Field.Block(
                    "applyServerSideEncryptionByDefault",
                    new Shape(
                        Field.Plain("sseAlgorithm", "SSEAlgorithm"),
                        Field.Plain("kmsMasterKeyId", "KMSMasterKeyID")
                    )
                ),
                Field.Flag("bucketKeyEnabled")
            ),
            "Rule"
        )
    );

    public override ImmutableArray<Rule> Rules =>
        [Rule.OneOf("rules.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256", "aws:kms", "aws:kms:dsse")];

    public override string Type =>
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

    public override ImmutableArray<string> Required => [.. base.Required, "rules"];

    protected override string Parameter => "encryption";

    protected override string Operation => "BucketEncryption";

    protected override string MissingCode => "ServerSideEncryptionConfigurationNotFoundError";

    protected override XElement ToXml(PropertyMap inputs) => _shape.ToXml("ServerSideEncryptionConfiguration", inputs);

    protected override PropertyMap FromXml(XElement element) => _shape.AllFromXml(element);
}

internal sealed class BucketPublicAccessBlock : BucketConfiguration
{
    private static readonly Shape _shape = new(
        Field.Flag("blockPublicAcls"),
        Field.Flag("ignorePublicAcls"),
        Field.Flag("blockPublicPolicy"),
        Field.Flag("restrictPublicBuckets")
    );

    public override string Type => "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";

    protected override string Parameter => "publicAccessBlock";

    protected override string Operation => "PublicAccessBlock";

    protected override string MissingCode => "NoSuchPublicAccessBlockConfiguration";

    protected override XElement ToXml(PropertyMap inputs) => _shape.ToXml("PublicAccessBlockConfiguration", inputs);

    protected override PropertyMap FromXml(XElement element) => _shape.AllFromXml(element);
}

internal sealed class BucketOwnershipControls : BucketConfiguration
{
    private static readonly Shape _shape = new(Field.Block("rule", new Shape(Field.Plain("objectOwnership")), "Rule"));

    public override string Type => "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

    public override ImmutableArray<string> Required => [.. base.Required, "rule"];

    public override ImmutableArray<Rule> Rules =>
        [Rule.OneOf("rule.objectOwnership", "BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter")];

    protected override string Parameter => "ownershipControls";

    protected override string Operation => "BucketOwnershipControls";

    protected override string MissingCode => "OwnershipControlsNotFoundError";

    protected override XElement ToXml(PropertyMap inputs) => _shape.ToXml("OwnershipControls", inputs);

    protected override PropertyMap FromXml(XElement element) => _shape.AllFromXml(element);
}

/// <summary>Where S3 logs each access; put back by an empty configuration.</summary>
internal sealed class BucketLogging : BucketConfiguration
{
    private static readonly Shape _shape = new(Field.Plain("targetBucket"), Field.Plain("targetPrefix"));

    public override string Type => "aws:s3/bucketLogging:BucketLogging";

    public override ImmutableArray<string> Required => [.. base.Required, "targetBucket", "targetPrefix"];

    protected override string Parameter => "logging";

    protected override string Operation => "BucketLogging";

    protected override XElement Nothing => new(XmlShapes.S3 + "BucketLoggingStatus");

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        from name in (string[])["targetGrants", "targetObjectKeyFormat"]
        where inputs.Find(name) is { IsNull: false }
        select new CheckFailure(name, $"'{name}' is not supported by the embedded provider.");

    protected override XElement ToXml(PropertyMap inputs) =>
        new(XmlShapes.S3 + "BucketLoggingStatus", _shape.ToXml("LoggingEnabled", inputs));

    protected override PropertyMap? FromXml(XElement element) =>
        element.Element("LoggingEnabled") is { } enabled ? _shape.AllFromXml(enabled) : null;
}

internal sealed class BucketLifecycleConfiguration : BucketConfiguration
{
    private static readonly Shape _filter = new(
        Field.Number("objectSizeGreaterThan"),
        Field.Number("objectSizeLessThan"),
        Field.Plain("prefix"),
        Field.Block("tag", new Shape(Field.Plain("key"), Field.Plain("value")))
    );

    private static readonly Shape _shape = new(
        Field.Blocks(
            "rules",
            new Shape(
                Field.Plain("id", "ID"),
                Field.Plain("status"),
                Field.Block("filter", _filter),
                Field.Block(
                    "expiration",
                    new Shape(Field.Plain("date"), Field.Number("days"), Field.Flag("expiredObjectDeleteMarker"))
                ),
                Field.Block(
                    "noncurrentVersionExpiration",
                    new Shape(Field.Number("newerNoncurrentVersions"), Field.Number("noncurrentDays"))
                ),
                Field.Block("abortIncompleteMultipartUpload", new Shape(Field.Number("daysAfterInitiation"))),
                Field.Blocks(
                    "transitions",
                    new Shape(Field.Plain("date"), Field.Number("days"), Field.Plain("storageClass")),
                    "Transition"
                ),
                Field.Blocks(
                    "noncurrentVersionTransitions",
                    new Shape(
                        Field.Number("newerNoncurrentVersions"),
                        Field.Number("noncurrentDays"),
                        Field.Plain("storageClass")
                    ),
                    "NoncurrentVersionTransition"
                )
            ),
            "Rule"
        )
    );

    public override string Type => "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";

    public override ImmutableArray<string> Required => [.. base.Required, "rules"];

    public override ImmutableArray<Rule> Rules => [Rule.OneOf("rules.status", "Enabled", "Disabled")];

    protected override string Parameter => "lifecycle";

    protected override string Operation => "BucketLifecycleConfiguration";

    protected override string MissingCode => "NoSuchLifecycleConfiguration";

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        from rule in inputs.Find("rules")?.AsItems ?? []
        where rule.AsMap?.Find("filter")?.AsMap?.Find("and") is { IsNull: false }
        select new CheckFailure(
            "rules",
            "a filter's 'and' is not supported by the embedded provider; write a rule each."
        );

    protected override XElement ToXml(PropertyMap inputs) => _shape.ToXml("LifecycleConfiguration", inputs);

    protected override PropertyMap FromXml(XElement element) => _shape.AllFromXml(element);

    public override async Task DeleteAsync(
        string id,
        PropertyMap state,
        AwsApi aws,
        CancellationToken cancellationToken
    ) =>
        // The one configuration whose delete is called otherwise than its put.
        await aws.Call.SendAsync(
            new AwsRequest("s3", "DeleteBucketLifecycle")
            {
                Method = HttpMethod.Delete,
                Path = [id],
                Query = [(Parameter, "")],
            },
            cancellationToken
        );
}

/// <summary>Events to EventBridge; other targets are not supported.</summary>
internal sealed class BucketNotification : BucketConfiguration
{
    public override string Type => "aws:s3/bucketNotification:BucketNotification";

    protected override string Parameter => "notification";

    protected override string Operation => "BucketNotificationConfiguration";

    protected override XElement Nothing => new(XmlShapes.S3 + "NotificationConfiguration");

    public override IEnumerable<CheckFailure> Check(PropertyMap inputs) =>
        from name in (string[])["lambdaFunctions", "queues", "topics"]
        where inputs.Find(name) is { IsNull: false }
        select new CheckFailure(name, $"'{name}' is not supported by the embedded provider.");

    protected override XElement ToXml(PropertyMap inputs) =>
        new(
            XmlShapes.S3 + "NotificationConfiguration",
            inputs.Find("eventbridge")?.AsBool == true ? new XElement(XmlShapes.S3 + "EventBridgeConfiguration") : null
        );

    protected override PropertyMap FromXml(XElement element) =>
        PropertyMap.Of(("eventbridge", element.Element("EventBridgeConfiguration") is not null));
}
