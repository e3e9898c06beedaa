using Amazon.Runtime;

namespace Amazon.QuickSight.Model;

public class DescribeDashboardRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string DashboardId { get; set; }

    public long? VersionNumber { get; set; }

    public string AliasName { get; set; }
}

public class DescribeDashboardResponse : AmazonWebServiceResponse
{
    public Dashboard Dashboard { get; set; }

    public string RequestId { get; set; }
}

public class Dashboard
{
    public string DashboardId { get; set; }

    public string Arn { get; set; }

    public string Name { get; set; }

    public DashboardVersion Version { get; set; }
}

public class DashboardVersion
{
    public long? VersionNumber { get; set; }

    public ResourceStatus Status { get; set; }

    public List<string> DataSetArns { get; set; }

    public List<DashboardError> Errors { get; set; }
}

public class DashboardError
{
    public string Type { get; set; }

    public string Message { get; set; }
}

public class DescribeDashboardPermissionsRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string DashboardId { get; set; }
}

public class DescribeDashboardPermissionsResponse : AmazonWebServiceResponse
{
    public string DashboardId { get; set; }

    public List<ResourcePermission> Permissions { get; set; }

    public string RequestId { get; set; }
}

public class ResourcePermission
{
    public string Principal { get; set; }

    public List<string> Actions { get; set; }
}

public class DescribeDataSetRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string DataSetId { get; set; }
}

public class DescribeDataSetResponse : AmazonWebServiceResponse
{
    public DataSet DataSet { get; set; }

    public string RequestId { get; set; }
}

public class DataSet
{
    public string DataSetId { get; set; }

    public string Arn { get; set; }

    public string Name { get; set; }

    public string ImportMode { get; set; }

    public Dictionary<string, PhysicalTable> PhysicalTableMap { get; set; }
}

public class PhysicalTable
{
    public RelationalTable RelationalTable { get; set; }

    public CustomSql CustomSql { get; set; }
}

public class RelationalTable
{
    public string DataSourceArn { get; set; }

    public string Catalog { get; set; }

    public string Schema { get; set; }

    public string Name { get; set; }

    public List<InputColumn> InputColumns { get; set; }
}

public class CustomSql
{
    public string DataSourceArn { get; set; }

    public string Name { get; set; }

    public string SqlQuery { get; set; }

    public List<InputColumn> Columns { get; set; }
}

public class InputColumn
{
    public string Name { get; set; }

    public string Type { get; set; }
}

public class DescribeDataSetPermissionsRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string DataSetId { get; set; }
}

public class DescribeDataSetPermissionsResponse : AmazonWebServiceResponse
{
    public string DataSetId { get; set; }

    public List<ResourcePermission> Permissions { get; set; }

    public string RequestId { get; set; }
}

public class ListDashboardsRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListDashboardsResponse : AmazonWebServiceResponse
{
    public List<DashboardSummary> DashboardSummaryList { get; set; }

    public string NextToken { get; set; }

    public string RequestId { get; set; }
}

public class DashboardSummary
{
    public string DashboardId { get; set; }

    public string Name { get; set; }

    public string Arn { get; set; }
}

public class ListDataSetsRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListDataSetsResponse : AmazonWebServiceResponse
{
    public List<DataSetSummary> DataSetSummaries { get; set; }

    public string NextToken { get; set; }

    public string RequestId { get; set; }
}

public class DataSetSummary
{
    public string DataSetId { get; set; }

    public string Name { get; set; }

    public string Arn { get; set; }
}

public class ListDataSourcesRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListDataSourcesResponse : AmazonWebServiceResponse
{
    public List<DataSource> DataSources { get; set; }

    public string NextToken { get; set; }

    public string RequestId { get; set; }
}

public class DataSource
{
    public string DataSourceId { get; set; }

    public string Name { get; set; }

    public string Arn { get; set; }
}

public class ListGroupsRequest : AmazonWebServiceRequest
{
    public string AwsAccountId { get; set; }

    public string Namespace { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListGroupsResponse : AmazonWebServiceResponse
{
    public List<Group> GroupList { get; set; }

    public string NextToken { get; set; }

    public string RequestId { get; set; }
}

public class Group
{
    public string GroupName { get; set; }

    public string Arn { get; set; }
}

public class ResourceNotFoundException(string message, Exception innerException)
    : AmazonQuickSightException(message, innerException) { }

public class AccessDeniedException(string message, Exception innerException)
    : AmazonQuickSightException(message, innerException) { }

public class InvalidParameterValueException(string message, Exception innerException)
    : AmazonQuickSightException(message, innerException) { }

public class ThrottlingException(string message, Exception innerException)
    : AmazonQuickSightException(message, innerException) { }
