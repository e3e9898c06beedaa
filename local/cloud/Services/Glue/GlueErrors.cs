using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>The error catalogue of Glue. All are HTTP 400, as in the service model.</summary>
internal static class GlueErrors
{
    public static AwsException AlreadyExists(string what) => new("AlreadyExistsException", $"{what} already exists.");

    public static AwsException DatabaseNotFound(string name) => NotFound($"Database {name} not found.");

    public static AwsException TableNotFound(string name) => NotFound($"Table {name} not found.");

    public static AwsException VersionNotFound(string version) => NotFound($"Table version {version} not found.");

    public static AwsException PartitionNotFound() => NotFound("Cannot find partition.");

    public static AwsException ClassifierNotFound(string name) => NotFound($"Classifier {name} not found.");

    public static AwsException CrawlerNotFound(string name) => NotFound($"Crawler {name} not found.");

    public static AwsException JobNotFound(string name) => NotFound($"Job {name} not found.");

    public static AwsException JobRunNotFound(string id) => NotFound($"Job run {id} not found.");

    public static AwsException NotFound(string message) => new("EntityNotFoundException", message);

    public static AwsException InvalidInput(string message) => new("InvalidInputException", message);

    public static AwsException ConcurrentModification(string table) =>
        new(
            "ConcurrentModificationException",
            $"Update table failed due to concurrent modifications of table '{table}': the version given is not the current one."
        );

    public static AwsException CrawlerRunning(string name) =>
        new("CrawlerRunningException", $"Crawler with name {name} has already started");

    public static AwsException CrawlerNotRunning(string name) =>
        new("CrawlerNotRunningException", $"Crawler with name {name} isn't running");

    public static AwsException CrawlerStopping(string name) =>
        new("CrawlerStoppingException", $"Crawler with name {name} is stopping");

    public static AwsException ConcurrentRunsExceeded(string job) =>
        new("ConcurrentRunsExceededException", $"Concurrent runs exceeded for {job}");

    public static AwsException NotEmulated(string what) =>
        AwsException.NotEmulated($"The local cloud does not emulate {what}.");
}
