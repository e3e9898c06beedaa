using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

internal sealed record TableInput
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset? LastAccessTime { get; init; }

    public DateTimeOffset? LastAnalyzedTime { get; init; }

    public int? Retention { get; init; }

    public StorageDescriptor? StorageDescriptor { get; init; }

    public IReadOnlyList<Column>? PartitionKeys { get; init; }

    public string? ViewOriginalText { get; init; }

    public string? ViewExpandedText { get; init; }

    /// <summary><c>EXTERNAL_TABLE</c> or <c>VIRTUAL_VIEW</c>; free text to the service.</summary>
    public string? TableType { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

internal sealed record TableDescription
{
    public required string Name { get; init; }

    public required string DatabaseName { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public required DateTimeOffset UpdateTime { get; init; }

    public DateTimeOffset? LastAccessTime { get; init; }

    public DateTimeOffset? LastAnalyzedTime { get; init; }

    public int Retention { get; init; }

    public StorageDescriptor? StorageDescriptor { get; init; }

    public IReadOnlyList<Column>? PartitionKeys { get; init; }

    public string? ViewOriginalText { get; init; }

    public string? ViewExpandedText { get; init; }

    public string? TableType { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public string? CreatedBy { get; init; }

    public bool IsRegisteredWithLakeFormation { get; init; }

    public required string CatalogId { get; init; }

    public required string VersionId { get; init; }

    public bool IsMultiDialectView { get; init; }
}

internal sealed record CreateTableRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required TableInput TableInput { get; init; }

    public IReadOnlyList<PartitionIndex>? PartitionIndexes { get; init; }
}

internal sealed record UpdateTableRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required TableInput TableInput { get; init; }

    /// <summary>True: the old version is not kept.</summary>
    public bool? SkipArchive { get; init; }

    /// <summary>The version the caller has read: an update on top of another one is refused.</summary>
    public string? VersionId { get; init; }
}

internal sealed record GetTableRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string Name { get; init; }

    [Ignored("Status details belong to multi-dialect views, which are not emulated.")]
    public bool? IncludeStatusDetails { get; init; }
}

internal sealed record DeleteTableRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string Name { get; init; }
}

internal sealed record GetTableResponse(TableDescription Table);

internal sealed record GetTablesRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    /// <summary>A regular expression that must match the whole name.</summary>
    public string? Expression { get; init; }

    public string? NextToken { get; init; }

    /// <summary>1 to 100.</summary>
    public int? MaxResults { get; init; }

    [Ignored("Status details belong to multi-dialect views, which are not emulated.")]
    public bool? IncludeStatusDetails { get; init; }
}

internal sealed record TablesResponse(IReadOnlyList<TableDescription> TableList, string? NextToken);

internal sealed record BatchDeleteTableRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required IReadOnlyList<string> TablesToDelete { get; init; }
}

internal sealed record ErrorDetail(string ErrorCode, string ErrorMessage)
{
    public static ErrorDetail Of(AwsException fault) => new(fault.Code, fault.Message);
}

internal sealed record TableError(string TableName, ErrorDetail ErrorDetail);

internal sealed record BatchDeleteTableResponse(IReadOnlyList<TableError> Errors);

internal sealed record SearchTablesRequest
{
    public string? CatalogId { get; init; }

    public string? NextToken { get; init; }

    public string? SearchText { get; init; }

    public int? MaxResults { get; init; }
}
