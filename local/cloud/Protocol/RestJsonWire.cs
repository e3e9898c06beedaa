using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>REST-JSON: method and path choose the operation; path, query and a JSON body fill it.</summary>
internal sealed class RestJsonWire(IAwsService service) : ServiceWire(service)
{
    private const int LargestDocument = 16 * 1024 * 1024;
    private readonly RouteTable _routes = new(service.Operations);

    // Members of path and query are text whatever their type.
    private readonly JsonSerializerOptions _options = new(WireJson.For(service.Protocol))
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString,
    };

    public override async Task<WireCall> ReadAsync(
        AwsRequest request,
        AwsPayload payload,
        CancellationToken cancellationToken
    )
    {
        var (row, route, labels) =
            _routes.Find(request)
            ?? throw AwsException.NotEmulated(
                $"The local cloud has no operation of '{SigningName}' at '{request.Method} {request.Target.RawPath}'."
            );
        OperationTable.Emulated(SigningName, row);
        var body = await payload.ReadToEndAsync(LargestDocument, cancellationToken);
        var document = Parse(body);
        foreach (var (name, value) in labels)
        {
            document[name] = value;
        }

        foreach (var (name, value) in request.Target.Query)
        {
            if (route.QueryMembers.TryGetValue(name, out var member))
            {
                AddText(document, row, member, value);
            }
            else if (!name.StartsWith("X-Amz-", StringComparison.Ordinal) && !route.QueryLiterals.Contains(name))
            {
                throw AwsException.NotEmulated(
                    $"The local cloud does not support the query member '{name}' of '{row.Name}'."
                );
            }
        }

        return new WireCall(row, WireJson.Read(document, row, _options), [.. document.Select(pair => pair.Key)]);
    }

    public override AwsResponse Write(OperationRow row, object response, string requestId) =>
        new()
        {
            Status = (response as IHasStatus)?.StatusCode ?? 200,
            ContentType = "application/json",
            Bytes = JsonSerializer.SerializeToUtf8Bytes(response, response.GetType(), _options),
            Headers = { ["x-amzn-RequestId"] = requestId },
        };

    public override AwsResponse WriteError(AwsException error, AwsRequest request) =>
        new()
        {
            Status = error.Status,
            ContentType = "application/json",
            Bytes = JsonWire.ErrorDocument(error, ("Message", error.Message)),
            Headers = { ["x-amzn-RequestId"] = request.RequestId, ["x-amzn-ErrorType"] = error.Code },
        };

    /// <summary>A word in the query that may be repeated fills a list; text that is true or false fills a truth.</summary>
    private static void AddText(JsonObject document, OperationRow row, string member, string value)
    {
        var type = WireMembers.Of(row.RequestType).All.FirstOrDefault(candidate => candidate.Name == member)?.Type;
        if (type is not null && WireMember.ItemTypeOf(type) is not null)
        {
            var list = document[member] as JsonArray ?? [];
            document[member] = list;
            list.Add(value);
        }
        else
        {
            document[member] = type == typeof(bool) ? JsonValue.Create(value == "true") : JsonValue.Create(value);
        }
    }

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? [] : JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (JsonException fault)
        {
            throw new AwsException("SerializationException", $"The body is no JSON: {fault.Message}");
        }
    }
}
