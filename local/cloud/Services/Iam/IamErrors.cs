using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>The errors of IAM.</summary>
internal static class IamErrors
{
    public static AwsException NoSuchRole(string name) =>
        new("NoSuchEntity", $"The role with name {name} cannot be found.", 404);

    public static AwsException NoSuchPolicy(string arn) =>
        new("NoSuchEntity", $"Policy {arn} does not exist or is not attachable.", 404);

    public static AwsException NoSuchInlinePolicy(string name) =>
        new("NoSuchEntity", $"The role policy with name {name} cannot be found.", 404);

    public static AwsException NotAttached(string arn) => new("NoSuchEntity", $"Policy {arn} was not found.", 404);

    public static AwsException NoSuchVersion(string arn, string version) =>
        new("NoSuchEntity", $"Policy {arn} version {version} does not exist or is not attachable.", 404);

    public static AwsException RoleExists(string name) =>
        new("EntityAlreadyExists", $"Role with name {name} already exists.", 409);

    public static AwsException PolicyExists(string name) =>
        new("EntityAlreadyExists", $"A policy called {name} already exists. Duplicate names are not allowed.", 409);

    public static AwsException Conflict(string message) => new("DeleteConflict", message, 409);

    public static AwsException LimitExceeded(string message) => new("LimitExceeded", message, 409);

    public static AwsException Malformed(string message) => new("MalformedPolicyDocument", message);

    public static AwsException Validation(string message) => new("ValidationError", message);

    public static AwsException Invalid(string message) => new("InvalidInput", message);
}
