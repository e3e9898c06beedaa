namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>A request after reading: the operation, its typed request, and the names of the members that were sent.</summary>
internal sealed record WireCall(OperationRow Row, object Request, IReadOnlyList<string> Members);

/// <summary>How one service's requests are read and its answers and errors written.</summary>
internal abstract class ServiceWire(IAwsService service)
{
    protected IAwsService Service => service;

    public OperationTable Operations => service.Operations;

    public string SigningName => service.SigningName;

    public WireProtocol Shape => service.Protocol.Wire;

    /// <summary>What precedes the dot in <c>X-Amz-Target</c>; null for services without one.</summary>
    public string? TargetPrefix => service.Protocol.Wire == WireProtocol.Json ? service.Protocol.Name : null;

    public static ServiceWire For(IAwsService service) =>
        service.Protocol.Wire switch
        {
            WireProtocol.Json => new JsonWire(service),
            WireProtocol.Query => new QueryWire(service),
            WireProtocol.RestJson => new RestJsonWire(service),
            WireProtocol.RestXml => new RestXmlWire(service),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public abstract Task<WireCall> ReadAsync(
        AwsRequest request,
        AwsPayload payload,
        CancellationToken cancellationToken
    );

    public abstract AwsResponse Write(OperationRow row, object response, string requestId);

    public abstract AwsResponse WriteError(AwsException error, AwsRequest request);

    public AwsException Translate(AuthFault fault) => fault.ForWire(service.Protocol.Wire);
}
