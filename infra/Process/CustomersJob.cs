using System.Collections.Immutable;
using CustomerLake.Infra.Foundation;
using CustomerLake.Infra.Stage;
using CustomerLake.Infra.Store;
using Pulumi;
using Pulumi.Aws.Glue.Inputs;
using Aws = Pulumi.Aws;

namespace CustomerLake.Infra.Process;

/// <summary>The Spark job that makes curated data of raw data, with its script, its log group and its role.</summary>
internal sealed class CustomersJob : ComponentResource
{
    private const string Script = "customers_etl.py";
    private const string TemporaryPrefix = "temporary/";

    public CustomersJob(Lake lake, LakeFoundation foundation, RawCatalog raw, CuratedZone curated)
        : base("lake:process:CustomersJob", "process")
    {
        Bucket = new LakeBucket(
            lake,
            new LakeBucketArgs
            {
                Role = BucketRoles.Scripts,
                Arns = foundation.Arns,
                AccessLogs = foundation.AccessLogs,
                ExpirePrefixes = ImmutableSortedDictionary<string, int>.Empty.Add(
                    TemporaryPrefix,
                    lake.Settings.TemporaryDays
                ),
            },
            this
        );
        LogGroup = new Aws.CloudWatch.LogGroup(
            "job",
            new Aws.CloudWatch.LogGroupArgs
            {
                Name = $"/aws-glue/jobs/{lake.Names.Of("etl")}",
                KmsKeyId = foundation.Key.Arn,
                RetentionInDays = lake.Settings.LogRetentionDays,
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        var script = Upload(lake, foundation);
        var actor = new Actor(
            lake,
            new ActorArgs
            {
                Role = "etl",
                Description = "Reads the raw zone and writes the curated zone.",
                Trust = foundation.AccountId.Apply(a => Actor.ServiceTrust("glue.amazonaws.com", a)),
                Permissions = foundation.Arns.Apply(Permissions),
            },
            this
        );
        Job = new Aws.Glue.Job(
            "customers",
            new Aws.Glue.JobArgs
            {
                Name = lake.Names.Of("etl"),
                Description = "Cleans, filters, enriches and aggregates customer data; keeps what it rejects.",
                RoleArn = actor.Arn,
                GlueVersion = "5.0",
                WorkerType = lake.Settings.JobWorkerType,
                NumberOfWorkers = lake.Settings.JobWorkers,
                Timeout = lake.Settings.JobTimeoutMinutes,
                MaxRetries = 0,
                ExecutionProperty = new JobExecutionPropertyArgs { MaxConcurrentRuns = 1 },
                Command = new JobCommandArgs
                {
                    Name = "glueetl",
                    PythonVersion = "3",
                    ScriptLocation = Output.Format($"s3://{Bucket.Name}/{script.Key}"),
                },
                DefaultArguments = Arguments(raw, curated),
                SecurityConfiguration = foundation.GlueEncryption.Name,
                Tags = lake.Tags,
            },
            Lake.Under(this)
        );
        RegisterOutputs();
    }

    public LakeBucket Bucket { get; }

    public Aws.Glue.Job Job { get; }

    public Aws.CloudWatch.LogGroup LogGroup { get; }

    private Aws.S3.BucketObjectv2 Upload(Lake lake, LakeFoundation foundation) =>
        new(
            "script",
            new Aws.S3.BucketObjectv2Args
            {
                Bucket = Bucket.Name,
                Key = Script,
                Content = ProgramText.Read(Script),
                ContentType = "text/x-python",
                ServerSideEncryption = "aws:kms",
                KmsKeyId = foundation.Key.Arn,
                Tags = lake.Tags,
            },
            // After the bucket's versioning and policy, so that the first version is already kept.
            new CustomResourceOptions { Parent = this, DependsOn = { Bucket } }
        );

    private InputMap<string> Arguments(RawCatalog raw, CuratedZone curated) =>
        new()
        {
            { "--job-language", "python" },
            { "--job-bookmark-option", "job-bookmark-disable" },
            { "--enable-glue-datacatalog", "true" },
            { "--enable-metrics", "true" },
            { "--enable-continuous-cloudwatch-log", "true" },
            { "--continuous-log-logGroup", LogGroup.Name },
            // Left out, Glue would use a bucket whose name anybody can guess.
            { "--TempDir", Output.Format($"s3://{Bucket.Name}/{TemporaryPrefix}") },
            { "--raw_database", raw.Database.Name },
            { "--curated_database", curated.Database.Name },
            { "--curated_bucket", curated.Bucket.Name },
            { "--from", "0001-01-01" },
            { "--to", "9999-12-31" },
        };

    internal static PolicyDocument Permissions(LakeArns arns) =>
        new([
            new Statement
            {
                Sid = "ReadScript",
                Actions = ["s3:GetObject"],
                Resources = [$"{arns.Bucket(BucketRoles.Scripts)}/{Script}"],
            },
            .. Grants.Read(arns, BucketRoles.Raw),
            new Statement
            {
                Sid = "ListTargets",
                Actions = ["s3:ListBucket", "s3:GetBucketLocation"],
                Resources = [arns.Bucket(BucketRoles.Curated), arns.Bucket(BucketRoles.Scripts)],
            },
            new Statement
            {
                Sid = "WriteTargets",
                Actions =
                [
                    "s3:GetObject",
                    "s3:PutObject",
                    "s3:DeleteObject",
                    "s3:AbortMultipartUpload",
                    "s3:ListMultipartUploadParts",
                ],
                Resources = [arns.Objects(BucketRoles.Curated), arns.Objects(BucketRoles.Scripts, TemporaryPrefix)],
            },
            Grants.UseKey(arns, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]),
            new Statement
            {
                Sid = "ReadCatalog",
                Actions = Grants.ReadCatalogActions,
                Resources =
                [
                    arns.Catalog,
                    arns.DefaultDatabase,
                    arns.Database("raw"),
                    arns.Tables("raw"),
                    arns.Database("curated"),
                    arns.Tables("curated"),
                ],
            },
            new Statement
            {
                Sid = "MarkTables",
                Actions = ["glue:UpdateTable"],
                Resources = [.. arns.CatalogOf("curated")],
            },
            Grants.ReadSecurityConfiguration(),
            Grants.WriteLogs(arns, "/aws-glue/jobs/*"),
            new Statement
            {
                Sid = "PublishMetrics",
                Actions = ["cloudwatch:PutMetricData"],
                Resources = ["*"],
                Conditions = [new Condition("StringEquals", "cloudwatch:namespace", "Glue")],
            },
        ]);
}
