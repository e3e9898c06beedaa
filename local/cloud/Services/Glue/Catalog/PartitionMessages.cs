using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

internal sealed record PartitionInput
{
    public IReadOnlyList<string>? Values { get; init; }

    public DateTimeOffset? LastAccessTime { get; init; }

    public DateTimeOffset? LastAnalyzedTime { get; init; }

    public StorageDescriptor? StorageDescriptor { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

internal sealed record PartitionDescription
{
    public required IReadOnlyList<string> Values { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public DateTimeOffset? LastAccessTime { get; init; }

    public DateTimeOffset? LastAnalyzedTime { get; init; }

    public StorageDescriptor? StorageDescriptor { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public required string CatalogId { get; init; }
}

internal sealed record CreatePartitionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required PartitionInput PartitionInput { get; init; }
}

internal sealed record BatchCreatePartitionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    /// <summary>At most 100.</summary>
    public required IReadOnlyList<PartitionInput> PartitionInputList { get; init; }
}

internal sealed record PartitionError(IReadOnlyList<string> PartitionValues, ErrorDetail ErrorDetail);

internal sealed record PartitionErrorsResponse(IReadOnlyList<PartitionError> Errors);

internal sealed record GetPartitionRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required IReadOnlyList<string> PartitionValues { get; init; }
}

internal sealed record DeletePartitionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required IReadOnlyList<string> PartitionValues { get; init; }
}

internal sealed record GetPartitionResponse(PartitionDescription Partition);

internal sealed record GetPartitionsRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    /// <summary>A condition on partition keys in SQL: comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL.</summary>
    public string? Expression { get; init; }

    public string? NextToken { get; init; }

    /// <summary>A share of the partitions for one of several parallel readers.</summary>
    public Segment? Segment { get; init; }

    /// <summary>1 to 1000.</summary>
    public int? MaxResults { get; init; }

    public bool? ExcludeColumnSchema { get; init; }
}

internal sealed record Segment
{
    public required int SegmentNumber { get; init; }

    public required int TotalSegments { get; init; }
}

internal sealed record GetPartitionsResponse(IReadOnlyList<PartitionDescription> Partitions, string? NextToken);

internal sealed record PartitionValueList
{
    public required IReadOnlyList<string> Values { get; init; }
}

internal sealed record BatchGetPartitionRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required IReadOnlyList<PartitionValueList> PartitionsToGet { get; init; }
}

internal sealed record BatchGetPartitionResponse(
    IReadOnlyList<PartitionDescription> Partitions,
    IReadOnlyList<PartitionValueList> UnprocessedKeys
);

internal sealed record UpdatePartitionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required IReadOnlyList<string> PartitionValueList { get; init; }

    public required PartitionInput PartitionInput { get; init; }
}

internal sealed record PartitionUpdate
{
    public required IReadOnlyList<string> PartitionValueList { get; init; }

    public required PartitionInput PartitionInput { get; init; }
}

internal sealed record BatchUpdatePartitionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required IReadOnlyList<PartitionUpdate> Entries { get; init; }
}

internal sealed record PartitionUpdateError(IReadOnlyList<string> PartitionValueList, ErrorDetail ErrorDetail);

internal sealed record BatchUpdatePartitionResponse(IReadOnlyList<PartitionUpdateError> Errors);

internal sealed record BatchDeletePartitionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    /// <summary>At most 25.</summary>
    public required IReadOnlyList<PartitionValueList> PartitionsToDelete { get; init; }
}

internal sealed record PartitionIndex
{
    public required IReadOnlyList<string> Keys { get; init; }

    public required string IndexName { get; init; }
}

internal sealed record CreatePartitionIndexRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required PartitionIndex PartitionIndex { get; init; }
}

internal sealed record DeletePartitionIndexRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required string IndexName { get; init; }
}

internal sealed record GetPartitionIndexesRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    [Ignored("A table has three indexes at most: there is never a second page.")]
    public string? NextToken { get; init; }
}

internal sealed record KeySchemaElement(string Name, string Type);

internal sealed record PartitionIndexDescriptor(
    string IndexName,
    IReadOnlyList<KeySchemaElement> Keys,
    string IndexStatus
);

internal sealed record GetPartitionIndexesResponse(
    IReadOnlyList<PartitionIndexDescriptor> PartitionIndexDescriptorList
);
