using System.Text.Json.Nodes;
using static CustomerLake.Tests.Unit.Infra.Controls.Control;

namespace CustomerLake.Tests.Unit.Infra.Controls;

/// <summary>Glue, Athena, logs and alarms.</summary>
internal static class PipelineControls
{
    private const string Job = "aws:glue/job:Job";
    private const string Crawler = "aws:glue/crawler:Crawler";
    private const string Security = "aws:glue/securityConfiguration:SecurityConfiguration";
    private const string Workgroup = "aws:athena/workgroup:Workgroup";
    private const string Group = "aws:cloudwatch/logGroup:LogGroup";
    private const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";

    public static IEnumerable<Control> All => [.. Glue(), .. Athena(), .. Watch()];

    private static IEnumerable<Control> Glue() =>
        [
            new(
                "GL-02",
                "logs, bookmarks and objects are encrypted with our key",
                graph =>
                    from r in graph.All(Security)
                    where
                        r.Text("encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode") != "SSE-KMS"
                        || r.Text("encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode")
                            != "CSE-KMS"
                        || r.Text("encryptionConfiguration.s3Encryption.s3EncryptionMode") != "SSE-KMS"
                        || !IsCustomerKey(r.Text("encryptionConfiguration.s3Encryption.kmsKeyArn"))
                    select $"{r}",
                graph => graph.Set(Security, "encryptionConfiguration.s3Encryption.s3EncryptionMode", "DISABLED")
            ),
            new(
                "GL-03",
                "crawlers and jobs use it",
                graph =>
                    graph
                        .All(Job)
                        .Concat(graph.All(Crawler))
                        .Where(r =>
                            !graph.All(Security).Select(s => s.Text("name")).Contains(r.Text("securityConfiguration"))
                        )
                        .Select(r => $"{r}"),
                graph => graph.Set(Crawler, "securityConfiguration", null)
            ),
            Each("GL-04", "a supported version of Glue", Job, "glueVersion", v => v is "4.0" or "5.0" or "5.1", "2.0"),
            Each(
                "GL-05",
                "jobs log continuously",
                Job,
                "defaultArguments.--enable-continuous-cloudwatch-log",
                IsTrue,
                "false"
            ),
            new(
                "GL-06",
                "no secrets in job arguments",
                graph =>
                    from job in graph.All(Job)
                    from argument in job.At("defaultArguments") as JsonObject ?? []
                    where LooksSecret(argument.Key) || $"{argument.Value}".StartsWith("AKIA", StringComparison.Ordinal)
                    select $"{job}: {argument.Key}",
                graph => graph.Set(Job, "defaultArguments.--db-password", "hunter2")
            ),
            None("GL-07", "no public catalog", "aws:glue/resourcePolicy:ResourcePolicy", """{"policy":"{}"}"""),
            Each("GL-08", "jobs are tagged", Job, "tags.lake:environment", IsSet, null),
        ];

    private static IEnumerable<Control> Athena() =>
        [
            new(
                "AT-01",
                "results are encrypted with our key",
                graph =>
                    from r in graph.All(Workgroup)
                    where
                        r.Text("configuration.resultConfiguration.encryptionConfiguration.encryptionOption")
                            != "SSE_KMS"
                        || !IsCustomerKey(r.Text("configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn"))
                    select $"{r}",
                graph =>
                    graph.Set(
                        Workgroup,
                        "configuration.resultConfiguration.encryptionConfiguration.encryptionOption",
                        "SSE_S3"
                    )
            ),
            Each(
                "AT-02",
                "clients cannot override",
                Workgroup,
                "configuration.enforceWorkgroupConfiguration",
                IsTrue,
                false
            ),
            Each(
                "AT-03",
                "metrics are published",
                Workgroup,
                "configuration.publishCloudwatchMetricsEnabled",
                IsTrue,
                false
            ),
            Each("AT-04", "workgroups are tagged", Workgroup, "tags.lake:environment", IsSet, null),
            Each("AT-05", "workgroups are described", Workgroup, "description", IsSet, ""),
            Each(
                "AT-06",
                "the engine upgrades itself",
                Workgroup,
                "configuration.engineVersion.selectedEngineVersion",
                v => v == "AUTO",
                "Athena engine version 2"
            ),
            new(
                "AT-07",
                "the results' bucket is ours, and a query's scan has an end",
                graph =>
                    from r in graph.All(Workgroup)
                    where
                        r.Text("configuration.resultConfiguration.expectedBucketOwner") != LakeRun.Account
                        || !(
                            int.TryParse(r.Text("configuration.bytesScannedCutoffPerQuery"), out var limit)
                            && limit >= 10_485_760
                        )
                    select $"{r}",
                graph => graph.Set(Workgroup, "configuration.bytesScannedCutoffPerQuery", null)
            ),
        ];

    private static IEnumerable<Control> Watch() =>
        [
            Each("CW-01", "logs are encrypted with our key", Group, "kmsKeyId", IsCustomerKey, null),
            Each(
                "CW-02",
                "logs are kept for a set time",
                Group,
                "retentionInDays",
                v => int.TryParse(v, out var days) && days > 0,
                null
            ),
            Alarms("CW-04", "alarms act", alarm => alarm.At("alarmActions") is JsonArray { Count: > 0 }),
            Alarms("CW-05", "their actions are on", alarm => alarm.Text("actionsEnabled") is null or "true"),
            Alarms("CW-06", "alarms are described", alarm => IsSet(alarm.Text("alarmDescription"))),
        ];

    private static Control Alarms(string id, string demand, Func<GraphResource, bool> isRight) =>
        new(
            id,
            demand,
            graph => graph.All(Alarm).Where(r => !isRight(r)).Select(r => $"{r}"),
            graph => graph.With(Alarm, "wrong", """{"actionsEnabled":false}""")
        );

    private static bool LooksSecret(string name) =>
        ((string[])["password", "secret", "token", "api-key", "apikey"]).Any(word =>
            name.Contains(word, StringComparison.OrdinalIgnoreCase)
        );
}
