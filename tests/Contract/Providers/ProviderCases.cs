using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Contract.Providers.ProviderCase;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>Every resource type of the package.</summary>
internal static class ProviderCases
{
    private const string Bucket = "lake-dev-abcd1234-raw";

    public static IReadOnlyList<ProviderCase> All { get; } =
    [.. Buckets(), .. Catalog(), .. AccessCases.All, .. ServingCases.All];

    private static IEnumerable<ProviderCase> Buckets() =>
        [
            Of(
                "aws:s3/bucket:Bucket",
                Map(("bucket", Bucket), ("forceDestroy", true), Tags(("a", "1"), ("b", "2"))),
                Map(("bucket", Bucket), ("forceDestroy", true), Tags(("b", "3")))
            ),
            OnBucket(
                "aws:s3/bucketVersioning:BucketVersioning",
                ("versioningConfiguration", Map(("status", "Enabled"))),
                ("versioningConfiguration", Map(("status", "Suspended")))
            ) with
            {
                LeavesDefault = true,
            },
            OnBucket(
                "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
                (
                    "rules",
                    List(
                        Encryption("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", true)
                    )
                ),
                (
                    "rules",
                    List(
                        Encryption("arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", false)
                    )
                )
            ) with
            {
                LeavesDefault = true,
            },
            OnBucket(
                "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
                ("blockPublicAcls", true),
                ("restrictPublicBuckets", true)
            ),
            OnBucket(
                "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
                ("rule", Map(("objectOwnership", "BucketOwnerEnforced"))),
                ("rule", Map(("objectOwnership", "BucketOwnerPreferred")))
            ) with
            {
                CanChange = false,
            },
            OnBucket(
                "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
                ("rules", List(Expiry(7))),
                (
                    "rules",
                    List(
                        Expiry(14),
                        Map(
                            ("id", "old"),
                            ("status", "Disabled"),
                            ("filter", Map(("prefix", "old/"))),
                            ("expiration", Map(("days", 1)))
                        )
                    )
                )
            ),
            OnBucket(
                "aws:s3/bucketPolicy:BucketPolicy",
                ("policy", DenyPlainHttp("s3:*")),
                ("policy", DenyPlainHttp("s3:GetObject"))
            ),
            new("aws:s3/bucketLogging:BucketLogging", PrepareLoggingAsync),
            new("aws:s3/bucketObjectv2:BucketObjectv2", PrepareObjectAsync),
        ];

    private static IEnumerable<ProviderCase> Catalog() =>
        [
            Of(
                "aws:glue/catalogDatabase:CatalogDatabase",
                Map(("name", "lake_raw"), ("description", "before"), ("parameters", Map(("a", "1"))), Tags(("a", "1"))),
                Map(
                    ("name", "lake_raw"),
                    ("parameters", Map(("b", "2"))),
                    ("locationUri", "s3://raw/x/"),
                    Tags(("b", "2"))
                )
            ),
            Of(
                "aws:glue/classifier:Classifier",
                Map(
                    ("name", "csv"),
                    (
                        "csvClassifier",
                        Map(
                            ("containsHeader", "PRESENT"),
                            ("delimiter", ","),
                            ("quoteSymbol", "\""),
                            ("serde", "OpenCSVSerDe")
                        )
                    )
                ),
                Map(
                    ("name", "csv"),
                    (
                        "csvClassifier",
                        Map(
                            ("containsHeader", "ABSENT"),
                            ("delimiter", ";"),
                            ("quoteSymbol", "'"),
                            ("serde", "OpenCSVSerDe")
                        )
                    )
                )
            ),
            new("aws:glue/crawler:Crawler", PrepareCrawlerAsync),
            new("aws:glue/job:Job", PrepareJobAsync),
            new("aws:glue/securityConfiguration:SecurityConfiguration", PrepareEncryptionAsync) { HasUpdate = false },
        ];

    private static ProviderCase OnBucket(string type, (string, PropertyValue) before, (string, PropertyValue) after) =>
        new(
            type,
            async (lab, token) =>
            {
                await lab.CreateAsync("aws:s3/bucket:Bucket", Map(("bucket", Bucket)), token);
                return (Map(("bucket", Bucket), before), Map(("bucket", Bucket), after));
            }
        );

    private static async Task<(PropertyMap, PropertyMap)> PrepareLoggingAsync(ProviderLab lab, CancellationToken token)
    {
        await lab.CreateAsync("aws:s3/bucket:Bucket", Map(("bucket", Bucket)), token);
        await lab.CreateAsync("aws:s3/bucket:Bucket", Map(("bucket", Bucket + "-logs")), token);
        return (
            Map(("bucket", Bucket), ("targetBucket", Bucket + "-logs"), ("targetPrefix", "raw/")),
            Map(("bucket", Bucket), ("targetBucket", Bucket + "-logs"), ("targetPrefix", "other/"))
        );
    }

    private static async Task<(PropertyMap, PropertyMap)> PrepareObjectAsync(ProviderLab lab, CancellationToken token)
    {
        await lab.CreateAsync("aws:s3/bucket:Bucket", Map(("bucket", Bucket)), token);
        await lab.CreateAsync(
            "aws:s3/bucketVersioning:BucketVersioning",
            Map(("bucket", Bucket), ("versioningConfiguration", Map(("status", "Enabled")))),
            token
        );
        return (
            Map(
                ("bucket", Bucket),
                ("key", "etl/müller & co.py"),
                ("content", "print(1)"),
                ("contentType", "text/x-python"),
                Tags(("a", "1"))
            ),
            Map(
                ("bucket", Bucket),
                ("key", "etl/müller & co.py"),
                ("content", "print(2)"),
                ("contentType", "text/x-python"),
                Tags(("a", "1"), ("b", "c=d@e"))
            )
        );
    }

    private static async Task<(PropertyMap, PropertyMap)> PrepareCrawlerAsync(ProviderLab lab, CancellationToken token)
    {
        var trust =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"glue.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        await lab.CreateAsync("aws:iam/role:Role", Map(("name", "crawler"), ("assumeRolePolicy", trust)), token);
        var role = $"arn:aws:iam::{ProviderLab.Account}:role/crawler";
        return (
            Map(
                ("name", "raw"),
                ("role", role),
                ("databaseName", "lake_raw"),
                ("description", "before"),
                (
                    "configuration",
                    """{"Version":1.0,"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}}}"""
                ),
                ("s3Targets", List(Map(("path", $"s3://{Bucket}/customers/")))),
                ("schemaChangePolicy", Map(("updateBehavior", "UPDATE_IN_DATABASE"), ("deleteBehavior", "LOG"))),
                ("recrawlPolicy", Map(("recrawlBehavior", "CRAWL_EVERYTHING"))),
                Tags(("a", "1"))
            ),
            Map(
                ("name", "raw"),
                ("role", role),
                ("databaseName", "lake_raw"),
                (
                    "s3Targets",
                    List(Map(("path", $"s3://{Bucket}/customers/")), Map(("path", $"s3://{Bucket}/orders/")))
                ),
                ("tablePrefix", "raw_"),
                ("schemaChangePolicy", Map(("updateBehavior", "LOG"), ("deleteBehavior", "LOG")))
            )
        );
    }

    private static Task<(PropertyMap, PropertyMap)> PrepareJobAsync(ProviderLab lab, CancellationToken token)
    {
        var common = Map(
            ("name", "etl"),
            ("roleArn", $"arn:aws:iam::{ProviderLab.Account}:role/job"),
            ("glueVersion", "5.0"),
            ("workerType", "G.1X"),
            ("numberOfWorkers", 2),
            ("command", Map(("name", "glueetl"), ("pythonVersion", "3"), ("scriptLocation", $"s3://{Bucket}/etl.py"))),
            ("executionProperty", Map(("maxConcurrentRuns", 1)))
        );
        return Task.FromResult(
            (
                common.With(
                    Map(
                        ("timeout", 60),
                        ("description", "before"),
                        ("defaultArguments", Map(("--a", "1"), ("--b", "2"))),
                        Tags(("a", "1"))
                    )
                ),
                common.With(
                    Map(
                        ("timeout", 30),
                        ("maxRetries", 1),
                        ("executionClass", "FLEX"),
                        ("defaultArguments", Map(("--a", "2"))),
                        Tags(("a", "2"))
                    )
                )
            )
        );
    }

    private static Task<(PropertyMap, PropertyMap)> PrepareEncryptionAsync(ProviderLab lab, CancellationToken token)
    {
        const string Key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        PropertyMap With(string mode) =>
            Map(
                ("name", "encryption"),
                (
                    "encryptionConfiguration",
                    Map(
                        ("s3Encryption", Map(("s3EncryptionMode", "SSE-KMS"), ("kmsKeyArn", Key))),
                        ("cloudwatchEncryption", Map(("cloudwatchEncryptionMode", "SSE-KMS"), ("kmsKeyArn", Key))),
                        ("jobBookmarksEncryption", Map(("jobBookmarksEncryptionMode", mode), ("kmsKeyArn", Key)))
                    )
                )
            );

        return Task.FromResult((With("CSE-KMS"), With("DISABLED")));
    }

    private static PropertyValue Encryption(string key, bool hasBucketKey) =>
        Map(
            ("applyServerSideEncryptionByDefault", Map(("sseAlgorithm", "aws:kms"), ("kmsMasterKeyId", key))),
            ("bucketKeyEnabled", hasBucketKey)
        );

    private static PropertyValue Expiry(int days) =>
        Map(
            ("id", "tidy"),
            ("status", "Enabled"),
            ("filter", Map()),
            ("abortIncompleteMultipartUpload", Map(("daysAfterInitiation", 3))),
            ("noncurrentVersionExpiration", Map(("noncurrentDays", days)))
        );

    private static string DenyPlainHttp(string action) =>
        """
            {"Version":"2012-10-17","Statement":[{"Sid":"TlsOnly","Effect":"Deny","Principal":{"AWS":["*"]},"Action":["ACTION"],
            "Resource":["arn:aws:s3:::BUCKET/*"],"Condition":{"Bool":{"aws:SecureTransport":["false"]}}}]}
            """.Replace("ACTION", action, StringComparison.Ordinal).Replace("BUCKET", Bucket, StringComparison.Ordinal);
}
