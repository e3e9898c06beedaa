using Amazon.QuickSight.Model;
using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.QuickSight;

public interface IAmazonQuickSight : IDisposable
{
    Task<DescribeDashboardResponse> DescribeDashboardAsync(
        DescribeDashboardRequest request,
        CancellationToken cancellationToken = default
    );

    Task<DescribeDashboardPermissionsResponse> DescribeDashboardPermissionsAsync(
        DescribeDashboardPermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<DescribeDataSetResponse> DescribeDataSetAsync(
        DescribeDataSetRequest request,
        CancellationToken cancellationToken = default
    );

    Task<DescribeDataSetPermissionsResponse> DescribeDataSetPermissionsAsync(
        DescribeDataSetPermissionsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListDashboardsResponse> ListDashboardsAsync(
        ListDashboardsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListDataSetsResponse> ListDataSetsAsync(
        ListDataSetsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListDataSourcesResponse> ListDataSourcesAsync(
        ListDataSourcesRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListGroupsResponse> ListGroupsAsync(ListGroupsRequest request, CancellationToken cancellationToken = default);
}

public class AmazonQuickSightClient : JsonServiceClient, IAmazonQuickSight
{
    public AmazonQuickSightClient(AmazonQuickSightConfig config)
        : base(config) { }

    public AmazonQuickSightClient(AWSCredentials credentials, AmazonQuickSightConfig clientConfig)
        : base(credentials, clientConfig) { }

    public virtual Task<DescribeDashboardResponse> DescribeDashboardAsync(
        DescribeDashboardRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<DescribeDashboardResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/dashboards/{DashboardId}?version-number={VersionNumber}&alias-name={AliasName}"
        );

    public virtual Task<DescribeDashboardPermissionsResponse> DescribeDashboardPermissionsAsync(
        DescribeDashboardPermissionsRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<DescribeDashboardPermissionsResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/dashboards/{DashboardId}/permissions"
        );

    public virtual Task<DescribeDataSetResponse> DescribeDataSetAsync(
        DescribeDataSetRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<DescribeDataSetResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}"
        );

    public virtual Task<DescribeDataSetPermissionsResponse> DescribeDataSetPermissionsAsync(
        DescribeDataSetPermissionsRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<DescribeDataSetPermissionsResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}/permissions"
        );

    public virtual Task<ListDashboardsResponse> ListDashboardsAsync(
        ListDashboardsRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<ListDashboardsResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/dashboards?next-token={NextToken}&max-results={MaxResults}"
        );

    public virtual Task<ListDataSetsResponse> ListDataSetsAsync(
        ListDataSetsRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<ListDataSetsResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/data-sets?next-token={NextToken}&max-results={MaxResults}"
        );

    public virtual Task<ListDataSourcesResponse> ListDataSourcesAsync(
        ListDataSourcesRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<ListDataSourcesResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/data-sources?next-token={NextToken}&max-results={MaxResults}"
        );

    public virtual Task<ListGroupsResponse> ListGroupsAsync(
        ListGroupsRequest request,
        CancellationToken cancellationToken = default
    ) =>
        CallAsync<ListGroupsResponse>(
            request,
            cancellationToken,
            "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/groups?next-token={NextToken}&max-results={MaxResults}"
        );
}
