using Amazon.Runtime;

namespace Amazon.Glue.Model;

public class StartCrawlerRequest : AmazonWebServiceRequest
{
    public string Name { get; set; }
}

public class StartCrawlerResponse : AmazonWebServiceResponse { }

public class GetCrawlerRequest : AmazonWebServiceRequest
{
    public string Name { get; set; }
}

public class GetCrawlerResponse : AmazonWebServiceResponse
{
    public Crawler Crawler { get; set; }
}

public class GetCrawlersRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class GetCrawlersResponse : AmazonWebServiceResponse
{
    public List<Crawler> Crawlers { get; set; }

    public string NextToken { get; set; }
}

public class Crawler
{
    public string Name { get; set; }

    public string Role { get; set; }

    public string DatabaseName { get; set; }

    public CrawlerState State { get; set; }

    public long? CrawlElapsedTime { get; set; }

    public LastCrawlInfo LastCrawl { get; set; }
}

public class LastCrawlInfo
{
    public LastCrawlStatus Status { get; set; }

    public string ErrorMessage { get; set; }

    public string LogGroup { get; set; }

    public string LogStream { get; set; }

    public string MessagePrefix { get; set; }

    public DateTime? StartTime { get; set; }
}

public class GetDatabaseRequest : AmazonWebServiceRequest
{
    public string Name { get; set; }

    public string CatalogId { get; set; }
}

public class GetDatabaseResponse : AmazonWebServiceResponse
{
    public Database Database { get; set; }
}

public class GetDatabasesRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }

    public string CatalogId { get; set; }
}

public class GetDatabasesResponse : AmazonWebServiceResponse
{
    public List<Database> DatabaseList { get; set; }

    public string NextToken { get; set; }
}

public class Database
{
    public string Name { get; set; }

    public string Description { get; set; }

    public string LocationUri { get; set; }

    public string CatalogId { get; set; }
}

public class GetTableRequest : AmazonWebServiceRequest
{
    public string DatabaseName { get; set; }

    public string Name { get; set; }

    public string CatalogId { get; set; }
}

public class GetTableResponse : AmazonWebServiceResponse
{
    public Table Table { get; set; }
}

public class GetTablesRequest : AmazonWebServiceRequest
{
    public string DatabaseName { get; set; }

    public string Expression { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }

    public string CatalogId { get; set; }
}

public class GetTablesResponse : AmazonWebServiceResponse
{
    public List<Table> TableList { get; set; }

    public string NextToken { get; set; }
}

public class Table
{
    public string Name { get; set; }

    public string DatabaseName { get; set; }

    public StorageDescriptor StorageDescriptor { get; set; }

    public List<Column> PartitionKeys { get; set; }

    public string TableType { get; set; }

    public Dictionary<string, string> Parameters { get; set; }

    public DateTime? UpdateTime { get; set; }

    public string VersionId { get; set; }
}

public class StorageDescriptor
{
    public List<Column> Columns { get; set; }

    public string Location { get; set; }

    public string InputFormat { get; set; }

    public string OutputFormat { get; set; }

    public SerDeInfo SerdeInfo { get; set; }

    public Dictionary<string, string> Parameters { get; set; }
}

public class SerDeInfo
{
    public string SerializationLibrary { get; set; }

    public Dictionary<string, string> Parameters { get; set; }
}

public class Column
{
    public string Name { get; set; }

    public string Type { get; set; }

    public string Comment { get; set; }
}

public class GetClassifiersRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class GetClassifiersResponse : AmazonWebServiceResponse
{
    public List<Classifier> Classifiers { get; set; }

    public string NextToken { get; set; }
}

public class Classifier
{
    public CsvClassifier CsvClassifier { get; set; }
}

public class CsvClassifier
{
    public string Name { get; set; }
}

public class GetSecurityConfigurationsRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class GetSecurityConfigurationsResponse : AmazonWebServiceResponse
{
    public List<SecurityConfiguration> SecurityConfigurations { get; set; }

    public string NextToken { get; set; }
}

public class SecurityConfiguration
{
    public string Name { get; set; }
}

public class GetJobsRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class GetJobsResponse : AmazonWebServiceResponse
{
    public List<Job> Jobs { get; set; }

    public string NextToken { get; set; }
}

public class Job
{
    public string Name { get; set; }

    public string Role { get; set; }

    public string GlueVersion { get; set; }
}

public class StartJobRunRequest : AmazonWebServiceRequest
{
    public string JobName { get; set; }

    public string JobRunId { get; set; }

    public Dictionary<string, string> Arguments { get; set; }

    public int? Timeout { get; set; }
}

public class StartJobRunResponse : AmazonWebServiceResponse
{
    public string JobRunId { get; set; }
}

public class GetJobRunRequest : AmazonWebServiceRequest
{
    public string JobName { get; set; }

    public string RunId { get; set; }

    public bool? PredecessorsIncluded { get; set; }
}

public class GetJobRunResponse : AmazonWebServiceResponse
{
    public JobRun JobRun { get; set; }
}

public class JobRun
{
    public string Id { get; set; }

    public string JobName { get; set; }

    public JobRunState JobRunState { get; set; }

    public string ErrorMessage { get; set; }

    public int? ExecutionTime { get; set; }

    public DateTime? StartedOn { get; set; }

    public DateTime? CompletedOn { get; set; }

    public string LogGroupName { get; set; }

    public Dictionary<string, string> Arguments { get; set; }
}

public class BatchStopJobRunRequest : AmazonWebServiceRequest
{
    public string JobName { get; set; }

    public List<string> JobRunIds { get; set; }
}

public class BatchStopJobRunResponse : AmazonWebServiceResponse
{
    public List<BatchStopJobRunError> Errors { get; set; }
}

public class BatchStopJobRunError
{
    public string JobName { get; set; }

    public string JobRunId { get; set; }

    public ErrorDetail ErrorDetail { get; set; }
}

public class ErrorDetail
{
    public string ErrorCode { get; set; }

    public string ErrorMessage { get; set; }
}

public class EntityNotFoundException(string message, Exception innerException)
    : AmazonGlueException(message, innerException) { }

public class CrawlerRunningException(string message, Exception innerException)
    : AmazonGlueException(message, innerException) { }

public class ConcurrentRunsExceededException(string message, Exception innerException)
    : AmazonGlueException(message, innerException) { }

public class InvalidInputException(string message, Exception innerException)
    : AmazonGlueException(message, innerException) { }
