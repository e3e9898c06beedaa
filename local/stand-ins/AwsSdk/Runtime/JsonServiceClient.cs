#nullable enable
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace Amazon.StandIns;

/// <summary>What every generated client of a JSON service shares: requests and answers are plain classes, serialised as they are named.</summary>
public abstract class JsonServiceClient : AmazonServiceClient
{
    private readonly JsonProtocol _protocol;

    private protected JsonServiceClient(AWSCredentials credentials, JsonServiceConfig config)
        : base(credentials, config)
    {
        _protocol = config.Protocol;
    }

    private protected JsonServiceClient(JsonServiceConfig config)
        : base(config)
    {
        _protocol = config.Protocol;
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        pipeline.AddHandlerBefore<Signer>(new SigV4AuthHandler());

    private protected Task<TResponse> CallAsync<TResponse>(
        AmazonWebServiceRequest request,
        CancellationToken cancellationToken,
        string? route = null
    )
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = new JsonRequestMarshaller(_protocol, route),
                ResponseUnmarshaller = new JsonBodyUnmarshaller<TResponse>(_protocol),
            },
            cancellationToken
        );

    private sealed class SigV4AuthHandler : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
            AuthSchemeOption.DEFAULT_SIGV4;
    }
}
