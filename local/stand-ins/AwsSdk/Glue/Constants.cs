using Amazon.Runtime;

namespace Amazon.Glue;

public class CrawlerState(string value) : ConstantClass(value)
{
    public static readonly CrawlerState READY = new("READY");

    public static readonly CrawlerState RUNNING = new("RUNNING");

    public static readonly CrawlerState STOPPING = new("STOPPING");

    public static implicit operator CrawlerState(string value) => new(value);
}

public class LastCrawlStatus(string value) : ConstantClass(value)
{
    public static readonly LastCrawlStatus SUCCEEDED = new("SUCCEEDED");

    public static readonly LastCrawlStatus CANCELLED = new("CANCELLED");

    public static readonly LastCrawlStatus FAILED = new("FAILED");

    public static implicit operator LastCrawlStatus(string value) => new(value);
}

public class JobRunState(string value) : ConstantClass(value)
{
    public static readonly JobRunState STARTING = new("STARTING");

    public static readonly JobRunState RUNNING = new("RUNNING");

    public static readonly JobRunState STOPPING = new("STOPPING");

    public static readonly JobRunState STOPPED = new("STOPPED");

    public static readonly JobRunState SUCCEEDED = new("SUCCEEDED");

    public static readonly JobRunState FAILED = new("FAILED");

    public static readonly JobRunState TIMEOUT = new("TIMEOUT");

    public static readonly JobRunState ERROR = new("ERROR");

    public static readonly JobRunState WAITING = new("WAITING");

    public static implicit operator JobRunState(string value) => new(value);
}
