namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

internal sealed record TableVersion(TableDescription Table, string VersionId);

internal sealed record GetTableVersionRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    /// <summary>Absent: the current version.</summary>
    public string? VersionId { get; init; }
}

internal sealed record GetTableVersionResponse(TableVersion TableVersion);

internal sealed record GetTableVersionsRequest : AuditedRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }
}

internal sealed record GetTableVersionsResponse(IReadOnlyList<TableVersion> TableVersions, string? NextToken);

internal sealed record DeleteTableVersionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required string VersionId { get; init; }
}

internal sealed record BatchDeleteTableVersionRequest
{
    public string? CatalogId { get; init; }

    public required string DatabaseName { get; init; }

    public required string TableName { get; init; }

    public required IReadOnlyList<string> VersionIds { get; init; }
}

internal sealed record TableVersionError(string TableName, string VersionId, ErrorDetail ErrorDetail);

internal sealed record BatchDeleteTableVersionResponse(IReadOnlyList<TableVersionError> Errors);
