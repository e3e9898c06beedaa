using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog.Expressions;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Partition operations on the wire, one partition at a time, and their reads.</summary>
internal sealed class PartitionOperations(DataCatalog catalog)
{
    private const int LargestPage = 1000;
    private const int MostSegments = 10;

    public Task<Nothing> CreateAsync(CreatePartitionRequest request, CallContext call, CancellationToken _)
    {
        var (scope, table) = Table(request.CatalogId, request.DatabaseName, request.TableName, call);
        catalog.Partitions.Create(scope, table, request.PartitionInput);
        return Nothing.Task;
    }

    public Task<GetPartitionResponse> GetAsync(GetPartitionRequest request, CallContext call, CancellationToken _)
    {
        var (scope, table) = Table(request.CatalogId, request.DatabaseName, request.TableName, call);
        var partition = catalog.Partitions.Get(scope, table, request.PartitionValues);
        return Task.FromResult(new GetPartitionResponse(partition.ToDescription(scope)));
    }

    public Task<GetPartitionsResponse> ListAsync(GetPartitionsRequest request, CallContext call, CancellationToken _)
    {
        var (scope, table) = Table(request.CatalogId, request.DatabaseName, request.TableName, call);
        var condition = PartitionExpression.Parse(request.Expression, table.PartitionKeys);
        var found = catalog
            .Partitions.List(scope, table)
            .Where(partition => condition.IsTrue(partition.Values))
            .Where(partition => IsInSegment(partition, request.Segment));
        var page = Paging.Take(
            found,
            partition => Partitions.KeyOf(table, partition.Values),
            request.NextToken,
            request.MaxResults,
            LargestPage
        );
        var withColumns = !(request.ExcludeColumnSchema ?? false);
        return Task.FromResult(
            new GetPartitionsResponse(
                [.. page.Items.Select(partition => partition.ToDescription(scope, withColumns))],
                page.NextToken
            )
        );
    }

    public Task<Nothing> UpdateAsync(UpdatePartitionRequest request, CallContext call, CancellationToken _)
    {
        var (scope, table) = Table(request.CatalogId, request.DatabaseName, request.TableName, call);
        catalog.Partitions.Update(scope, table, request.PartitionValueList, request.PartitionInput);
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(DeletePartitionRequest request, CallContext call, CancellationToken _)
    {
        var (scope, table) = Table(request.CatalogId, request.DatabaseName, request.TableName, call);
        catalog.Partitions.Delete(scope, table, request.PartitionValues);
        return Nothing.Task;
    }

    private (Scope Scope, TableRecord Table) Table(
        string? catalogId,
        string databaseName,
        string tableName,
        CallContext call
    )
    {
        var scope = GlueNames.CatalogScope(catalogId, call);
        return (scope, catalog.Tables.Get(scope, databaseName, tableName));
    }

    /// <summary>Every partition is in exactly one of the segments, whatever else the table holds.</summary>
    private static bool IsInSegment(PartitionRecord partition, Segment? segment)
    {
        if (segment is null)
        {
            return true;
        }

        if (
            segment.TotalSegments is < 1 or > MostSegments
            || segment.SegmentNumber < 0
            || segment.SegmentNumber >= segment.TotalSegments
        )
        {
            throw GlueErrors.InvalidInput(
                $"Segment {segment.SegmentNumber} of {segment.TotalSegments} is not one of 1 to {MostSegments} segments."
            );
        }

        var hash = partition
            .Values.SelectMany(value => value)
            .Aggregate(17u, (sum, character) => unchecked((sum * 31) + character));
        return hash % (uint)segment.TotalSegments == (uint)segment.SegmentNumber;
    }
}
