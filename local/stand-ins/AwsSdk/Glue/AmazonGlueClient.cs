using Amazon.Glue.Model;
using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.Glue;

public interface IAmazonGlue : IDisposable
{
    Task<StartCrawlerResponse> StartCrawlerAsync(
        StartCrawlerRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetCrawlerResponse> GetCrawlerAsync(GetCrawlerRequest request, CancellationToken cancellationToken = default);

    Task<GetCrawlersResponse> GetCrawlersAsync(
        GetCrawlersRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetDatabaseResponse> GetDatabaseAsync(
        GetDatabaseRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetDatabasesResponse> GetDatabasesAsync(
        GetDatabasesRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetTableResponse> GetTableAsync(GetTableRequest request, CancellationToken cancellationToken = default);

    Task<GetTablesResponse> GetTablesAsync(GetTablesRequest request, CancellationToken cancellationToken = default);

    Task<GetPartitionsResponse> GetPartitionsAsync(
        GetPartitionsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetClassifiersResponse> GetClassifiersAsync(
        GetClassifiersRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetJobsResponse> GetJobsAsync(GetJobsRequest request, CancellationToken cancellationToken = default);

    Task<GetSecurityConfigurationsResponse> GetSecurityConfigurationsAsync(
        GetSecurityConfigurationsRequest request,
        CancellationToken cancellationToken = default
    );

    Task<StartJobRunResponse> StartJobRunAsync(
        StartJobRunRequest request,
        CancellationToken cancellationToken = default
    );

    Task<GetJobRunResponse> GetJobRunAsync(GetJobRunRequest request, CancellationToken cancellationToken = default);

    Task<BatchStopJobRunResponse> BatchStopJobRunAsync(
        BatchStopJobRunRequest request,
        CancellationToken cancellationToken = default
    );
}

public class AmazonGlueClient : JsonServiceClient, IAmazonGlue
{
    public AmazonGlueClient(AmazonGlueConfig config)
        : base(config) { }

    public AmazonGlueClient(AWSCredentials credentials, AmazonGlueConfig clientConfig)
        : base(credentials, clientConfig) { }

    public virtual Task<StartCrawlerResponse> StartCrawlerAsync(
        StartCrawlerRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<StartCrawlerResponse>(request, cancellationToken);

    public virtual Task<GetCrawlerResponse> GetCrawlerAsync(
        GetCrawlerRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetCrawlerResponse>(request, cancellationToken);

    public virtual Task<GetCrawlersResponse> GetCrawlersAsync(
        GetCrawlersRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetCrawlersResponse>(request, cancellationToken);

    public virtual Task<GetDatabaseResponse> GetDatabaseAsync(
        GetDatabaseRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetDatabaseResponse>(request, cancellationToken);

    public virtual Task<GetDatabasesResponse> GetDatabasesAsync(
        GetDatabasesRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetDatabasesResponse>(request, cancellationToken);

    public virtual Task<GetTableResponse> GetTableAsync(
        GetTableRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetTableResponse>(request, cancellationToken);

    public virtual Task<GetTablesResponse> GetTablesAsync(
        GetTablesRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetTablesResponse>(request, cancellationToken);

    public virtual Task<GetPartitionsResponse> GetPartitionsAsync(
        GetPartitionsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetPartitionsResponse>(request, cancellationToken);

    public virtual Task<GetClassifiersResponse> GetClassifiersAsync(
        GetClassifiersRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetClassifiersResponse>(request, cancellationToken);

    public virtual Task<GetSecurityConfigurationsResponse> GetSecurityConfigurationsAsync(
        GetSecurityConfigurationsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetSecurityConfigurationsResponse>(request, cancellationToken);

    public virtual Task<GetJobsResponse> GetJobsAsync(
        GetJobsRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetJobsResponse>(request, cancellationToken);

    public virtual Task<StartJobRunResponse> StartJobRunAsync(
        StartJobRunRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<StartJobRunResponse>(request, cancellationToken);

    public virtual Task<GetJobRunResponse> GetJobRunAsync(
        GetJobRunRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<GetJobRunResponse>(request, cancellationToken);

    public virtual Task<BatchStopJobRunResponse> BatchStopJobRunAsync(
        BatchStopJobRunRequest request,
        CancellationToken cancellationToken = default
    ) => CallAsync<BatchStopJobRunResponse>(request, cancellationToken);
}
