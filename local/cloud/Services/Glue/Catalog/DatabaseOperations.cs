using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Database operations on the wire.</summary>
internal sealed class DatabaseOperations(DataCatalog catalog, Tagging tags)
{
    private const int LargestPage = 100;

    public Task<Nothing> CreateAsync(CreateDatabaseRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        catalog.InTransaction(() =>
        {
            catalog.Databases.Create(scope, request.DatabaseInput);
            tags.Set(scope, GlueNames.DatabaseArn(call, request.DatabaseInput.Name), request.Tags);
        });
        return Nothing.Task;
    }

    public Task<GetDatabaseResponse> GetAsync(NamedDatabaseRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        return Task.FromResult(new GetDatabaseResponse(Describe(catalog.Databases.Get(scope, request.Name), scope)));
    }

    public Task<GetDatabasesResponse> ListAsync(GetDatabasesRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var page = Paging.Take(
            catalog.Databases.List(scope),
            database => database.Name,
            request.NextToken,
            request.MaxResults,
            LargestPage
        );
        return Task.FromResult(
            new GetDatabasesResponse([.. page.Items.Select(database => Describe(database, scope))], page.NextToken)
        );
    }

    public Task<Nothing> UpdateAsync(UpdateDatabaseRequest request, CallContext call, CancellationToken _)
    {
        catalog.Databases.Update(GlueNames.CatalogScope(request.CatalogId, call), request.Name, request.DatabaseInput);
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(NamedDatabaseRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        catalog.InTransaction(() =>
        {
            catalog.DeleteDatabase(scope, request.Name);
            tags.Forget(scope, GlueNames.DatabaseArn(call, request.Name));
        });
        return Nothing.Task;
    }

    private static DatabaseDescription Describe(DatabaseRecord database, Scope scope) =>
        new()
        {
            Name = database.Name,
            Description = database.Input.Description,
            LocationUri = database.Input.LocationUri,
            Parameters = database.Input.Parameters,
            CreateTime = database.CreateTime,
            CreateTableDefaultPermissions = database.Input.CreateTableDefaultPermissions,
            CatalogId = scope.AccountId,
        };
}
