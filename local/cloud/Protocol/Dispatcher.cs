namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>One call that came over the wire, told to <see cref="CloudOptions.OnCall"/> when it was answered.</summary>
/// <param name="Service">The name in the signature's scope, such as <c>s3</c>.</param>
/// <param name="Operation">The operation's name; empty when none was found.</param>
/// <param name="Members">The request members that were sent.</param>
/// <param name="Client">The User-Agent.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Error">The error code; null when the call went well.</param>
public sealed record RecordedCall(
    string Service,
    string Operation,
    IReadOnlyList<string> Members,
    string Client,
    int Status,
    string? Error
);

/// <summary>The way of every request: who calls, which service, which operation, what it answers.</summary>
internal sealed class Dispatcher(
    IReadOnlyList<IAwsService> services,
    Authenticator authenticator,
    Action<RecordedCall> record,
    Action<string, Exception> reportBug
)
{
    private readonly Dictionary<string, ServiceWire> _wires = services
        .Select(ServiceWire.For)
        .ToDictionary(wire => wire.SigningName, StringComparer.Ordinal);

    public async Task<(AwsResponse Response, RecordedCall Call)> AnswerAsync(
        AwsRequest request,
        CancellationToken cancellationToken
    )
    {
        var wire = _wires["s3"];
        WireCall? call = null;
        AwsResponse response;
        string? error = null;
        try
        {
            var claim = RequestClaim.Read(request);
            wire = WireOf(request, claim);
            if (claim is null)
            {
                throw new AuthFault(
                    AuthFaultKind.Missing,
                    "The request has no signature. Every request must be signed."
                );
            }

            RequireEmulated(claim.Scope.Service);
            var (caller, payload) = await authenticator.AdmitAsync(request, claim, cancellationToken);
            await using var body = payload;
            call = await wire.ReadAsync(VirtualHost(request), payload, cancellationToken);
            var context = new CallContext
            {
                AccountId = caller.AccountId,
                Region = claim.Scope.Region,
                CallerArn = caller.Arn,
                RequestId = request.RequestId,
                AccessKeyId = claim.Scope.AccessKeyId,
            };
            var answer = await call.Row.InvokeAsync(call.Request, context, cancellationToken);
            response = wire.Write(call.Row, answer, request.RequestId);
        }
        catch (AuthFault fault)
        {
            var translated = wire.Translate(fault);
            (response, error) = (wire.WriteError(translated, request), translated.Code);
        }
        catch (AwsException fault)
        {
            (response, error) = (wire.WriteError(fault, request), fault.Code);
        }
        catch (Exception fault)
            when (fault
                    is not (
                        OperationCanceledException
                        or IOException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" }
                    )
            )
        {
            reportBug($"{wire.SigningName}:{call?.Row.Name} ({request.RequestId})", fault);
            var bug = new AwsException(
                "InternalFailure",
                $"The local cloud failed on this request: {fault.Message}",
                500
            );
            (response, error) = (wire.WriteError(bug, request), bug.Code);
        }

        var recorded = new RecordedCall(
            wire.SigningName,
            call?.Row.Name ?? "",
            call?.Members ?? [],
            request.Raw("user-agent") ?? "",
            response.Status,
            error
        );
        record(recorded);
        return (response, recorded);
    }

    /// <summary>The service that a request is for; of one that is not here, a service that speaks as it does.</summary>
    private ServiceWire WireOf(AwsRequest request, RequestClaim? claim)
    {
        if (claim is not null)
        {
            return _wires.GetValueOrDefault(claim.Scope.Service)
                ?? _wires.Values.First(wire => wire.Shape == ShapeOf(request, claim.Scope.Service));
        }

        // Without a signature only the shape of the refusal is left to find.
        return request.Raw("x-amz-target")?.Split('.')[0] is { } target
            ? _wires.Values.FirstOrDefault(wire => wire.TargetPrefix == target) ?? _wires["s3"]
            : _wires["s3"];
    }

    private void RequireEmulated(string service)
    {
        if (!_wires.ContainsKey(service))
        {
            throw AwsException.NotEmulated(
                $"The local cloud does not emulate the service '{service}'. It emulates: "
                    + $"{string.Join(", ", _wires.Keys.Order(StringComparer.Ordinal))}."
            );
        }
    }

    private static WireProtocol ShapeOf(AwsRequest request, string service) =>
        request.Raw("x-amz-target") is not null ? WireProtocol.Json
        : request.Raw("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true
            ? WireProtocol.Query
        : service.StartsWith("s3", StringComparison.Ordinal) || service is "route53" or "cloudfront"
            ? WireProtocol.RestXml
        : WireProtocol.RestJson;

    /// <summary><c>bucket.localhost</c> and <c>bucket.s3.localhost</c> are path-style requests in another spelling.</summary>
    private static AwsRequest VirtualHost(AwsRequest request)
    {
        var host = request.Host.Split(':')[0];
        if (!host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
        {
            return request;
        }

        var name = host[..^".localhost".Length];
        var bucket =
            name == "s3" ? ""
            : name.EndsWith(".s3", StringComparison.OrdinalIgnoreCase) ? name[..^3]
            : name;
        return bucket.Length == 0 ? request : request with { Target = request.Target.Under(bucket) };
    }
}
