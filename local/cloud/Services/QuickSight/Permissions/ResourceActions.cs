namespace CustomerLake.Local.Cloud.Services.QuickSight.Permissions;

/// <summary>The actions that each kind of resource can be shared with (the owner's whole set).</summary>
internal static class ResourceActions
{
    public static IReadOnlySet<string> DataSource { get; } =
        Set(
            """
            DescribeDataSource DescribeDataSourcePermissions PassDataSource UpdateDataSource DeleteDataSource
            UpdateDataSourcePermissions
            """
        );

    public static IReadOnlySet<string> DataSet { get; } =
        Set(
            """
            DescribeDataSet DescribeDataSetPermissions PassDataSet DescribeIngestion ListIngestions UpdateDataSet
            DeleteDataSet CreateIngestion CancelIngestion UpdateDataSetPermissions CreateRefreshSchedule
            UpdateRefreshSchedule DeleteRefreshSchedule DescribeRefreshSchedule ListRefreshSchedules
            PutDataSetRefreshProperties DescribeDataSetRefreshProperties DeleteDataSetRefreshProperties
            """
        );

    public static IReadOnlySet<string> Dashboard { get; } =
        Set(
            """
            DescribeDashboard ListDashboardVersions QueryDashboard UpdateDashboard DeleteDashboard
            UpdateDashboardPublishedVersion DescribeDashboardPermissions UpdateDashboardPermissions
            UpdateDashboardLinks
            """
        );

    private static HashSet<string> Set(string names) =>
        [.. names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => "quicksight:" + name)];
}
