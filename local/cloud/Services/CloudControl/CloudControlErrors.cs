using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.CloudControl;

internal static class CloudControlErrors
{
    public static AwsException Invalid(string problem) =>
        new("ValidationException", $"Model validation failed ({problem})");

    public static AwsException InvalidRequest(string message) => new("InvalidRequestException", message);

    public static AwsException NoType(string type, IEnumerable<string> known) =>
        new(
            "UnsupportedActionException",
            $"Resource type {type} does not support this action: the local cloud has {string.Join(", ", known)} alone."
        );

    public static AwsException NoResource(string type, string token) =>
        new(
            "ResourceNotFoundException",
            $"{type} Handler returned status FAILED: Resource not found (HandlerErrorCode: NotFound, RequestToken: {token})"
        );

    public static AwsException NoRequest(string token) =>
        new("RequestTokenNotFoundException", $"Request with token {token} was not found.");

    public static AwsException TokenConflict(string token, string request) =>
        new(
            "ClientTokenConflictException",
            $"ClientToken {token} is already associated with an existing operation with RequestToken {request}"
        );

    /// <summary>The handler's error code for what the service answered.</summary>
    public static string HandlerCode(AwsException fault) =>
        fault.Code switch
        {
            "ResourceExistsException" => "AlreadyExists",
            "ResourceNotFoundException" => "NotFound",
            "AccessDeniedException" => "AccessDenied",
            "ConflictException" => "ResourceConflict",
            "InvalidParameterValueException" or "ValidationException" or "NotImplemented" => "InvalidRequest",
            _ => "GeneralServiceException",
        };
}
