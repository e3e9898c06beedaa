using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

internal sealed partial class QuickSightService
{
    private void AddDashboards(DashboardOperations operations) =>
        Operations
            .AddRoute<CreateDashboardRequest, WriteDashboardResponse>(
                "CreateDashboard",
                "POST /accounts/{AwsAccountId}/dashboards/{DashboardId}",
                "quicksight:CreateDashboard",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.CreateAsync
            )
            .Deviates("From a Definition, not from a source entity; it is ready at once.")
            .AddRoute<UpdateDashboardRequest, WriteDashboardResponse>(
                "UpdateDashboard",
                "PUT /accounts/{AwsAccountId}/dashboards/{DashboardId}",
                "quicksight:UpdateDashboard",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.UpdateAsync
            )
            .AddRoute<DashboardVersionRequest, DescribeDashboardResponse>(
                "DescribeDashboard",
                "GET /accounts/{AwsAccountId}/dashboards/{DashboardId}?version-number={VersionNumber}&alias-name={AliasName}",
                "quicksight:DescribeDashboard",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.DescribeAsync
            )
            .AddRoute<DashboardVersionRequest, DescribeDashboardDefinitionResponse>(
                "DescribeDashboardDefinition",
                "GET /accounts/{AwsAccountId}/dashboards/{DashboardId}/definition?version-number={VersionNumber}&alias-name={AliasName}",
                "quicksight:DescribeDashboardDefinition",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.DescribeDefinitionAsync
            )
            .AddRoute<DeleteDashboardRequest, DeleteDashboardResponse>(
                "DeleteDashboard",
                "DELETE /accounts/{AwsAccountId}/dashboards/{DashboardId}?version-number={VersionNumber}",
                "quicksight:DeleteDashboard",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.DeleteAsync
            )
            .AddRoute<ListDashboardsRequest, ListDashboardsResponse>(
                "ListDashboards",
                "GET /accounts/{AwsAccountId}/dashboards?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListDashboards",
                (_, call) => QuickSightArns.Dashboard("*", call),
                operations.ListAsync
            )
            .AddRoute<ListDashboardVersionsRequest, ListDashboardVersionsResponse>(
                "ListDashboardVersions",
                "GET /accounts/{AwsAccountId}/dashboards/{DashboardId}/versions?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListDashboardVersions",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.ListVersionsAsync
            )
            .AddRoute<PublishDashboardRequest, PublishDashboardResponse>(
                "UpdateDashboardPublishedVersion",
                "PUT /accounts/{AwsAccountId}/dashboards/{DashboardId}/versions/{VersionNumber}",
                "quicksight:UpdateDashboardPublishedVersion",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.PublishAsync
            )
            .AddRoute<DashboardRequest, DashboardPermissionsResponse>(
                "DescribeDashboardPermissions",
                "GET /accounts/{AwsAccountId}/dashboards/{DashboardId}/permissions",
                "quicksight:DescribeDashboardPermissions",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.DescribePermissionsAsync
            )
            .AddRoute<UpdateDashboardPermissionsRequest, DashboardPermissionsResponse>(
                "UpdateDashboardPermissions",
                "PUT /accounts/{AwsAccountId}/dashboards/{DashboardId}/permissions",
                "quicksight:UpdateDashboardPermissions",
                (request, call) => QuickSightArns.Dashboard(request.DashboardId, call),
                operations.UpdatePermissionsAsync
            )
            .Deviates("Any of the known actions can be granted, not only whole sets.");
}
