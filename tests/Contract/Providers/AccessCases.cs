using CustomerLake.Local.Engine.Values;
using static CustomerLake.Tests.Contract.Providers.ProviderCase;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>Roles, policies, keys and logs.</summary>
internal static class AccessCases
{
    public static IReadOnlyList<ProviderCase> All { get; } =
    [
        Of(
            "aws:iam/role:Role",
            Map(
                ("name", "crawler"),
                ("assumeRolePolicy", Trust("glue")),
                ("description", "before"),
                Tags(("a", "1"), ("b", "2"))
            ),
            Map(
                ("name", "crawler"),
                ("assumeRolePolicy", Trust("quicksight")),
                ("maxSessionDuration", 7200),
                Tags(("b", "3"))
            )
        ),
        Of(
            "aws:iam/policy:Policy",
            Map(("name", "read"), ("policy", Permissions("s3:GetObject")), Tags(("a", "1"))),
            Map(("name", "read"), ("policy", Permissions("s3:ListBucket")), Tags(("a", "2"), ("b", "3")))
        ),
        new("aws:iam/rolePolicyAttachment:RolePolicyAttachment", PrepareAttachmentAsync) { HasUpdate = false },
        Of(
            "aws:kms/key:Key",
            Map(
                ("description", "before"),
                ("enableKeyRotation", true),
                ("isEnabled", true),
                ("deletionWindowInDays", 7),
                ("policy", KeyPolicy("kms:*")),
                Tags(("a", "1"))
            ),
            Map(
                ("description", "after"),
                ("enableKeyRotation", false),
                ("isEnabled", true),
                ("deletionWindowInDays", 7),
                ("policy", KeyPolicy("kms:*", "kms:Decrypt")),
                Tags(("b", "2"))
            )
        ),
        new("aws:kms/alias:Alias", PrepareAliasAsync),
        Of(
            "aws:cloudwatch/logGroup:LogGroup",
            Map(("name", "/aws-glue/jobs/lake"), ("retentionInDays", 30), Tags(("a", "1"))),
            Map(("name", "/aws-glue/jobs/lake"), ("retentionInDays", 7), Tags(("b", "2")))
        ),
    ];

    public static string Trust(string service) =>
        """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["SERVICE.amazonaws.com"]},"Action":["sts:AssumeRole"]}]}
            """.Replace("SERVICE", service, StringComparison.Ordinal);

    private static string Permissions(string action) =>
        """
            {"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":["ACTION"],"Resource":["arn:aws:s3:::lake","arn:aws:s3:::lake/*"]}]}
            """.Replace("ACTION", action, StringComparison.Ordinal);

    private static string KeyPolicy(params string[] actions) =>
        """
            {"Version":"2012-10-17","Statement":[{"Sid":"Administer","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::ACCOUNT:root"]},"Action":["ACTIONS"],"Resource":["*"]}]}
            """.Replace("ACCOUNT", ProviderLab.Account, StringComparison.Ordinal).Replace(
            "ACTIONS",
            string.Join("\",\"", actions),
            StringComparison.Ordinal
        );

    private static async Task<(PropertyMap, PropertyMap)> PrepareAttachmentAsync(
        ProviderLab lab,
        CancellationToken token
    )
    {
        var role = await lab.CreateAsync(
            "aws:iam/role:Role",
            Map(("name", "r"), ("assumeRolePolicy", Trust("glue"))),
            token
        );
        var one = await lab.CreateAsync(
            "aws:iam/policy:Policy",
            Map(("name", "one"), ("policy", Permissions("s3:GetObject"))),
            token
        );
        var two = await lab.CreateAsync(
            "aws:iam/policy:Policy",
            Map(("name", "two"), ("policy", Permissions("s3:GetObject"))),
            token
        );
        return (Map(("role", role.Id), ("policyArn", one.Id)), Map(("role", role.Id), ("policyArn", two.Id)));
    }

    private static async Task<(PropertyMap, PropertyMap)> PrepareAliasAsync(ProviderLab lab, CancellationToken token)
    {
        var one = await lab.CreateAsync("aws:kms/key:Key", Map(("description", "one")), token);
        var two = await lab.CreateAsync("aws:kms/key:Key", Map(("description", "two")), token);
        return (
            Map(("name", "alias/lake"), ("targetKeyId", one.Id)),
            Map(("name", "alias/lake"), ("targetKeyId", two.Outputs.Text("arn")))
        );
    }
}
