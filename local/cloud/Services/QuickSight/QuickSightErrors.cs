using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

/// <summary>The errors of QuickSight's API with the statuses of its service model.</summary>
internal static class QuickSightErrors
{
    public static AwsException Invalid(string message) => new("InvalidParameterValueException", message);

    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message, 404);

    public static AwsException NotFound(string type, string id) => NotFound($"{type} {id} is not found");

    public static AwsException Exists(string type, string id) =>
        new("ResourceExistsException", $"{type} {id} already exists", 409);

    public static AwsException Conflict(string message) => new("ConflictException", message, 409);

    public static AwsException BadToken() =>
        new("InvalidNextTokenException", "The next token is not one that this operation gave.");

    public static AwsException Denied(string message) => new("AccessDeniedException", message, 401);

    public static AwsException NotEmulated(string what) =>
        AwsException.NotEmulated($"The local cloud does not emulate {what}.");
}
