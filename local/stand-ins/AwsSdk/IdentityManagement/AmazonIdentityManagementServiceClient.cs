using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.StandIns;

namespace Amazon.IdentityManagement;

public interface IAmazonIdentityManagementService : IDisposable
{
    Task<ListRolesResponse> ListRolesAsync(ListRolesRequest request, CancellationToken cancellationToken = default);

    Task<ListPoliciesResponse> ListPoliciesAsync(
        ListPoliciesRequest request,
        CancellationToken cancellationToken = default
    );
}

public class AmazonIdentityManagementServiceClient : JsonServiceClient, IAmazonIdentityManagementService
{
    public AmazonIdentityManagementServiceClient(AmazonIdentityManagementServiceConfig config)
        : base(config) { }

    public AmazonIdentityManagementServiceClient(
        AWSCredentials credentials,
        AmazonIdentityManagementServiceConfig clientConfig
    )
        : base(credentials, clientConfig) { }

    public virtual Task<ListRolesResponse> ListRolesAsync(
        ListRolesRequest request,
        CancellationToken cancellationToken = default
    ) =>
        QueryAsync<ListRolesResponse>(
            request,
            [
                ("PathPrefix", request.PathPrefix),
                ("Marker", request.Marker),
                ("MaxItems", request.MaxItems?.ToString()),
            ],
            cancellationToken
        );

    public virtual Task<ListPoliciesResponse> ListPoliciesAsync(
        ListPoliciesRequest request,
        CancellationToken cancellationToken = default
    ) =>
        QueryAsync<ListPoliciesResponse>(
            request,
            [("Scope", request.Scope?.Value), ("Marker", request.Marker), ("MaxItems", request.MaxItems?.ToString())],
            cancellationToken
        );

    private Task<TResponse> QueryAsync<TResponse>(
        AmazonWebServiceRequest request,
        (string Name, string Value)[] parameters,
        CancellationToken cancellationToken
    )
        where TResponse : AmazonWebServiceResponse, IXmlAnswer, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions
            {
                RequestMarshaller = new QueryRequestMarshaller("2010-05-08", parameters),
                ResponseUnmarshaller = new QueryAnswerUnmarshaller<TResponse>(),
            },
            cancellationToken
        );
}

/// <summary>IAM is one service for all regions, signed for the first.</summary>
public class AmazonIdentityManagementServiceConfig : JsonServiceConfig
{
    private const string GlobalRegion = "us-east-1";

    public AmazonIdentityManagementServiceConfig()
        : base(new JsonProtocol("iam", null), "IAM") => AuthenticationRegion = GlobalRegion;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? "https://iam.amazonaws.com");
}

public class AmazonIdentityManagementServiceException : AmazonServiceException
{
    public AmazonIdentityManagementServiceException(string message, Exception innerException)
        : base(message, innerException) { }
}

public class PolicyScopeType : ConstantClass
{
    public static readonly PolicyScopeType All = new("All");
    public static readonly PolicyScopeType AWS = new("AWS");
    public static readonly PolicyScopeType Local = new("Local");

    public PolicyScopeType(string value)
        : base(value) { }
}
