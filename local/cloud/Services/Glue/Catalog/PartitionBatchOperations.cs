using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Partition operations on many at once. They answer 200 with the faults inside.</summary>
internal sealed class PartitionBatchOperations(DataCatalog catalog)
{
    private const int MostToCreate = 100;
    private const int MostToUpdate = 100;
    private const int MostToDelete = 25;
    private const int MostToGet = 1000;

    public Task<PartitionErrorsResponse> CreateAsync(
        BatchCreatePartitionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        var errors = catalog.InTransaction(() =>
            Batch.Run(
                request.PartitionInputList,
                MostToCreate,
                input => catalog.Partitions.Create(scope, table, input),
                (input, fault) => new PartitionError(input.Values ?? [], ErrorDetail.Of(fault))
            )
        );
        return Task.FromResult(new PartitionErrorsResponse(errors));
    }

    public Task<BatchGetPartitionResponse> GetAsync(
        BatchGetPartitionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        if (request.PartitionsToGet.Count > MostToGet)
        {
            throw GlueErrors.InvalidInput(
                $"At most {MostToGet} entries are allowed in one call, not {request.PartitionsToGet.Count}."
            );
        }

        var found = request
            .PartitionsToGet.Select(entry => catalog.Partitions.Find(scope, table, entry.Values))
            .OfType<PartitionRecord>()
            .Select(partition => partition.ToDescription(scope));
        return Task.FromResult(new BatchGetPartitionResponse([.. found], []));
    }

    public Task<BatchUpdatePartitionResponse> UpdateAsync(
        BatchUpdatePartitionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        var errors = catalog.InTransaction(() =>
            Batch.Run(
                request.Entries,
                MostToUpdate,
                entry => catalog.Partitions.Update(scope, table, entry.PartitionValueList, entry.PartitionInput),
                (entry, fault) => new PartitionUpdateError(entry.PartitionValueList, ErrorDetail.Of(fault))
            )
        );
        return Task.FromResult(new BatchUpdatePartitionResponse(errors));
    }

    public Task<PartitionErrorsResponse> DeleteAsync(
        BatchDeletePartitionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.TableName);
        var errors = catalog.InTransaction(() =>
            Batch.Run(
                request.PartitionsToDelete,
                MostToDelete,
                entry => catalog.Partitions.Delete(scope, table, entry.Values),
                (entry, fault) => new PartitionError(entry.Values, ErrorDetail.Of(fault))
            )
        );
        return Task.FromResult(new PartitionErrorsResponse(errors));
    }
}
