using Amazon.Runtime;

namespace Amazon.Athena.Model;

public class QueryExecutionContext
{
    public string Catalog { get; set; }

    public string Database { get; set; }
}

public class ResultConfiguration
{
    public string OutputLocation { get; set; }
}

public class StartQueryExecutionRequest : AmazonWebServiceRequest
{
    public string QueryString { get; set; }

    public string ClientRequestToken { get; set; }

    public QueryExecutionContext QueryExecutionContext { get; set; }

    public ResultConfiguration ResultConfiguration { get; set; }

    public string WorkGroup { get; set; }

    public List<string> ExecutionParameters { get; set; }
}

public class StartQueryExecutionResponse : AmazonWebServiceResponse
{
    public string QueryExecutionId { get; set; }
}

public class StopQueryExecutionRequest : AmazonWebServiceRequest
{
    public string QueryExecutionId { get; set; }
}

public class StopQueryExecutionResponse : AmazonWebServiceResponse { }

public class GetQueryExecutionRequest : AmazonWebServiceRequest
{
    public string QueryExecutionId { get; set; }
}

public class GetQueryExecutionResponse : AmazonWebServiceResponse
{
    public QueryExecution QueryExecution { get; set; }
}

public class QueryExecution
{
    public string QueryExecutionId { get; set; }

    public string Query { get; set; }

    public string StatementType { get; set; }

    public string WorkGroup { get; set; }

    public ResultConfiguration ResultConfiguration { get; set; }

    public QueryExecutionContext QueryExecutionContext { get; set; }

    public QueryExecutionStatus Status { get; set; }

    public QueryExecutionStatistics Statistics { get; set; }
}

public class QueryExecutionStatus
{
    public QueryExecutionState State { get; set; }

    public string StateChangeReason { get; set; }

    public DateTime? SubmissionDateTime { get; set; }

    public DateTime? CompletionDateTime { get; set; }

    public AthenaError AthenaError { get; set; }
}

public class AthenaError
{
    public int? ErrorCategory { get; set; }

    public int? ErrorType { get; set; }

    public bool? Retryable { get; set; }

    public string ErrorMessage { get; set; }
}

public class QueryExecutionStatistics
{
    public long? DataScannedInBytes { get; set; }

    public long? EngineExecutionTimeInMillis { get; set; }

    public long? TotalExecutionTimeInMillis { get; set; }
}

public class GetQueryResultsRequest : AmazonWebServiceRequest
{
    public string QueryExecutionId { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class GetQueryResultsResponse : AmazonWebServiceResponse
{
    public ResultSet ResultSet { get; set; }

    public string NextToken { get; set; }

    public long? UpdateCount { get; set; }
}

public class ResultSet
{
    public List<Row> Rows { get; set; }

    public ResultSetMetadata ResultSetMetadata { get; set; }
}

public class ResultSetMetadata
{
    public List<ColumnInfo> ColumnInfo { get; set; }
}

public class ColumnInfo
{
    public string Name { get; set; }

    public string Type { get; set; }

    public string Label { get; set; }

    public int? Precision { get; set; }

    public int? Scale { get; set; }
}

public class Row
{
    public List<Datum> Data { get; set; }
}

public class Datum
{
    public string VarCharValue { get; set; }
}

public class GetNamedQueryRequest : AmazonWebServiceRequest
{
    public string NamedQueryId { get; set; }
}

public class GetNamedQueryResponse : AmazonWebServiceResponse
{
    public NamedQuery NamedQuery { get; set; }
}

public class NamedQuery
{
    public string NamedQueryId { get; set; }

    public string Name { get; set; }

    public string Description { get; set; }

    public string Database { get; set; }

    public string QueryString { get; set; }

    public string WorkGroup { get; set; }
}

public class ListNamedQueriesRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }

    public string WorkGroup { get; set; }
}

public class ListNamedQueriesResponse : AmazonWebServiceResponse
{
    public List<string> NamedQueryIds { get; set; }

    public string NextToken { get; set; }
}

public class ListWorkGroupsRequest : AmazonWebServiceRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListWorkGroupsResponse : AmazonWebServiceResponse
{
    public List<WorkGroupSummary> WorkGroups { get; set; }

    public string NextToken { get; set; }
}

public class WorkGroupSummary
{
    public string Name { get; set; }

    public string State { get; set; }

    public string Description { get; set; }
}

public class InvalidRequestException(string message, Exception innerException)
    : AmazonAthenaException(message, innerException) { }

public class TooManyRequestsException(string message, Exception innerException)
    : AmazonAthenaException(message, innerException) { }

public class ResourceNotFoundException(string message, Exception innerException)
    : AmazonAthenaException(message, innerException) { }
