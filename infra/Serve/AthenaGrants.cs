using System.Collections.Immutable;
using CustomerLake.Infra.Analyze;
using CustomerLake.Infra.Foundation;

namespace CustomerLake.Infra.Serve;

/// <summary>What one needs to query through Athena, and nothing that leads around it.</summary>
internal static class AthenaGrants
{
    /// <param name="zones">Database and bucket roles, <c>raw</c> or <c>curated</c>.</param>
    public static IEnumerable<Statement> Query(LakeArns arns, ImmutableArray<string> zones) =>
        [
            new Statement
            {
                Sid = "BrowseCatalog",
                Actions =
                [
                    "athena:ListDatabases",
                    "athena:GetDatabase",
                    "athena:ListTableMetadata",
                    "athena:GetTableMetadata",
                    "athena:GetDataCatalog",
                ],
                Resources = [arns.AthenaCatalog],
            },
            new Statement
            {
                Sid = "RunQueries",
                Actions =
                [
                    "athena:GetWorkGroup",
                    "athena:StartQueryExecution",
                    "athena:StopQueryExecution",
                    "athena:GetQueryExecution",
                    "athena:BatchGetQueryExecution",
                    "athena:ListQueryExecutions",
                    "athena:GetQueryResults",
                    "athena:GetQueryResultsStream",
                    "athena:GetNamedQuery",
                    "athena:BatchGetNamedQuery",
                    "athena:ListNamedQueries",
                ],
                Resources = [arns.Workgroup],
            },
            new Statement
            {
                Sid = "ReadTables",
                Actions = [.. Grants.ReadCatalogActions, "glue:GetDatabases"],
                Resources =
                [
                    arns.Catalog,
                    arns.DefaultDatabase,
                    .. zones.SelectMany(z => new[] { arns.Database(z), arns.Tables(z) }),
                ],
                Conditions = [Condition.CalledByAthena],
            },
            .. zones.SelectMany(zone => Grants.Read(arns, zone, Condition.CalledByAthena)),
            new Statement
            {
                Sid = "FindResults",
                Actions = ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
                Resources = [arns.Bucket(BucketRoles.Results)],
            },
            new Statement
            {
                Sid = "KeepResults",
                Actions = ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
                Resources = [arns.Objects(BucketRoles.Results, QueryWorkgroup.ResultsPrefix)],
            },
            Grants.UseKey(arns, ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], Condition.CalledByAthena),
        ];

    /// <summary>Lists that Athena offers no resource to narrow to; for people, who browse.</summary>
    public static Statement Browse() =>
        new()
        {
            Sid = "BrowseAthena",
            Actions = ["athena:ListWorkGroups", "athena:ListEngineVersions", "athena:ListDataCatalogs"],
            Resources = ["*"],
        };
}
