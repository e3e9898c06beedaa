using System.Text.Json.Nodes;
using static CustomerLake.Tests.Unit.Infra.Controls.Control;

namespace CustomerLake.Tests.Unit.Infra.Controls;

/// <summary>Topics and QuickSight.</summary>
internal static class MessageControls
{
    private const string Topic = "aws:sns/topic:Topic";
    private const string TopicPolicy = "aws:sns/topicPolicy:TopicPolicy";
    private const string Source = "aws:quicksight/dataSource:DataSource";
    private const string Dashboard = "aws:cloudcontrol/resource:Resource";

    public static IEnumerable<Control> All => [.. Topics(), .. QuickSight()];

    private static IEnumerable<Control> Topics() =>
        [
            OnTopic("SN-01", "topics are encrypted", topic => IsSet(topic.Text("kmsMasterKeyId")), "{}"),
            OnTopic(
                "SN-02",
                "with our key: alarms cannot publish with AWS's",
                topic => IsCustomerKey(topic.Text("kmsMasterKeyId")),
                """{"kmsMasterKeyId":"alias/aws/sns"}"""
            ),
            OnPolicy(
                "SN-03",
                "topics are not public",
                s => !s.Allows || !s.Principals.Contains("*"),
                """{"Effect":"Allow","Principal":"*","Action":"sns:Publish"}"""
            ),
            OnPolicy(
                "SN-04",
                "no other account without a condition",
                s =>
                    !s.Allows
                    || s.Conditions.Count > 0
                    || s.Principals.All(p => p.Contains(LakeRun.Account, StringComparison.Ordinal)),
                """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::999999999999:root"]},"Action":"sns:Publish"}"""
            ),
            new(
                "SN-05",
                "publishing needs TLS",
                graph =>
                    from topic in graph.All(Topic)
                    where
                        !PolicyStatement
                            .In(graph, TopicPolicy, "policy")
                            .Any(s => !s.Allows && s.HasCondition("aws:SecureTransport"))
                    select $"{topic}",
                graph => graph.With(Topic, "wrong", "{}")
            ),
            new(
                "SN-06",
                "no plain HTTP subscribers",
                graph =>
                    from r in graph.All("aws:sns/topicSubscription:TopicSubscription")
                    where r.Text("protocol") == "http"
                    select $"{r}",
                graph => graph.With("aws:sns/topicSubscription:TopicSubscription", "wrong", """{"protocol":"http"}""")
            ),
            OnTopic("SN-07", "topics are tagged", topic => IsSet(topic.Text("tags.lake:environment")), "{}"),
        ];

    private static IEnumerable<Control> QuickSight() =>
        [
            Each(
                "QS-01",
                "the way to the data is encrypted",
                Source,
                "sslProperties.disableSsl",
                v => v == "false",
                true
            ),
            new(
                "QS-02",
                "readers are named, and own nothing",
                Owners,
                graph =>
                    graph.Changed(
                        Dashboard,
                        inputs =>
                            inputs["desiredState"] = $"{inputs["desiredState"]}".Replace(
                                "quicksight:QueryDashboard",
                                "quicksight:DeleteDashboard",
                                StringComparison.Ordinal
                            )
                    )
            ),
            new(
                "QS-03",
                "dashboards query in the enforced workgroup",
                graph =>
                    from source in graph.All(Source)
                    where
                        !graph
                            .All("aws:athena/workgroup:Workgroup")
                            .Select(w => w.Text("name"))
                            .Contains(source.Text("parameters.athena.workGroup"))
                    select $"{source}",
                graph => graph.Set(Source, "parameters.athena.workGroup", "primary")
            ),
        ];

    private static IEnumerable<string> Owners(ResourceGraph graph) =>
        from dashboard in graph.All(Dashboard)
        from permission in JsonNode.Parse(dashboard.Text("desiredState")!)!["Permissions"] as JsonArray ?? []
        where
            !$"{permission!["Principal"]}".Contains(LakeRun.Suffix, StringComparison.Ordinal)
            || (permission["Actions"] as JsonArray ?? []).Any(a =>
                $"{a}".Contains("Update", StringComparison.Ordinal)
                || $"{a}".Contains("Delete", StringComparison.Ordinal)
            )
        select $"{dashboard}: {permission["Principal"]}";

    private static Control OnTopic(string id, string demand, Func<GraphResource, bool> isRight, string wrong) =>
        new(
            id,
            demand,
            graph => graph.All(Topic).Where(t => !isRight(t)).Select(t => $"{t}"),
            graph => graph.With(Topic, "wrong", wrong)
        );

    private static Control OnPolicy(string id, string demand, Func<PolicyStatement, bool> isRight, string wrong) =>
        new(
            id,
            demand,
            graph => PolicyStatement.In(graph, TopicPolicy, "policy").Where(s => !isRight(s)).Select(s => $"{s}"),
            graph =>
                graph.With(
                    TopicPolicy,
                    "wrong",
                    new JsonObject { ["policy"] = $$"""{"Statement":[{{wrong}}]}""" }.ToJsonString()
                )
        );
}
