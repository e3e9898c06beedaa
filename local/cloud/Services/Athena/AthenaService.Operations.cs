using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Catalog;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.Saved;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena;

internal sealed partial class AthenaService
{
    private void AddWorkGroups(WorkGroupStore groups) =>
        Operations
            .Add<CreateWorkGroupRequest, Nothing>(
                "CreateWorkGroup",
                "athena:CreateWorkGroup",
                (request, call) => AthenaTags.WorkGroupArn(call, request.Name),
                groups.CreateAsync
            )
            .Deviates(
                "PublishCloudWatchMetricsEnabled, RequesterPaysEnabled, EnableMinimumEncryptionConfiguration and ExecutionRole are kept and have no effect."
            )
            .Add<WorkGroupRequest, GetWorkGroupResponse>(
                "GetWorkGroup",
                "athena:GetWorkGroup",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                groups.GetAsync
            )
            .Add<UpdateWorkGroupRequest, Nothing>(
                "UpdateWorkGroup",
                "athena:UpdateWorkGroup",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                groups.UpdateAsync
            )
            .Add<DeleteWorkGroupRequest, Nothing>(
                "DeleteWorkGroup",
                "athena:DeleteWorkGroup",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                groups.DeleteAsync
            )
            .Add<ListWorkGroupsRequest, ListWorkGroupsResponse>(
                "ListWorkGroups",
                "athena:ListWorkGroups",
                (_, _) => "*",
                groups.ListAsync
            )
            .Add<ListEngineVersionsRequest, ListEngineVersionsResponse>(
                "ListEngineVersions",
                "athena:ListEngineVersions",
                (_, _) => "*",
                WorkGroupStore.ListEnginesAsync
            )
            .Deviates("Only engine version 3.");

    private void AddExecutions(
        QuerySubmissions submissions,
        QueryRuns runs,
        ExecutionStore executions,
        ResultPages pages
    ) =>
        Operations
            .Add<StartQueryExecutionRequest, StartQueryExecutionResponse>(
                "StartQueryExecution",
                "athena:StartQueryExecution",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup ?? WorkGroup.Primary),
                submissions.StartAsync
            )
            .Deviates("Iceberg and federated queries are refused.")
            .Add<QueryExecutionRequest, Nothing>(
                "StopQueryExecution",
                "athena:StopQueryExecution",
                (request, call) => ExecutionArn(executions, request.QueryExecutionId, call),
                runs.StopAsync
            )
            .Add<QueryExecutionRequest, GetQueryExecutionResponse>(
                "GetQueryExecution",
                "athena:GetQueryExecution",
                (request, call) => ExecutionArn(executions, request.QueryExecutionId, call),
                executions.GetAsync
            )
            .Deviates("Planning is part of the engine time.")
            .Add<BatchGetQueryExecutionRequest, BatchGetQueryExecutionResponse>(
                "BatchGetQueryExecution",
                "athena:BatchGetQueryExecution",
                (_, _) => "*",
                executions.BatchGetAsync
            )
            .Add<ListQueryExecutionsRequest, ListQueryExecutionsResponse>(
                "ListQueryExecutions",
                "athena:ListQueryExecutions",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup ?? WorkGroup.Primary),
                executions.ListAsync
            )
            .Add<GetQueryResultsRequest, GetQueryResultsResponse>(
                "GetQueryResults",
                "athena:GetQueryResults",
                (request, call) => ExecutionArn(executions, request.QueryExecutionId, call),
                pages.GetAsync
            )
            .Deviates("A header row counts as a row of its page.")
            .Add<QueryExecutionRequest, GetQueryRuntimeStatisticsResponse>(
                "GetQueryRuntimeStatistics",
                "athena:GetQueryRuntimeStatistics",
                (request, call) => ExecutionArn(executions, request.QueryExecutionId, call),
                executions.GetStatisticsAsync
            )
            .Deviates("Without stages.");

    private void AddSaved(SavedQueries saved, NamedQueries named, PreparedStatements prepared) =>
        Operations
            .Add<CreateNamedQueryRequest, CreateNamedQueryResponse>(
                "CreateNamedQuery",
                "athena:CreateNamedQuery",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup ?? WorkGroup.Primary),
                named.CreateAsync
            )
            .Add<NamedQueryRequest, GetNamedQueryResponse>(
                "GetNamedQuery",
                "athena:GetNamedQuery",
                (request, call) => QueryArn(saved, request.NamedQueryId, call),
                named.GetAsync
            )
            .Add<UpdateNamedQueryRequest, Nothing>(
                "UpdateNamedQuery",
                "athena:UpdateNamedQuery",
                (request, call) => QueryArn(saved, request.NamedQueryId, call),
                named.UpdateAsync
            )
            .Add<NamedQueryRequest, Nothing>(
                "DeleteNamedQuery",
                "athena:DeleteNamedQuery",
                (request, call) => QueryArn(saved, request.NamedQueryId, call),
                named.DeleteAsync
            )
            .Add<ListNamedQueriesRequest, ListNamedQueriesResponse>(
                "ListNamedQueries",
                "athena:ListNamedQueries",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup ?? WorkGroup.Primary),
                named.ListAsync
            )
            .Add<BatchGetNamedQueryRequest, BatchGetNamedQueryResponse>(
                "BatchGetNamedQuery",
                "athena:BatchGetNamedQuery",
                (_, _) => "*",
                named.BatchGetAsync
            )
            .Add<WritePreparedStatementRequest, Nothing>(
                "CreatePreparedStatement",
                "athena:CreatePreparedStatement",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                prepared.CreateAsync
            )
            .Add<PreparedStatementRequest, GetPreparedStatementResponse>(
                "GetPreparedStatement",
                "athena:GetPreparedStatement",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                prepared.GetAsync
            )
            .Add<WritePreparedStatementRequest, Nothing>(
                "UpdatePreparedStatement",
                "athena:UpdatePreparedStatement",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                prepared.UpdateAsync
            )
            .Add<PreparedStatementRequest, Nothing>(
                "DeletePreparedStatement",
                "athena:DeletePreparedStatement",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                prepared.DeleteAsync
            )
            .Add<ListPreparedStatementsRequest, ListPreparedStatementsResponse>(
                "ListPreparedStatements",
                "athena:ListPreparedStatements",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                prepared.ListAsync
            )
            .Add<BatchGetPreparedStatementRequest, BatchGetPreparedStatementResponse>(
                "BatchGetPreparedStatement",
                "athena:BatchGetPreparedStatement",
                (request, call) => AthenaTags.WorkGroupArn(call, request.WorkGroup),
                prepared.BatchGetAsync
            );

    private void AddCatalogs(DataCatalogs catalogs, CatalogMetadata metadata) =>
        Operations
            .Add<CreateDataCatalogRequest, DataCatalogResponse>(
                "CreateDataCatalog",
                "athena:CreateDataCatalog",
                (request, call) => AthenaTags.CatalogArn(call, request.Name),
                catalogs.CreateAsync
            )
            .Deviates("Only the type GLUE.")
            .Add<GetDataCatalogRequest, DataCatalogResponse>(
                "GetDataCatalog",
                "athena:GetDataCatalog",
                (request, call) => AthenaTags.CatalogArn(call, request.Name),
                catalogs.GetAsync
            )
            .Add<UpdateDataCatalogRequest, Nothing>(
                "UpdateDataCatalog",
                "athena:UpdateDataCatalog",
                (request, call) => AthenaTags.CatalogArn(call, request.Name),
                catalogs.UpdateAsync
            )
            .Add<DeleteDataCatalogRequest, DataCatalogResponse>(
                "DeleteDataCatalog",
                "athena:DeleteDataCatalog",
                (request, call) => AthenaTags.CatalogArn(call, request.Name),
                catalogs.DeleteAsync
            )
            .Add<ListDataCatalogsRequest, ListDataCatalogsResponse>(
                "ListDataCatalogs",
                "athena:ListDataCatalogs",
                (_, _) => "*",
                catalogs.ListAsync
            )
            .Add<ListDatabasesRequest, ListDatabasesResponse>(
                "ListDatabases",
                "athena:ListDatabases",
                (request, call) => AthenaTags.CatalogArn(call, request.CatalogName),
                metadata.ListDatabasesAsync
            )
            .Add<GetDatabaseRequest, GetDatabaseResponse>(
                "GetDatabase",
                "athena:GetDatabase",
                (request, call) => AthenaTags.CatalogArn(call, request.CatalogName),
                metadata.GetDatabaseAsync
            )
            .Add<ListTableMetadataRequest, ListTableMetadataResponse>(
                "ListTableMetadata",
                "athena:ListTableMetadata",
                (request, call) => AthenaTags.CatalogArn(call, request.CatalogName),
                metadata.ListTablesAsync
            )
            .Add<GetTableMetadataRequest, GetTableMetadataResponse>(
                "GetTableMetadata",
                "athena:GetTableMetadata",
                (request, call) => AthenaTags.CatalogArn(call, request.CatalogName),
                metadata.GetTableAsync
            );

    private void AddTags(AthenaTags tags) =>
        Operations
            .Add<TagResourceRequest, Nothing>(
                "TagResource",
                "athena:TagResource",
                (request, _) => request.ResourceARN,
                tags.TagAsync
            )
            .Add<UntagResourceRequest, Nothing>(
                "UntagResource",
                "athena:UntagResource",
                (request, _) => request.ResourceARN,
                tags.UntagAsync
            )
            .Add<ListTagsForResourceRequest, ListTagsForResourceResponse>(
                "ListTagsForResource",
                "athena:ListTagsForResource",
                (request, _) => request.ResourceARN,
                tags.ListAsync
            );

    /// <summary>A policy names the workgroup that a query ran in.</summary>
    private static string ExecutionArn(ExecutionStore executions, string id, CallContext call) =>
        AthenaTags.WorkGroupArn(call, executions.Find(call.Scope, id)?.WorkGroup ?? WorkGroup.Primary);

    private static string QueryArn(SavedQueries saved, string id, CallContext call) =>
        AthenaTags.WorkGroupArn(call, saved.Named.Find(call.Scope, id)?.WorkGroup ?? WorkGroup.Primary);
}
