using System.Collections.Immutable;
using static CustomerLake.Tests.Unit.Infra.Controls.Control;

namespace CustomerLake.Tests.Unit.Infra.Controls;

internal static class RoleControls
{
    private const string Attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";

    // AWS offers no resource for these (least-privilege table, B.5).
    private static readonly ImmutableHashSet<string> _unscoped =
    [
        "glue:GetSecurityConfiguration",
        "glue:GetSecurityConfigurations",
        "glue:GetJobBookmark",
        "glue:ResetJobBookmark",
        "glue:GetClassifier",
        "glue:GetClassifiers",
        "athena:ListWorkGroups",
        "athena:ListEngineVersions",
        "athena:ListDataCatalogs",
        "cloudwatch:PutMetricData",
    ];

    private static readonly ImmutableArray<string> _management =
    [
        "iam:",
        "organizations:",
        "s3:PutBucketPolicy",
        "s3:PutBucketAcl",
        "s3:PutObjectAcl",
        "kms:CreateGrant",
        "kms:PutKeyPolicy",
        "glue:PutResourcePolicy",
        "lakeformation:",
    ];

    private static readonly ImmutableArray<string> _credentials =
    [
        "sts:GetSessionToken",
        "sts:GetFederationToken",
        "iam:CreateAccessKey",
        "iam:CreateLoginProfile",
        "ecr:GetAuthorizationToken",
        "secretsmanager:GetSecretValue",
    ];

    public static IEnumerable<Control> All =>
        [
            Allow(
                "IAM-01",
                "not everything on everything",
                s => !(s.Actions.Contains("*") && s.Resources.Contains("*")),
                "*"
            ),
            Allow(
                "IAM-02",
                "no whole services",
                s => !s.Actions.Any(a => a == "*" || a.EndsWith(":*", StringComparison.Ordinal)),
                "s3:*"
            ),
            Allow(
                "IAM-03",
                "no resource '*' where a resource can be named",
                s => !s.Resources.Contains("*") || s.Actions.All(_unscoped.Contains),
                "glue:GetTable"
            ),
            Allow(
                "IAM-04",
                "no way to more rights",
                s =>
                    !s.Actions.Any(a =>
                        a is "iam:PassRole" or "lambda:CreateFunction" or "glue:CreateDevEndpoint" or "sts:AssumeRole"
                    ),
                "iam:PassRole"
            ),
            Allow("IAM-05", "no way to credentials", s => !s.Actions.Any(_credentials.Contains), "sts:GetSessionToken"),
            Allow(
                "IAM-06",
                "data is read from named places",
                s =>
                    !s.Actions.Any(a => a.StartsWith("s3:Get", StringComparison.Ordinal))
                    || s.Resources.All(r => r.Contains(LakeRun.Suffix, StringComparison.Ordinal)),
                "s3:GetObject"
            ),
            Allow("IAM-07", "no management of permissions", s => !s.Actions.Any(Manages), "iam:PutRolePolicy"),
            Allow(
                "IAM-08",
                "writes go to named places",
                s => !s.Resources.Contains("*") || !s.Actions.Any(Writes) || s.HasCondition("cloudwatch:namespace"),
                "s3:PutObject"
            ),
            Allow(
                "IAM-09",
                "a role is passed to a named service only",
                s =>
                    !s.Actions.Contains("iam:PassRole")
                    || (s.HasCondition("iam:PassedToService") && !s.Resources.Contains("*")),
                "iam:PassRole"
            ),
            Trust(
                "IAM-10",
                "who may act is named",
                s =>
                    s.Principals.Any()
                    && !s.Principals.Any(p => p == "*" || p.EndsWith(":root", StringComparison.Ordinal)),
                """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]},"Action":["sts:AssumeRole"]}"""
            ),
            Trust(
                "IAM-11",
                "a service acts for our account only",
                s => !s.Services.Any() || s.HasCondition("aws:SourceAccount"),
                """{"Effect":"Allow","Principal":{"Service":["glue.amazonaws.com"]},"Action":["sts:AssumeRole"]}"""
            ),
            Each(
                "IAM-12",
                "no administrators",
                Attachment,
                "policyArn",
                arn =>
                    arn is not null
                    && !arn.Contains("Administrator", StringComparison.Ordinal)
                    && !arn.Contains("FullAccess", StringComparison.Ordinal),
                "arn:aws:iam::aws:policy/AdministratorAccess"
            ),
            Each(
                "IAM-13",
                "no policies of AWS's",
                Attachment,
                "policyArn",
                arn => arn is not null && arn.Contains(LakeRun.Account, StringComparison.Ordinal),
                "arn:aws:iam::aws:policy/service-role/AWSGlueServiceRole"
            ),
            new(
                "IAM-14",
                "no inline policies",
                graph =>
                    graph
                        .All("aws:iam/rolePolicy:RolePolicy")
                        .Concat(graph.All(RoleType).Where(r => r.At("inlinePolicies") is not null))
                        .Select(r => $"{r}"),
                graph => graph.With("aws:iam/rolePolicy:RolePolicy", "wrong", "{}")
            ),
            Allow(
                "IAM-15",
                "nothing is allowed by exclusion",
                s => s.Json["NotAction"] is null && s.Json["NotResource"] is null,
                """{"Effect":"Allow","NotAction":["iam:*"],"Resource":["arn:aws:s3:::lake-dev"]}"""
            ),
            None("IAM-16", "one owner of a role's attachments", "aws:iam/policyAttachment:PolicyAttachment", "{}"),
            new(
                "IAM-17",
                "roles are tagged, policies described",
                graph =>
                    graph
                        .All(RoleType)
                        .Where(r => !IsSet(r.Text("tags.lake:environment")))
                        .Concat(graph.All(RolePolicy).Where(r => !IsSet(r.Text("description"))))
                        .Select(r => $"{r}"),
                graph => graph.Set(RolePolicy, "description", null)
            ),
            new(
                "IAM-19",
                "no users",
                graph =>
                    graph
                        .Resources.Where(r => r.Type.StartsWith("aws:iam/user", StringComparison.Ordinal))
                        .Select(r => $"{r}"),
                graph => graph.With("aws:iam/user:User", "wrong", "{}")
            ),
        ];

    /// <param name="wrong">An action that is allowed on everything, or a whole statement.</param>
    private static Control Allow(string id, string demand, Func<PolicyStatement, bool> isRight, string wrong) =>
        Statements(
            id,
            demand,
            RolePolicy,
            "policy",
            s => !s.Allows || isRight(s),
            wrong.StartsWith('{')
                ? wrong
                : $$"""{"Sid":"Wrong","Effect":"Allow","Action":["{{wrong}}"],"Resource":["*"]}"""
        );

    private static Control Trust(string id, string demand, Func<PolicyStatement, bool> isRight, string wrong) =>
        Statements(id, demand, RoleType, "assumeRolePolicy", isRight, wrong);

    private static bool Manages(string action) => _management.Any(m => action.StartsWith(m, StringComparison.Ordinal));

    private static bool Writes(string action)
    {
        var verb = action[(action.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return ((string[])["Put", "Create", "Update", "Delete", "Batch", "Write", "Abort"]).Any(v =>
            verb.StartsWith(v, StringComparison.Ordinal)
        );
    }
}
