using CustomerLake.Local.Cloud.Services.QuickSight.DataSources;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

internal sealed partial class QuickSightService
{
    private void AddDataSources() =>
        Operations
            .AddRoute<CreateDataSourceRequest, CreateDataSourceResponse>(
                "CreateDataSource",
                "POST /accounts/{AwsAccountId}/data-sources",
                "quicksight:CreateDataSource",
                (request, call) => QuickSightArns.DataSource(request.DataSourceId, call),
                DataSources.CreateAsync
            )
            .Deviates("Only the type ATHENA; the connection test looks at the workgroup.")
            .AddRoute<DataSourceRequest, DescribeDataSourceResponse>(
                "DescribeDataSource",
                "GET /accounts/{AwsAccountId}/data-sources/{DataSourceId}",
                "quicksight:DescribeDataSource",
                (request, call) => QuickSightArns.DataSource(request.DataSourceId, call),
                DataSources.DescribeAsync
            )
            .AddRoute<UpdateDataSourceRequest, UpdateDataSourceResponse>(
                "UpdateDataSource",
                "PUT /accounts/{AwsAccountId}/data-sources/{DataSourceId}",
                "quicksight:UpdateDataSource",
                (request, call) => QuickSightArns.DataSource(request.DataSourceId, call),
                DataSources.UpdateAsync
            )
            .AddRoute<DataSourceRequest, DeleteDataSourceResponse>(
                "DeleteDataSource",
                "DELETE /accounts/{AwsAccountId}/data-sources/{DataSourceId}",
                "quicksight:DeleteDataSource",
                (request, call) => QuickSightArns.DataSource(request.DataSourceId, call),
                DataSources.DeleteAsync
            )
            .AddRoute<ListDataSourcesRequest, ListDataSourcesResponse>(
                "ListDataSources",
                "GET /accounts/{AwsAccountId}/data-sources?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListDataSources",
                (_, call) => QuickSightArns.DataSource("*", call),
                DataSources.ListAsync
            )
            .AddRoute<DataSourceRequest, DataSourcePermissionsResponse>(
                "DescribeDataSourcePermissions",
                "GET /accounts/{AwsAccountId}/data-sources/{DataSourceId}/permissions",
                "quicksight:DescribeDataSourcePermissions",
                (request, call) => QuickSightArns.DataSource(request.DataSourceId, call),
                DataSources.DescribePermissionsAsync
            )
            .AddRoute<UpdateDataSourcePermissionsRequest, DataSourcePermissionsResponse>(
                "UpdateDataSourcePermissions",
                "POST /accounts/{AwsAccountId}/data-sources/{DataSourceId}/permissions",
                "quicksight:UpdateDataSourcePermissions",
                (request, call) => QuickSightArns.DataSource(request.DataSourceId, call),
                DataSources.UpdatePermissionsAsync
            )
            .Deviates("Any of the known actions can be granted, not only whole sets.");
}
