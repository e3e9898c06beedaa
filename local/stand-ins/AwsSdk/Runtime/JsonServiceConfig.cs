#nullable enable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.StandIns;

/// <summary>How a service speaks: AWS JSON with a target prefix, or REST-JSON with none.</summary>
internal sealed record JsonProtocol(string ServiceName, string? TargetPrefix, bool CamelCase = false);

/// <summary>The configuration of a client; endpoint and signature follow from the service's name.</summary>
public abstract class JsonServiceConfig : ClientConfig
{
    private protected JsonServiceConfig(JsonProtocol protocol, string serviceId)
        : base(new Defaults())
    {
        Protocol = protocol;
        ServiceId = serviceId;
        AuthenticationServiceName = protocol.ServiceName;
    }

    public override string RegionEndpointServiceName => Protocol.ServiceName;

    public override string ServiceVersion => "";

    public override string UserAgent => "aws-sdk-dotnet-stand-in";

    internal JsonProtocol Protocol { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        new(ServiceURL ?? $"https://{RegionEndpointServiceName}.{RegionEndpoint.SystemName}.amazonaws.com");

    private sealed class Defaults : IDefaultConfigurationProvider
    {
        public IDefaultConfiguration GetDefaultConfiguration(
            RegionEndpoint clientRegion,
            DefaultConfigurationMode? requestedConfigurationMode
        ) =>
            new DefaultConfiguration
            {
                Name = DefaultConfigurationMode.Standard,
                RetryMode = RequestRetryMode.Standard,
            };
    }
}
