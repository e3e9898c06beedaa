using System.Collections.Immutable;

namespace CustomerLake.Infra.Foundation;

/// <summary>Statements that more than one actor's policy is made of.</summary>
internal static class Grants
{
    public static readonly ImmutableArray<string> ReadCatalogActions =
    [
        "glue:GetDatabase",
        "glue:GetTable",
        "glue:GetTables",
        "glue:GetPartition",
        "glue:GetPartitions",
        "glue:BatchGetPartition",
    ];

    /// <summary>Listing a bucket and reading what is in it.</summary>
    public static IEnumerable<Statement> Read(
        LakeArns arns,
        string bucket,
        params ImmutableArray<Condition> conditions
    ) =>
        [
            new Statement
            {
                Sid = $"List{Title(bucket)}",
                Actions = ["s3:ListBucket", "s3:GetBucketLocation"],
                Resources = [arns.Bucket(bucket)],
                Conditions = conditions,
            },
            new Statement
            {
                Sid = $"Read{Title(bucket)}",
                Actions = ["s3:GetObject"],
                Resources = [arns.Objects(bucket)],
                Conditions = conditions,
            },
        ];

    /// <summary>The data key, for exactly these actions.</summary>
    public static Statement UseKey(
        LakeArns arns,
        ImmutableArray<string> actions,
        params ImmutableArray<Condition> conditions
    ) =>
        new()
        {
            Sid = "UseKey",
            Actions = actions,
            Resources = [arns.Key],
            Conditions = conditions,
        };

    /// <summary>Glue offers no resource to narrow this one to.</summary>
    public static Statement ReadSecurityConfiguration() =>
        new()
        {
            Sid = "ReadSecurityConfiguration",
            Actions = ["glue:GetSecurityConfiguration"],
            Resources = ["*"],
        };

    public static Statement WriteLogs(LakeArns arns, string groups) =>
        new()
        {
            Sid = "WriteLogs",
            Actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:AssociateKmsKey"],
            Resources = [arns.LogGroups(groups)],
        };

    private static string Title(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
