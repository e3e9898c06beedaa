using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Glue;

internal sealed partial class GlueService
{
    private void AddCatalog(OperationTable table) =>
        table
            .Add<CreateDatabaseRequest, Nothing>(
                "CreateDatabase",
                "glue:CreateDatabase",
                (request, call) => GlueNames.DatabaseArn(call, request.DatabaseInput.Name),
                _databases.CreateAsync
            )
            .Add<NamedDatabaseRequest, GetDatabaseResponse>(
                "GetDatabase",
                "glue:GetDatabase",
                (request, call) => GlueNames.DatabaseArn(call, request.Name),
                _databases.GetAsync
            )
            .Add<GetDatabasesRequest, GetDatabasesResponse>(
                "GetDatabases",
                "glue:GetDatabases",
                OnCatalog,
                _databases.ListAsync
            )
            .Add<UpdateDatabaseRequest, Nothing>(
                "UpdateDatabase",
                "glue:UpdateDatabase",
                (request, call) => GlueNames.DatabaseArn(call, request.Name),
                _databases.UpdateAsync
            )
            .Add<NamedDatabaseRequest, Nothing>(
                "DeleteDatabase",
                "glue:DeleteDatabase",
                (request, call) => GlueNames.DatabaseArn(call, request.Name),
                _databases.DeleteAsync
            )
            .Deviates("Tables go at once; AWS deletes them a little later.")
            .Add<CreateTableRequest, Nothing>(
                "CreateTable",
                "glue:CreateTable",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableInput.Name),
                _tables.CreateAsync
            )
            .Add<GetTableRequest, GetTableResponse>(
                "GetTable",
                "glue:GetTable",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.Name),
                _tables.GetAsync
            )
            .Add<GetTablesRequest, TablesResponse>(
                "GetTables",
                "glue:GetTables",
                (request, call) => GlueNames.DatabaseArn(call, request.DatabaseName),
                _tables.ListAsync
            )
            .Add<SearchTablesRequest, TablesResponse>(
                "SearchTables",
                "glue:SearchTables",
                OnCatalog,
                _tables.SearchAsync
            )
            .Deviates(
                "Matches parts of names, descriptions and columns; AWS splits them into words. Filters and sorting are refused."
            )
            .Add<UpdateTableRequest, Nothing>(
                "UpdateTable",
                "glue:UpdateTable",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableInput.Name),
                _tables.UpdateAsync
            )
            .Add<DeleteTableRequest, Nothing>(
                "DeleteTable",
                "glue:DeleteTable",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.Name),
                _tables.DeleteAsync
            )
            .Add<BatchDeleteTableRequest, BatchDeleteTableResponse>(
                "BatchDeleteTable",
                "glue:BatchDeleteTable",
                (request, call) => GlueNames.DatabaseArn(call, request.DatabaseName),
                _tables.BatchDeleteAsync
            )
            .Add<GetTableVersionRequest, GetTableVersionResponse>(
                "GetTableVersion",
                "glue:GetTableVersion",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _versions.GetAsync
            )
            .Add<GetTableVersionsRequest, GetTableVersionsResponse>(
                "GetTableVersions",
                "glue:GetTableVersions",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _versions.ListAsync
            )
            .Add<DeleteTableVersionRequest, Nothing>(
                "DeleteTableVersion",
                "glue:DeleteTableVersion",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _versions.DeleteAsync
            )
            .Add<BatchDeleteTableVersionRequest, BatchDeleteTableVersionResponse>(
                "BatchDeleteTableVersion",
                "glue:BatchDeleteTableVersion",
                (request, call) => GlueNames.TableArn(call, request.DatabaseName, request.TableName),
                _versions.BatchDeleteAsync
            )
            .Add<TagResourceRequest, Nothing>(
                "TagResource",
                "glue:TagResource",
                (request, _) => request.ResourceArn,
                _tags.TagAsync
            )
            .Add<UntagResourceRequest, Nothing>(
                "UntagResource",
                "glue:UntagResource",
                (request, _) => request.ResourceArn,
                _tags.UntagAsync
            )
            .Add<GetTagsRequest, GetTagsResponse>(
                "GetTags",
                "glue:GetTags",
                (request, _) => request.ResourceArn,
                _tags.GetAsync
            );

    /// <summary>Calls that a policy can only allow on the whole catalog.</summary>
    private static string OnCatalog<T>(T request, CallContext call) => GlueNames.CatalogArn(call);

    /// <summary>Calls that a policy can only allow on everything.</summary>
    private static string OnAll<T>(T request, CallContext call) => "*";
}
