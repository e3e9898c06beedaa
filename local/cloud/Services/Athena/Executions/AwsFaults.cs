using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>What other services refuse while a query runs, in Athena's words.</summary>
internal static class AwsFaults
{
    private const int GlueNotFound = 1302;
    private const int Permission = 1500;
    private const int S3Path = 1109;

    public static QueryExecution Apply(QueryExecution execution, AwsException fault) =>
        fault.Code switch
        {
            "NoSuchBucket" => With(
                execution,
                $"Unable to verify/create output bucket {Bucket(execution.ResultPath)}",
                S3Path
            ),
            "AccessDenied" or "AccessDeniedException" => With(
                execution,
                $"PERMISSION_DENIED: {fault.Message}",
                Permission
            ),
            "EntityNotFoundException" => With(execution, $"HIVE_METASTORE_ERROR: {fault.Message}", GlueNotFound),
            _ => execution.Failed("GENERIC_USER_ERROR", $"{fault.Code}: {fault.Message}"),
        };

    private static QueryExecution With(QueryExecution execution, string reason, int type) =>
        execution with
        {
            Reason = reason,
            Error = new AthenaError(AthenaErrorTypes.User, type, Retryable: false, reason),
        };

    private static string Bucket(string uri) => uri["s3://".Length..].Split('/')[0];
}
