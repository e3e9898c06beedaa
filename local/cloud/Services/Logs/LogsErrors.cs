using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Logs;

/// <summary>The errors of CloudWatch Logs.</summary>
internal static class LogsErrors
{
    public static AwsException NoSuchGroup() =>
        new("ResourceNotFoundException", "The specified log group does not exist.");

    public static AwsException NoSuchStream() =>
        new("ResourceNotFoundException", "The specified log stream does not exist.");

    public static AwsException GroupExists() =>
        new("ResourceAlreadyExistsException", "The specified log group already exists");

    public static AwsException StreamExists() =>
        new("ResourceAlreadyExistsException", "The specified log stream already exists");

    public static AwsException Invalid(string message) => new("InvalidParameterException", message);
}
