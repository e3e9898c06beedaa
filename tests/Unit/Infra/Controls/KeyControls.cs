using static CustomerLake.Tests.Unit.Infra.Controls.Control;

namespace CustomerLake.Tests.Unit.Infra.Controls;

internal static class KeyControls
{
    private const string Key = "aws:kms/key:Key";

    // A flavour that shares a key makes none: the rules are shown to work on one that is put in.
    private const string Example = """
        {"enableKeyRotation":true,"isEnabled":true,"tags":{"lake:environment":"dev"},"deletionWindowInDays":30,
        "policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::123456789012:root\"]},\"Action\":[\"kms:*\"]}]}"}
        """;

    public static IEnumerable<Control> All =>
        from control in Rules()
        select control with
        {
            Break = graph => control.Break(graph.All(Key).Any() ? graph : graph.With(Key, "example", Example)),
        };

    private static IEnumerable<Control> Rules() =>
        [
            Each("KMS-01", "keys rotate", Key, "enableKeyRotation", IsTrue, false),
            Statements(
                "KMS-02",
                "no wildcard principal, not even in a Deny",
                Key,
                "policy",
                s => !s.Principals.Contains("*"),
                """{"Effect":"Deny","Principal":{"AWS":["*"]},"Action":["kms:*"]}"""
            ),
            Each("KMS-03", "a policy of its own", Key, "policy", IsSet, null),
            Each("KMS-04", "keys are enabled", Key, "isEnabled", IsTrue, false),
            Each("KMS-05", "keys are tagged", Key, "tags.lake:environment", IsSet, null),
            Statements(
                "KMS-06",
                "no decryption with all keys in policies",
                RolePolicy,
                "policy",
                DecryptsWithNamedKeys,
                """{"Effect":"Allow","Action":["kms:Decrypt"],"Resource":["*"]}"""
            ),
            None("KMS-07", "nor in inline policies", "aws:iam/rolePolicy:RolePolicy", """{"policy":"{}"}"""),
            new(
                "KMS-08",
                "throw-away environments leave no key pending deletion",
                graph =>
                    from key in graph.All(Key)
                    where key.At("tags.lake:lease") is not null
                    select $"{key} would be left pending",
                graph =>
                    graph.Set(
                        Key,
                        "tags",
                        System.Text.Json.Nodes.JsonNode.Parse("""{"lake:lease":"2026-05-01T12:00:00Z"}""")
                    )
            ),
        ];

    private static bool DecryptsWithNamedKeys(PolicyStatement statement) =>
        !statement.Actions.Any(a => a is "kms:Decrypt" or "kms:ReEncryptFrom" or "kms:*")
        || statement.Resources.All(IsCustomerKey);
}
