using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>AWS Query: a form with <c>Action</c> and dotted members in, XML out.</summary>
internal sealed class QueryWire(IAwsService service) : ServiceWire(service)
{
    private const int LargestDocument = 1024 * 1024;
    private readonly XNamespace _space = service.Protocol.Name;

    public override async Task<WireCall> ReadAsync(
        AwsRequest request,
        AwsPayload payload,
        CancellationToken cancellationToken
    )
    {
        var body = await payload.ReadToEndAsync(LargestDocument, cancellationToken);
        var form = Form(Encoding.UTF8.GetString(body)).Concat(request.Target.Query).ToList();
        var action = form.Find(pair => pair.Key == "Action").Value ?? "";
        var row = Operations.Find(SigningName, action);
        var members = form.Where(pair =>
                pair.Key is not ("Action" or "Version") && !pair.Key.StartsWith("X-Amz-", StringComparison.Ordinal)
            )
            .Select(pair => (Path: pair.Key.Split('.'), pair.Value))
            .ToList();
        var document = (JsonObject)Build(members, row.RequestType, 0);
        return new WireCall(row, WireJson.Read(document, row, WireJson.Text), [.. document.Select(pair => pair.Key)]);
    }

    public override AwsResponse Write(OperationRow row, object response, string requestId)
    {
        var root = new XElement(_space + (row.Name + "Response"));
        if (response is not Nothing)
        {
            root.Add(WireXml.FromObject(response, _space + (row.Name + "Result")));
        }

        root.Add(new XElement(_space + "ResponseMetadata", new XElement(_space + "RequestId", requestId)));
        return Answer(200, root, requestId);
    }

    public override AwsResponse WriteError(AwsException error, AwsRequest request)
    {
        var detail = new XElement(
            _space + "Error",
            new XElement(_space + "Type", error.Status >= 500 ? "Receiver" : "Sender"),
            new XElement(_space + "Code", error.Code),
            new XElement(_space + "Message", error.Message),
            error.Members.Select(member => new XElement(_space + member.Key, member.Value))
        );
        return Answer(
            error.Status,
            new XElement(_space + "ErrorResponse", detail, new XElement(_space + "RequestId", request.RequestId)),
            request.RequestId
        );
    }

    private static AwsResponse Answer(int status, XElement root, string requestId) =>
        new()
        {
            Status = status,
            ContentType = "text/xml",
            Bytes = WireXml.Write(root),
            Headers = { ["x-amzn-RequestId"] = requestId },
        };

    private static IEnumerable<KeyValuePair<string, string>> Form(string body) =>
        body.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Replace('+', ' ').Split('=', 2))
            .Select(pair =>
                KeyValuePair.Create(
                    RequestTarget.Decode(pair[0].Trim()),
                    pair.Length == 2 ? RequestTarget.Decode(pair[1].TrimEnd('\r', '\n')) : ""
                )
            );

    /// <summary><c>Tags.member.2.Key=x</c> is the key of the second tag.</summary>
    private static JsonNode Build(List<(string[] Path, string Value)> members, Type type, int depth)
    {
        if (members.Count == 0)
        {
            return new JsonObject();
        }

        if (members.TrueForAll(member => member.Path.Length == depth))
        {
            return WireMember.ItemTypeOf(type) is not null ? new JsonArray() : JsonValue.Create(members[0].Value);
        }

        if (WireMember.ItemTypeOf(type) is { } itemType)
        {
            var index = members[0].Path[depth] == "member" ? depth + 1 : depth;
            return new JsonArray([
                .. members
                    .GroupBy(member => int.TryParse(member.Path.ElementAtOrDefault(index), out var number) ? number : 0)
                    .OrderBy(group => group.Key)
                    .Select(group => Build([.. group], itemType, index + 1)),
            ]);
        }

        var result = new JsonObject();
        foreach (
            var group in members.GroupBy(member => member.Path.ElementAtOrDefault(depth) ?? "", StringComparer.Ordinal)
        )
        {
            var member = WireMembers.Of(type).All.FirstOrDefault(candidate => candidate.Name == group.Key);
            result[group.Key] = Build([.. group], member?.Property.PropertyType ?? typeof(string), depth + 1);
        }

        return result;
    }
}
