using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena.Catalog;

internal sealed record CreateDataCatalogRequest
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record DataCatalogDescription
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public required string Type { get; init; }
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
    public string? Status { get; init; }
}

internal sealed record DataCatalogResponse(DataCatalogDescription DataCatalog);

internal sealed record GetDataCatalogRequest
{
    public required string Name { get; init; }

    [Ignored("It matters to IAM Identity Center alone.")]
    public string? WorkGroup { get; init; }
}

internal sealed record UpdateDataCatalogRequest
{
    public required string Name { get; init; }
    public required string Type { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

internal sealed record DeleteDataCatalogRequest
{
    public required string Name { get; init; }

    [Ignored("Nothing lies behind a catalog here that would be deleted with it.")]
    public bool? DeleteCatalogOnly { get; init; }
}

internal sealed record ListDataCatalogsRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }

    [Ignored("It matters to IAM Identity Center alone.")]
    public string? WorkGroup { get; init; }
}

internal sealed record DataCatalogSummary(string CatalogName, string Type, string? Status);

internal sealed record ListDataCatalogsResponse(
    IReadOnlyList<DataCatalogSummary> DataCatalogsSummary,
    string? NextToken
);

internal sealed record ListDatabasesRequest
{
    public required string CatalogName { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }

    [Ignored("It matters to IAM Identity Center alone.")]
    public string? WorkGroup { get; init; }
}

internal sealed record DatabaseDescription
{
    public required string Name { get; init; }
    public string? Description { get; init; }
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}

internal sealed record ListDatabasesResponse(IReadOnlyList<DatabaseDescription> DatabaseList, string? NextToken);

internal sealed record GetDatabaseRequest
{
    public required string CatalogName { get; init; }
    public required string DatabaseName { get; init; }

    [Ignored("It matters to IAM Identity Center alone.")]
    public string? WorkGroup { get; init; }
}

internal sealed record GetDatabaseResponse(DatabaseDescription Database);

internal sealed record ListTableMetadataRequest
{
    public required string CatalogName { get; init; }
    public required string DatabaseName { get; init; }
    public string? Expression { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }

    [Ignored("It matters to IAM Identity Center alone.")]
    public string? WorkGroup { get; init; }
}

internal sealed record MetadataColumn
{
    public required string Name { get; init; }
    public string? Type { get; init; }
    public string? Comment { get; init; }
}

internal sealed record TableMetadata
{
    public required string Name { get; init; }
    public DateTimeOffset? CreateTime { get; init; }
    public DateTimeOffset? LastAccessTime { get; init; }
    public string? TableType { get; init; }
    public IReadOnlyList<MetadataColumn> Columns { get; init; } = [];
    public IReadOnlyList<MetadataColumn> PartitionKeys { get; init; } = [];
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}

internal sealed record ListTableMetadataResponse(IReadOnlyList<TableMetadata> TableMetadataList, string? NextToken);

internal sealed record GetTableMetadataRequest
{
    public required string CatalogName { get; init; }
    public required string DatabaseName { get; init; }
    public required string TableName { get; init; }

    [Ignored("It matters to IAM Identity Center alone.")]
    public string? WorkGroup { get; init; }
}

internal sealed record GetTableMetadataResponse(TableMetadata TableMetadata);
