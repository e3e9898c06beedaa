using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Catalog;

/// <summary>Databases and tables of a data catalog, as Athena's own API lists them.</summary>
internal sealed class CatalogMetadata(DataCatalogs catalogs, DataCatalog glue)
{
    private const int LargestPage = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Task<ListDatabasesResponse> ListDatabasesAsync(
        ListDatabasesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        catalogs.Get(call.Scope, request.CatalogName);
        var size = AthenaPage.Size(request.MaxResults, 1, LargestPage);
        var entries = glue
            .Databases.List(call.Scope, AthenaPage.After(request.NextToken), size + 1)
            .Select(database => KeyValuePair.Create(database.Name, Describe(database)))
            .ToList();
        var (databases, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(new ListDatabasesResponse(databases, next));
    }

    public Task<GetDatabaseResponse> GetDatabaseAsync(GetDatabaseRequest request, CallContext call, CancellationToken _)
    {
        catalogs.Get(call.Scope, request.CatalogName);
        return Task.FromResult(new GetDatabaseResponse(Describe(Database(call.Scope, request.DatabaseName))));
    }

    public Task<ListTableMetadataResponse> ListTablesAsync(
        ListTableMetadataRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        catalogs.Get(call.Scope, request.CatalogName);
        Database(call.Scope, request.DatabaseName);
        var size = AthenaPage.Size(request.MaxResults, 1, LargestPage);
        var after = AthenaPage.After(request.NextToken);
        var expression = Expression(request.Expression);
        var entries = glue
            .Tables.List(call.Scope, request.DatabaseName)
            .Where(table => after is null || string.CompareOrdinal(table.Name, after) > 0)
            .Where(table => expression?.IsMatch(table.Name) ?? true)
            .Take(size + 1)
            .Select(table => KeyValuePair.Create(table.Name, Describe(table)))
            .ToList();
        var (tables, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(new ListTableMetadataResponse(tables, next));
    }

    public Task<GetTableMetadataResponse> GetTableAsync(
        GetTableMetadataRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        catalogs.Get(call.Scope, request.CatalogName);
        Database(call.Scope, request.DatabaseName);
        var table =
            glue.Tables.Find(call.Scope, request.DatabaseName, request.TableName)
            ?? throw AthenaErrors.Metadata($"EntityNotFoundException: Table {request.TableName} not found.");
        return Task.FromResult(new GetTableMetadataResponse(Describe(table)));
    }

    private DatabaseRecord Database(Scope scope, string name) =>
        glue.Databases.Find(scope, name)
        ?? throw AthenaErrors.Metadata($"EntityNotFoundException: Database {name} not found.");

    private static Regex? Expression(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException)
        {
            throw AthenaErrors.Invalid($"The expression '{text}' is no regular expression.");
        }
    }

    private static DatabaseDescription Describe(DatabaseRecord database) =>
        new()
        {
            Name = database.Name,
            Description = database.Input.Description,
            Parameters = database.Input.Parameters,
        };

    private static TableMetadata Describe(TableRecord table)
    {
        var storage = table.Input.StorageDescriptor;
        return new TableMetadata
        {
            Name = table.Name,
            CreateTime = table.CreateTime,
            LastAccessTime = table.Input.LastAccessTime ?? DateTimeOffset.UnixEpoch,
            TableType = table.Input.TableType,
            Columns = [.. (storage?.Columns ?? []).Select(Describe)],
            PartitionKeys = [.. table.PartitionKeys.Select(Describe)],
            Parameters = storage is null ? table.Parameters : Parameters(table, storage),
        };
    }

    private static SortedDictionary<string, string> Parameters(TableRecord table, StorageDescriptor storage)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in table.Parameters)
        {
            parameters[key] = value;
        }

        Set("inputformat", storage.InputFormat);
        Set("location", storage.Location);
        Set("outputformat", storage.OutputFormat);
        Set("serde.serialization.lib", storage.SerdeInfo?.SerializationLibrary);
        foreach (var (key, value) in storage.SerdeInfo?.Parameters ?? new Dictionary<string, string>())
        {
            parameters["serde.param." + key] = value;
        }

        return parameters;

        void Set(string key, string? value)
        {
            if (value is not null)
            {
                parameters[key] = value;
            }
        }
    }

    private static MetadataColumn Describe(Column column) =>
        new()
        {
            Name = column.Name,
            Type = column.Type,
            Comment = column.Comment,
        };
}
