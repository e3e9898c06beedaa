using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Partition index operations on the wire.</summary>
internal sealed class PartitionIndexOperations(DataCatalog catalog)
{
    public Task<Nothing> CreateAsync(CreatePartitionIndexRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        catalog.Indexes.Create(scope, table, request.PartitionIndex);
        return Nothing.Task;
    }

    public Task<GetPartitionIndexesResponse> ListAsync(
        GetPartitionIndexesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        var types = table.PartitionKeys.ToDictionary(key => key.Name, key => key.Type ?? "string");
        var indexes = catalog
            .Indexes.List(scope, table)
            .Select(index => new PartitionIndexDescriptor(
                index.IndexName,
                [.. index.Keys.Select(key => new KeySchemaElement(key, types.GetValueOrDefault(key, "string")))],
                "ACTIVE"
            ));
        return Task.FromResult(new GetPartitionIndexesResponse([.. indexes]));
    }

    public Task<Nothing> DeleteAsync(DeletePartitionIndexRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        catalog.Indexes.Delete(scope, table, request.IndexName);
        return Nothing.Task;
    }
}
