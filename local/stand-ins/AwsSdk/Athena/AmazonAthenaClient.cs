using Amazon.Athena.Model;
using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.Athena;

public interface IAmazonAthena : IDisposable
{
    Task<StartQueryExecutionResponse> StartQueryExecutionAsync(
        StartQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetQueryExecutionResponse> GetQueryExecutionAsync(
        GetQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetQueryResultsResponse> GetQueryResultsAsync(
        GetQueryResultsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<StopQueryExecutionResponse> StopQueryExecutionAsync(
        StopQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetNamedQueryResponse> GetNamedQueryAsync(
        GetNamedQueryRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListNamedQueriesResponse> ListNamedQueriesAsync(
        ListNamedQueriesRequest request,
        CancellationToken cancellationToken = default
    );

    Task<ListWorkGroupsResponse> ListWorkGroupsAsync(
        ListWorkGroupsRequest request,
        CancellationToken cancellationToken = default
    );
}

public class AmazonAthenaClient : JsonServiceClient, IAmazonAthena
{
    public AmazonAthenaClient(AmazonAthenaConfig config)
        : base(config) { }

    public AmazonAthenaClient(AWSCredentials credentials, AmazonAthenaConfig clientConfig)
        : base(credentials, clientConfig) { }

    public virtual Task<StartQueryExecutionResponse> StartQueryExecutionAsync(
        StartQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<StartQueryExecutionResponse>(request, cancellationToken);

    public virtual Task<GetQueryExecutionResponse> GetQueryExecutionAsync(
        GetQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetQueryExecutionResponse>(request, cancellationToken);

    public virtual Task<GetQueryResultsResponse> GetQueryResultsAsync(
        GetQueryResultsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetQueryResultsResponse>(request, cancellationToken);

    public virtual Task<StopQueryExecutionResponse> StopQueryExecutionAsync(
        StopQueryExecutionRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<StopQueryExecutionResponse>(request, cancellationToken);

    public virtual Task<GetNamedQueryResponse> GetNamedQueryAsync(
        GetNamedQueryRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetNamedQueryResponse>(request, cancellationToken);

    public virtual Task<ListNamedQueriesResponse> ListNamedQueriesAsync(
        ListNamedQueriesRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<ListNamedQueriesResponse>(request, cancellationToken);

    public virtual Task<ListWorkGroupsResponse> ListWorkGroupsAsync(
        ListWorkGroupsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<ListWorkGroupsResponse>(request, cancellationToken);
}
