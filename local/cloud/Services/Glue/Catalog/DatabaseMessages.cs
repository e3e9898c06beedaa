using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

internal sealed record DatabaseInput
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? LocationUri { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>Lake Formation's grants for new tables. Kept and echoed; access is decided by IAM alone.</summary>
    public IReadOnlyList<PrincipalPermissions>? CreateTableDefaultPermissions { get; init; }
}

internal sealed record PrincipalPermissions
{
    public DataLakePrincipal? Principal { get; init; }

    public IReadOnlyList<string>? Permissions { get; init; }
}

internal sealed record DataLakePrincipal
{
    public string? DataLakePrincipalIdentifier { get; init; }
}

internal sealed record DatabaseDescription
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? LocationUri { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public IReadOnlyList<PrincipalPermissions>? CreateTableDefaultPermissions { get; init; }

    public required string CatalogId { get; init; }
}

internal sealed record CreateDatabaseRequest
{
    public string? CatalogId { get; init; }

    public required DatabaseInput DatabaseInput { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

internal sealed record UpdateDatabaseRequest
{
    public string? CatalogId { get; init; }

    public required string Name { get; init; }

    public required DatabaseInput DatabaseInput { get; init; }
}

internal sealed record NamedDatabaseRequest
{
    public string? CatalogId { get; init; }

    public required string Name { get; init; }
}

internal sealed record GetDatabaseResponse(DatabaseDescription Database);

internal sealed record GetDatabasesRequest
{
    public string? CatalogId { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }

    [Ignored("There are no shared or federated databases: every value lists the account's own.")]
    public string? ResourceShareType { get; init; }
}

internal sealed record GetDatabasesResponse(IReadOnlyList<DatabaseDescription> DatabaseList, string? NextToken);
