using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.DataSets;

/// <summary>How a SPICE data set is refreshed in part. A direct query has none, and asking is an error.</summary>
internal sealed class RefreshProperties(StateDatabase database, DataSetStore sets)
{
    private readonly ResourceTable<DataSetRefreshProperties> _properties = new(database, "quicksight-refresh");

    public Task<QuickSightResponse> PutAsync(
        PutDataSetRefreshPropertiesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var set = GetSpice(request, request.DataSetId, call);
        var column = request
            .DataSetRefreshProperties
            .RefreshConfiguration
            ?.IncrementalRefresh
            .LookbackWindow
            .ColumnName;
        if (column is not null && !set.OutputColumns.Any(output => output.Name == column && output.Type == "DATETIME"))
        {
            throw QuickSightErrors.Invalid($"The data set has no column '{column}' of type DATETIME to look back by.");
        }

        _properties.Put(call.Scope, set.DataSetId, request.DataSetRefreshProperties);
        return QuickSightResponse.For(call);
    }

    public Task<DescribeDataSetRefreshPropertiesResponse> DescribeAsync(
        DataSetRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var set = GetSpice(request, request.DataSetId, call);
        return Task.FromResult(
            new DescribeDataSetRefreshPropertiesResponse
            {
                RequestId = call.RequestId,
                DataSetRefreshProperties = _properties.Find(call.Scope, set.DataSetId) ?? throw None(set),
            }
        );
    }

    public Task<QuickSightResponse> DeleteAsync(DataSetRequest request, CallContext call, CancellationToken _)
    {
        var set = GetSpice(request, request.DataSetId, call);
        return _properties.Delete(call.Scope, set.DataSetId) ? QuickSightResponse.For(call) : throw None(set);
    }

    public void Forget(Scope scope, string id) => _properties.Delete(scope, id);

    private DataSetDescription GetSpice(QuickSightRequest request, string id, CallContext call)
    {
        var set = sets.Get(request, id, call);
        return set.ImportMode == "SPICE"
            ? set
            : throw QuickSightErrors.Invalid(
                $"The dataset {id} is not a SPICE dataset and is not supported for incremental refresh."
            );
    }

    private static AwsException None(DataSetDescription set) =>
        QuickSightErrors.NotFound($"The dataset {set.DataSetId} has no refresh properties.");
}
