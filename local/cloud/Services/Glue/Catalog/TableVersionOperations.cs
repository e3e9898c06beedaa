using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Table version operations on the wire.</summary>
internal sealed class TableVersionOperations(DataCatalog catalog)
{
    private const int LargestPage = 100;

    public Task<GetTableVersionResponse> GetAsync(GetTableVersionRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.GetVersion(scope, request.DatabaseName, request.TableName, request.VersionId);
        return Task.FromResult(new GetTableVersionResponse(table.ToVersion(scope)));
    }

    public Task<GetTableVersionsResponse> ListAsync(
        GetTableVersionsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var versions = catalog.Tables.Versions(scope, request.DatabaseName, request.TableName);
        var page = Paging.Take(
            versions,
            // Newest first: the keys must ascend.
            version =>
                (int.MaxValue - version.Version).ToString("D10", System.Globalization.CultureInfo.InvariantCulture),
            request.NextToken,
            request.MaxResults,
            LargestPage
        );
        return Task.FromResult(
            new GetTableVersionsResponse([.. page.Items.Select(version => version.ToVersion(scope))], page.NextToken)
        );
    }

    public Task<Nothing> DeleteAsync(DeleteTableVersionRequest request, CallContext call, CancellationToken _)
    {
        catalog.Tables.DeleteVersion(
            GlueNames.CatalogScope(request.CatalogId, call),
            request.DatabaseName,
            request.TableName,
            request.VersionId
        );
        return Nothing.Task;
    }

    public Task<BatchDeleteTableVersionResponse> BatchDeleteAsync(
        BatchDeleteTableVersionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        var errors = Batch.Run(
            request.VersionIds,
            limit: 100,
            version => catalog.Tables.DeleteVersion(scope, request.DatabaseName, request.TableName, version),
            (version, fault) => new TableVersionError(request.TableName, version, ErrorDetail.Of(fault))
        );
        return Task.FromResult(new BatchDeleteTableVersionResponse(errors));
    }
}
