using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static CustomerLake.Tests.Unit.Infra.Controls.Control;

namespace CustomerLake.Tests.Unit.Infra.Controls;

internal static partial class BucketControls
{
    private const string Block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    private const string Policy = "aws:s3/bucketPolicy:BucketPolicy";
    private const string Logging = "aws:s3/bucketLogging:BucketLogging";
    private const string Encryption =
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    private const string Versioning = "aws:s3/bucketVersioning:BucketVersioning";
    private const string Lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    private const string Ownership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
    private const string Object = "aws:s3/bucketObjectv2:BucketObjectv2";
    private const string Sse = "rules.0.applyServerSideEncryptionByDefault";

    public static IEnumerable<Control> All =>
        [
            Has("S3-02", "block public ACLs", Block, "blockPublicAcls", IsTrue, false),
            Has("S3-03", "block public policies", Block, "blockPublicPolicy", IsTrue, false),
            Has("S3-04", "ignore public ACLs", Block, "ignorePublicAcls", IsTrue, false),
            Has("S3-05", "restrict public buckets", Block, "restrictPublicBuckets", IsTrue, false),
            new("S3-06", "a block for each bucket", graph => Missing(graph, Block), graph => graph.Without(Block)),
            None("S3-07", "no public read", "aws:s3/bucketAcl:BucketAcl", """{"acl":"public-read"}"""),
            Statements(
                "S3-08",
                "no public write",
                Policy,
                "policy",
                s =>
                    !(
                        s.Allows
                        && s.Principals.Contains("*")
                        && s.Actions.Any(a => a.StartsWith("s3:Put", StringComparison.Ordinal))
                    ),
                """{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"*"}"""
            ),
            new("S3-09", "TLS only", WithoutTls, graph => graph.Changed(Policy, DropDenies)),
            Statements(
                "S3-10",
                "no cross-account permissions",
                Policy,
                "policy",
                s =>
                    !s.Allows
                    || s.Principals.All(p =>
                        p.Contains(LakeRun.Account, StringComparison.Ordinal) || s.HasCondition("aws:SourceAccount")
                    ),
                """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999999:root"},"Action":"s3:GetObject","Resource":"*"}"""
            ),
            Statements(
                "S3-11",
                "no Allow to everyone, of everything, or by exclusion",
                Policy,
                "policy",
                s =>
                    !s.Allows
                    || (
                        !s.Principals.Contains("*")
                        && !s.Actions.Any(a => a is "*" or "s3:*")
                        && s.Json["NotAction"] is null
                        && s.Json["NotPrincipal"] is null
                    ),
                """{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"*","Condition":{}}"""
            ),
            Statements(
                "S3-12",
                "no Deny that locks everyone out",
                Policy,
                "policy",
                s => s.Allows || s.Conditions.Count > 0,
                """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"""
            ),
            new(
                "S3-13",
                "access logging, but for the bucket of the logs",
                graph => Missing(graph, Logging).Except(LogTargets(graph)),
                graph => graph.Without(Logging)
            ),
            Has("S3-14", "default encryption", Encryption, $"{Sse}.sseAlgorithm", IsSet, null),
            new(
                "S3-15",
                "encryption with our key and a bucket key, but for the bucket of the logs",
                WithoutOurKey,
                graph => graph.Set(Encryption, $"{Sse}.sseAlgorithm", "AES256")
            ),
            Has("S3-16", "versioning", Versioning, "versioningConfiguration.status", v => v == "Enabled", "Suspended"),
            Has(
                "S3-17",
                "old versions go",
                Lifecycle,
                "rules.0.noncurrentVersionExpiration.noncurrentDays",
                days => int.TryParse(days, out var n) && n > 0,
                0
            ),
            new(
                "S3-18",
                "unfinished uploads go everywhere",
                WithoutAbort,
                graph => graph.Set(Lifecycle, "rules.0.filter", Json("""{"prefix":"x/"}"""))
            ),
            Has(
                "S3-19",
                "ACLs disabled",
                Ownership,
                "rule.objectOwnership",
                v => v == "BucketOwnerEnforced",
                "ObjectWriter"
            ),
            Each("S3-21", "our objects are encrypted with our key", Object, "kmsKeyId", IsCustomerKey, null),
            Each("S3-22", "names without dots", Bucket, "bucket", v => v is not null && DnsName().IsMatch(v), "a.b"),
            Each("S3-23", "buckets are tagged", Bucket, "tags.lake:environment", IsSet, null),
            Each(
                "S3-24",
                "names that nobody can guess",
                Bucket,
                "bucket",
                v => v is not null && v.Contains(LakeRun.Suffix, StringComparison.Ordinal),
                $"aws-glue-assets-{LakeRun.Account}-{LakeRun.Region}"
            ),
        ];

    /// <summary>Every bucket has a satellite of a type whose value will do.</summary>
    private static Control Has(
        string id,
        string demand,
        string type,
        string path,
        Func<string?, bool> isRight,
        JsonNode? wrong
    ) =>
        new(
            id,
            demand,
            graph =>
                Missing(graph, type)
                    .Concat(
                        graph
                            .All(type)
                            .Where(r => !isRight(r.Text(path)))
                            .Select(r => $"{r}: {path} is '{r.Text(path)}'")
                    ),
            graph => graph.Set(type, path, wrong)
        );

    private static IEnumerable<string> Missing(ResourceGraph graph, string type) =>
        graph
            .All(Bucket)
            .Select(b => b.Text("bucket")!)
            .Except(graph.All(type).Select(r => r.Text("bucket")!))
            .Select(bucket => bucket);

    private static IEnumerable<string> LogTargets(ResourceGraph graph) =>
        graph.All(Logging).Select(r => r.Text("targetBucket")!).Distinct();

    private static IEnumerable<string> WithoutOurKey(ResourceGraph graph) =>
        graph
            .All(Encryption)
            .Where(r => !LogTargets(graph).Contains(r.Text("bucket")))
            .Where(r =>
                r.Text($"{Sse}.sseAlgorithm") != "aws:kms"
                || !IsCustomerKey(r.Text($"{Sse}.kmsMasterKeyId"))
                || !IsTrue(r.Text("rules.0.bucketKeyEnabled"))
            )
            .Select(r => $"{r}");

    private static IEnumerable<string> WithoutTls(ResourceGraph graph) =>
        graph
            .All(Bucket)
            .Select(b => b.Text("bucket")!)
            .Where(bucket =>
                !PolicyStatement
                    .In(graph, Policy, "policy")
                    .Any(s =>
                        s.Of.Text("bucket") == bucket
                        && !s.Allows
                        && s.Principals.Contains("*")
                        && s.Actions.Contains("s3:*")
                        && s.Resources.Contains($"arn:aws:s3:::{bucket}")
                        && s.Resources.Contains($"arn:aws:s3:::{bucket}/*")
                        && s.Conditions.ToJsonString() == """{"Bool":{"aws:SecureTransport":["false"]}}"""
                    )
            );

    private static IEnumerable<string> WithoutAbort(ResourceGraph graph) =>
        graph
            .All(Lifecycle)
            .Where(r =>
                !(r.At("rules") as JsonArray ?? []).Any(rule =>
                    $"{rule!["status"]}" == "Enabled"
                    && rule["abortIncompleteMultipartUpload"]?["daysAfterInitiation"] is not null
                    && rule["filter"] is null or JsonObject { Count: 0 }
                )
            )
            .Select(r => $"{r}")
            .Concat(Missing(graph, Lifecycle));

    private static void DropDenies(JsonObject inputs)
    {
        var policy = JsonNode.Parse($"{inputs["policy"]}")!;
        policy["Statement"] = new JsonArray();
        inputs["policy"] = policy.ToJsonString();
    }

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    private static partial Regex DnsName();
}
