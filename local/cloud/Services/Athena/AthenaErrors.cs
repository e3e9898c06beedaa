using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Athena;

/// <summary>The errors of Athena's API. Most carry a code of their own twice, as the service sends it.</summary>
internal static class AthenaErrors
{
    public const string InvalidInput = "INVALID_INPUT";
    public const string MalformedQuery = "MALFORMED_QUERY";

    public static AwsException Invalid(string message, string code = InvalidInput) =>
        new("InvalidRequestException", message)
        {
            Members = new Dictionary<string, string> { ["AthenaErrorCode"] = code, ["ErrorCode"] = code },
        };

    public static AwsException Constraint(string member, string constraint) =>
        Invalid(
            $"1 validation error detected: Value at '{member}' failed to satisfy constraint: Member must {constraint}"
        );

    public static AwsException Malformed(string message) => Invalid(message, MalformedQuery);

    public static AwsException UnsupportedStatement() =>
        Invalid("Queries of this type are not supported", MalformedQuery);

    public static AwsException NoToken() => Invalid("clientRequestToken is null or empty");

    public static AwsException ParameterMismatch() =>
        Invalid("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH");

    public static AwsException NoWorkGroup() => Invalid("WorkGroup is not found.");

    public static AwsException DisabledWorkGroup(string name) => Invalid($"WorkGroup {name} is disabled.");

    public static AwsException NoOutputLocation() =>
        Invalid(
            "No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input."
        );

    public static AwsException BadOutputLocation() => Invalid("outputLocation is not a valid S3 path.");

    public static AwsException NoExecution(string id) =>
        Invalid($"QueryExecution {id} was not found", "QUERY_EXECUTION_NOT_FOUND");

    public static AwsException NotFinished(string state) =>
        Invalid($"Query has not yet finished. Current state: {state}", "INVALID_QUERY_EXECUTION_STATE");

    public static AwsException NotSucceeded(string state) =>
        Invalid($"Query did not finish successfully. Final query state: {state}", "INVALID_QUERY_EXECUTION_STATE");

    public static AwsException NoResults() => Invalid("Could not find results", "RESULT_NOT_FOUND");

    public static AwsException NoEntity() => Invalid("Entity Not Found");

    public static AwsException NotFound(string message, string resource) =>
        new("ResourceNotFoundException", message)
        {
            Members = new Dictionary<string, string> { ["ResourceName"] = resource },
        };

    public static AwsException Metadata(string message) => new("MetadataException", message);

    public static AwsException BadToken() => Invalid("The NextToken is not one that this operation gave.");
}
