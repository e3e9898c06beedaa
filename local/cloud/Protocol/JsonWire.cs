using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>AWS JSON 1.0 and 1.1: one address, the operation in <c>X-Amz-Target</c>, a document each way.</summary>
internal sealed class JsonWire(IAwsService service) : ServiceWire(service)
{
    private const int LargestDocument = 16 * 1024 * 1024;
    private readonly JsonSerializerOptions _options = WireJson.For(service.Protocol);

    private string ContentType => $"application/x-amz-json-{Service.Protocol.JsonVersion}";

    public override async Task<WireCall> ReadAsync(
        AwsRequest request,
        AwsPayload payload,
        CancellationToken cancellationToken
    )
    {
        // A page of the web can send text/plain anywhere without asking; only this type proves a deliberate caller.
        if (request.Raw("content-type") is not { } type || !type.StartsWith(ContentType, StringComparison.Ordinal))
        {
            throw new AwsException("UnknownOperationException", $"The content type must be '{ContentType}'.", 404);
        }

        var target = request.Raw("x-amz-target") ?? "";
        var dot = target.LastIndexOf('.');
        if (dot < 0 || target[..dot] != Service.Protocol.Name)
        {
            throw new AwsException(
                "UnknownOperationException",
                $"The target '{target}' is not of '{Service.Protocol.Name}'.",
                404
            );
        }

        var row = Operations.Find(SigningName, target[(dot + 1)..]);
        var body = await payload.ReadToEndAsync(LargestDocument, cancellationToken);
        return new WireCall(row, WireJson.Read(body, row, _options), MembersOf(body));
    }

    public override AwsResponse Write(OperationRow row, object response, string requestId) =>
        new()
        {
            ContentType = ContentType,
            Bytes =
                response is Nothing
                    ? default
                    : JsonSerializer.SerializeToUtf8Bytes(response, response.GetType(), _options),
            Headers = { ["x-amzn-RequestId"] = requestId },
        };

    public override AwsResponse WriteError(AwsException error, AwsRequest request) =>
        new()
        {
            Status = error.Status,
            ContentType = ContentType,
            Bytes = ErrorDocument(error, ("__type", error.Code)),
            Headers = { ["x-amzn-RequestId"] = request.RequestId },
        };

    /// <summary>The names at the top of a document; none where it cannot be read.</summary>
    public static IReadOnlyList<string> MembersOf(byte[] body) =>
        body.Length == 0 ? [] : [.. (JsonNode.Parse(body) as JsonObject ?? []).Select(pair => pair.Key)];

    public static byte[] ErrorDocument(AwsException error, params (string Name, string Value)[] first)
    {
        var document = new JsonObject();
        foreach (var (name, value) in first)
        {
            document[name] = value;
        }

        document["message"] = error.Message;
        foreach (var (name, value) in error.Members)
        {
            document[name] = value;
        }

        return JsonSerializer.SerializeToUtf8Bytes(document);
    }
}
