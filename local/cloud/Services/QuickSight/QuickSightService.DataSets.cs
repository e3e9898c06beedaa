using CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

internal sealed partial class QuickSightService
{
    private void AddDataSets(RefreshProperties refresh, Ingestions ingestions) =>
        Operations
            .AddRoute<CreateDataSetRequest, DataSetResponse>(
                "CreateDataSet",
                "POST /accounts/{AwsAccountId}/data-sets",
                "quicksight:CreateDataSet",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                DataSets.CreateAsync
            )
            .Deviates(
                "Physical tables are relational tables and custom SQL; filters and calculated columns are refused."
            )
            .AddRoute<DataSetRequest, DescribeDataSetResponse>(
                "DescribeDataSet",
                "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}",
                "quicksight:DescribeDataSet",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                DataSets.DescribeAsync
            )
            .AddRoute<UpdateDataSetRequest, DataSetResponse>(
                "UpdateDataSet",
                "PUT /accounts/{AwsAccountId}/data-sets/{DataSetId}",
                "quicksight:UpdateDataSet",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                DataSets.UpdateAsync
            )
            .AddRoute<DataSetRequest, DataSetResponse>(
                "DeleteDataSet",
                "DELETE /accounts/{AwsAccountId}/data-sets/{DataSetId}",
                "quicksight:DeleteDataSet",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                DataSets.DeleteAsync
            )
            .AddRoute<ListDataSetsRequest, ListDataSetsResponse>(
                "ListDataSets",
                "GET /accounts/{AwsAccountId}/data-sets?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListDataSets",
                (_, call) => QuickSightArns.DataSet("*", call),
                DataSets.ListAsync
            )
            .AddRoute<DataSetRequest, DataSetPermissionsResponse>(
                "DescribeDataSetPermissions",
                "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}/permissions",
                "quicksight:DescribeDataSetPermissions",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                DataSets.DescribePermissionsAsync
            )
            .AddRoute<UpdateDataSetPermissionsRequest, DataSetPermissionsResponse>(
                "UpdateDataSetPermissions",
                "POST /accounts/{AwsAccountId}/data-sets/{DataSetId}/permissions",
                "quicksight:UpdateDataSetPermissions",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                DataSets.UpdatePermissionsAsync
            )
            .Deviates("Any of the known actions can be granted, not only whole sets.")
            .AddRoute<PutDataSetRefreshPropertiesRequest, QuickSightResponse>(
                "PutDataSetRefreshProperties",
                "PUT /accounts/{AwsAccountId}/data-sets/{DataSetId}/refresh-properties",
                "quicksight:PutDataSetRefreshProperties",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                refresh.PutAsync
            )
            .Deviates("Kept; nothing refreshes by them.")
            .AddRoute<DataSetRequest, DescribeDataSetRefreshPropertiesResponse>(
                "DescribeDataSetRefreshProperties",
                "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}/refresh-properties",
                "quicksight:DescribeDataSetRefreshProperties",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                refresh.DescribeAsync
            )
            .AddRoute<DataSetRequest, QuickSightResponse>(
                "DeleteDataSetRefreshProperties",
                "DELETE /accounts/{AwsAccountId}/data-sets/{DataSetId}/refresh-properties",
                "quicksight:DeleteDataSetRefreshProperties",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                refresh.DeleteAsync
            )
            .AddRoute<CreateIngestionRequest, IngestionResponse>(
                "CreateIngestion",
                "PUT /accounts/{AwsAccountId}/data-sets/{DataSetId}/ingestions/{IngestionId}",
                "quicksight:CreateIngestion",
                (request, call) => QuickSightArns.Ingestion(request.DataSetId, request.IngestionId, call),
                ingestions.CreateAsync
            )
            .Deviates("Reads the data set once through Athena and counts; visuals go on reading live data.")
            .AddRoute<IngestionRequest, DescribeIngestionResponse>(
                "DescribeIngestion",
                "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}/ingestions/{IngestionId}",
                "quicksight:DescribeIngestion",
                (request, call) => QuickSightArns.Ingestion(request.DataSetId, request.IngestionId, call),
                ingestions.DescribeAsync
            )
            .AddRoute<ListIngestionsRequest, ListIngestionsResponse>(
                "ListIngestions",
                "GET /accounts/{AwsAccountId}/data-sets/{DataSetId}/ingestions?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListIngestions",
                (request, call) => QuickSightArns.DataSet(request.DataSetId, call),
                ingestions.ListAsync
            )
            .AddRoute<IngestionRequest, IngestionResponse>(
                "CancelIngestion",
                "DELETE /accounts/{AwsAccountId}/data-sets/{DataSetId}/ingestions/{IngestionId}",
                "quicksight:CancelIngestion",
                (request, call) => QuickSightArns.Ingestion(request.DataSetId, request.IngestionId, call),
                ingestions.CancelAsync
            );
}
