using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.Catalog;

/// <summary>
/// Data catalogs by name. <c>AwsDataCatalog</c> is Glue's own and always there; further ones of type GLUE may name
/// the same account's catalog. Lambda, Hive and federated catalogs have no engine here and are refused.
/// </summary>
internal sealed class DataCatalogs(StateDatabase database, AthenaTags tags)
{
    public const string BuiltIn = "AwsDataCatalog";
    private readonly ResourceTable<DataCatalogDescription> _catalogs = new(database, "athena-datacatalog");

    private static readonly DataCatalogDescription BuiltInDescription = new() { Name = BuiltIn, Type = "GLUE" };

    public DataCatalogDescription? Find(Scope scope, string name) =>
        name.Equals(BuiltIn, StringComparison.OrdinalIgnoreCase)
            ? BuiltInDescription
            // SQL knows a catalog's name in lower case alone.
            : _catalogs.Find(scope, name)
                ?? _catalogs
                    .List(scope)
                    .FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public DataCatalogDescription Get(Scope scope, string name) =>
        Find(scope, name) ?? throw AthenaErrors.Invalid($"DataCatalog {name} was not found");

    public Task<DataCatalogResponse> CreateAsync(
        CreateDataCatalogRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        CheckType(request.Type);
        var catalog = new DataCatalogDescription
        {
            Name = request.Name,
            Type = request.Type,
            Description = request.Description,
            Parameters = Parameters(request.Parameters, call),
            Status = "CREATE_COMPLETE",
        };
        if (Find(call.Scope, request.Name) is not null || !_catalogs.TryAdd(call.Scope, request.Name, catalog))
        {
            throw AthenaErrors.Invalid($"DataCatalog {request.Name} has already been created");
        }

        tags.Set(call.Scope, AthenaTags.CatalogArn(call, request.Name), request.Tags);
        return Task.FromResult(new DataCatalogResponse(catalog));
    }

    public Task<DataCatalogResponse> GetAsync(GetDataCatalogRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new DataCatalogResponse(Get(call.Scope, request.Name)));

    public Task<Nothing> UpdateAsync(UpdateDataCatalogRequest request, CallContext call, CancellationToken _)
    {
        CheckType(request.Type);
        var parameters = Parameters(request.Parameters, call);
        return
            _catalogs.Update(
                call.Scope,
                request.Name,
                current =>
                    current with
                    {
                        Type = request.Type,
                        Description = request.Description ?? current.Description,
                        Parameters = parameters,
                    }
            )
                is null
            ? throw AthenaErrors.Invalid($"DataCatalog {request.Name} was not found")
            : Nothing.Task;
    }

    public Task<DataCatalogResponse> DeleteAsync(
        DeleteDataCatalogRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var catalog = Get(call.Scope, request.Name);
        if (!_catalogs.Delete(call.Scope, request.Name))
        {
            throw AthenaErrors.Invalid($"DataCatalog {request.Name} cannot be deleted");
        }

        tags.Set(call.Scope, AthenaTags.CatalogArn(call, request.Name), null);
        return Task.FromResult(new DataCatalogResponse(catalog with { Status = "DELETE_COMPLETE" }));
    }

    public Task<ListDataCatalogsResponse> ListAsync(
        ListDataCatalogsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var size = AthenaPage.Size(request.MaxResults, 2, 50);
        var after = AthenaPage.After(request.NextToken);
        var entries = _catalogs
            .Entries(call.Scope)
            .Append(KeyValuePair.Create(BuiltIn, BuiltInDescription))
            .Where(entry => after is null || string.CompareOrdinal(entry.Key, after) > 0)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(size + 1)
            .ToList();
        var (catalogs, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(
            new ListDataCatalogsResponse(
                [.. catalogs.Select(catalog => new DataCatalogSummary(catalog.Name, catalog.Type, catalog.Status))],
                next
            )
        );
    }

    private static void CheckType(string type)
    {
        switch (type)
        {
            case "GLUE":
                return;
            case "LAMBDA" or "HIVE" or "FEDERATED":
                throw AwsException.NotEmulated(
                    $"The local cloud has no data catalogs of type {type}; it has those of type GLUE."
                );
            default:
                throw AthenaErrors.Constraint("type", "satisfy enum value set: [LAMBDA, GLUE, HIVE, FEDERATED]");
        }
    }

    /// <summary>A Glue catalog names the account it belongs to; only the caller's own can be read here.</summary>
    private static IReadOnlyDictionary<string, string> Parameters(
        IReadOnlyDictionary<string, string>? parameters,
        CallContext call
    )
    {
        var catalogId =
            parameters?.GetValueOrDefault("catalog-id")
            ?? throw AthenaErrors.Invalid("A data catalog of type GLUE needs the parameter 'catalog-id'.");
        return catalogId == call.AccountId
            ? parameters
            : throw AwsException.NotEmulated(
                $"The local cloud reads no Glue catalog of another account ('{catalogId}'); the caller's is '{call.AccountId}'."
            );
    }
}
