using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Catalog;

/// <summary>Table operations on the wire.</summary>
internal sealed class TableOperations(DataCatalog catalog)
{
    private const int LargestPage = 100;
    private const int LargestSearchPage = 1000;

    public Task<Nothing> CreateAsync(CreateTableRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        catalog.InTransaction(() =>
        {
            var table = catalog.Tables.Create(scope, request.DatabaseName, request.TableInput, call.CallerArn);
            foreach (var index in request.PartitionIndexes ?? [])
            {
                catalog.Indexes.Create(scope, table, index);
            }
        });
        return Nothing.Task;
    }

    public Task<GetTableResponse> GetAsync(GetTableRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var table = catalog.Tables.Get(scope, request.DatabaseName, request.Name);
        return Task.FromResult(new GetTableResponse(table.ToDescription(scope)));
    }

    public Task<TablesResponse> ListAsync(GetTablesRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var matches = NameFilter(request.Expression);
        var tables = catalog.Tables.List(scope, request.DatabaseName).Where(table => matches(table.Name));
        var page = Paging.Take(tables, table => table.Name, request.NextToken, request.MaxResults, LargestPage);
        return Task.FromResult(
            new TablesResponse([.. page.Items.Select(table => table.ToDescription(scope))], page.NextToken)
        );
    }

    public Task<TablesResponse> SearchAsync(SearchTablesRequest request, CallContext call, CancellationToken _)
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        var page = Paging.Take(
            catalog.Tables.ListEverywhere(scope).Where(table => Mentions(table, request.SearchText)),
            table => Tables.KeyOf(table.Database, table.Name),
            request.NextToken,
            request.MaxResults,
            LargestSearchPage
        );
        return Task.FromResult(
            new TablesResponse([.. page.Items.Select(table => table.ToDescription(scope))], page.NextToken)
        );
    }

    public Task<Nothing> UpdateAsync(UpdateTableRequest request, CallContext call, CancellationToken _)
    {
        catalog.Tables.Update(
            GlueNames.CatalogScope(request.CatalogId, call),
            request.DatabaseName,
            request.TableInput,
            request.SkipArchive ?? false,
            request.VersionId
        );
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(DeleteTableRequest request, CallContext call, CancellationToken _)
    {
        catalog.DeleteTable(GlueNames.CatalogScope(request.CatalogId, call), request.DatabaseName, request.Name);
        return Nothing.Task;
    }

    public Task<BatchDeleteTableResponse> BatchDeleteAsync(
        BatchDeleteTableRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var scope = GlueNames.CatalogScope(request.CatalogId, call);
        catalog.Databases.Get(scope, request.DatabaseName);
        var errors = Batch.Run(
            request.TablesToDelete,
            limit: 100,
            name => catalog.DeleteTable(scope, request.DatabaseName, name),
            (name, fault) => new TableError(name, ErrorDetail.Of(fault))
        );
        return Task.FromResult(new BatchDeleteTableResponse(errors));
    }

    private static Func<string, bool> NameFilter(string? expression)
    {
        if (string.IsNullOrEmpty(expression))
        {
            return _ => true;
        }

        try
        {
            // The service matches whole names. The time bound keeps a hostile pattern from holding the server.
            var pattern = new Regex(
                $@"\A(?:{expression})\z",
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
                TimeSpan.FromSeconds(1)
            );
            return pattern.IsMatch;
        }
        catch (ArgumentException fault)
        {
            throw GlueErrors.InvalidInput($"The expression '{expression}' is no regular expression: {fault.Message}");
        }
    }

    private static bool Mentions(TableRecord table, string? text) =>
        string.IsNullOrEmpty(text)
        || new[] { table.Name, table.Input.Description ?? "", table.Database }
            .Concat(table.Input.StorageDescriptor?.Columns?.Select(column => column.Name) ?? [])
            .Any(part => part.Contains(text.Trim('"'), StringComparison.OrdinalIgnoreCase));
}
