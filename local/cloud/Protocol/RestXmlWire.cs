using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>REST-XML: path, query and headers fill the request; the body is XML or bytes that stream.</summary>
internal sealed class RestXmlWire(IAwsService service) : ServiceWire(service)
{
    private const int LargestDocument = 4 * 1024 * 1024;
    private readonly XNamespace _space = service.Protocol.Name;
    private readonly RouteTable _routes = new(service.Operations);

    /// <summary>Part of the signature or the framing, never of an operation.</summary>
    private static readonly HashSet<string> Envelope = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-amz-date",
        "x-amz-content-sha256",
        "x-amz-security-token",
        "x-amz-decoded-content-length",
        "x-amz-trailer",
        "x-amz-user-agent",
        // The date of the model that the .NET client was made from; there is only one.
        "x-amz-api-version",
        // A hint that the client can read a Content-Type of the body's own; the answers are the same.
        "x-amz-te",
    };

    public override async Task<WireCall> ReadAsync(
        AwsRequest request,
        AwsPayload payload,
        CancellationToken cancellationToken
    )
    {
        var (row, route, labels) =
            _routes.Find(request)
            ?? throw new AwsException(
                "MethodNotAllowed",
                $"The specified method is not allowed against this resource: {request.Method} {request.Target.RawPath}.",
                405
            );
        OperationTable.Emulated(SigningName, row);
        var members = WireMembers.Of(row.RequestType);
        var document = new JsonObject();
        foreach (var (name, value) in labels)
        {
            document[name] = value;
        }

        ReadQuery(request, row, route, members, document);
        ReadHeaders(request, row, members, document);
        var isStream = members.Payload?.Type == typeof(AwsPayload);
        if (members.Payload is { } body && !isStream)
        {
            var bytes = await payload.ReadToEndAsync(LargestDocument, cancellationToken);
            BodyChecksum.Check(bytes, request, payload, members);
            ReadBody(bytes, body, document);
        }

        var sent = document.Select(pair => pair.Key).ToList();
        var typed = WireJson.Read(document, row, WireJson.Text);
        if (isStream)
        {
            members.Payload!.Property.SetValue(typed, payload);
            sent.Add(members.Payload.Name);
        }

        return new WireCall(row, typed, sent);
    }

    public override AwsResponse Write(OperationRow row, object response, string requestId)
    {
        var answer = new AwsResponse
        {
            Status = (response as IHasStatus)?.StatusCode ?? 200,
            Headers = { ["x-amz-request-id"] = requestId, ["x-amz-id-2"] = HostId(requestId) },
        };
        if (response is Nothing)
        {
            return answer;
        }

        var members = WireMembers.Of(response.GetType());
        foreach (var member in members.All)
        {
            if (member.Property.GetValue(response) is not { } value)
            {
                continue;
            }

            if (member.Header is { } header)
            {
                answer.Headers[header] = HeaderText(value);
            }
            else if (member.HeaderPrefix is { } prefix)
            {
                foreach (var (name, text) in (IReadOnlyDictionary<string, string>)value)
                {
                    answer.Headers[prefix + name] = text;
                }
            }
        }

        return WithBody(answer, members, response);
    }

    public override AwsResponse WriteError(AwsException error, AwsRequest request)
    {
        var root = new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            error.Members.Select(member => new XElement(member.Key, member.Value)),
            new XElement("RequestId", request.RequestId),
            new XElement("HostId", HostId(request.RequestId))
        );
        var hasBody = request.Method != "HEAD" && error.Status != 304;
        var answer = new AwsResponse
        {
            Status = error.Status,
            ContentType = hasBody ? "application/xml" : null,
            Bytes = hasBody ? WireXml.Write(root) : default,
            Headers = { ["x-amz-request-id"] = request.RequestId, ["x-amz-id-2"] = HostId(request.RequestId) },
        };
        foreach (var (name, value) in error.Headers)
        {
            answer.Headers[name] = value;
        }

        return answer;
    }

    private AwsResponse WithBody(AwsResponse answer, WireMembers members, object response)
    {
        if (members.Payload is { } payload)
        {
            return payload.Property.GetValue(response) switch
            {
                null => answer,
                ResponseContent content => answer with { Content = content },
                XElement document => Xml(answer, document),
                string text => answer with { Bytes = Encoding.UTF8.GetBytes(text), ContentType = "application/json" },
                { } value => Xml(answer, WireXml.FromObject(value, _space + payload.Payload!.Root)),
            };
        }

        var root = response.GetType().GetCustomAttributes(typeof(XmlNameAttribute), true).Cast<XmlNameAttribute>();
        return root.FirstOrDefault() is { } name
            ? Xml(answer, WireXml.FromObject(response, _space + name.Name))
            : answer;
    }

    private static AwsResponse Xml(AwsResponse answer, XElement root) =>
        answer with
        {
            Bytes = WireXml.Write(root),
            ContentType = "application/xml",
        };

    private static void ReadQuery(
        AwsRequest request,
        OperationRow row,
        RestRoute route,
        WireMembers members,
        JsonObject document
    )
    {
        foreach (var (name, value) in request.Target.Query)
        {
            if (members.Queries.TryGetValue(name, out var member))
            {
                document[member.Name] = value;
            }
            else if (
                !route.QueryLiterals.Contains(name)
                && !name.StartsWith("X-Amz-", StringComparison.Ordinal)
                // The JavaScript client names the operation in every address.
                && name != "x-id"
            )
            {
                throw AwsException.NotEmulated(
                    $"The local cloud does not support the query parameter '{name}' of '{row.Name}'."
                );
            }
        }
    }

    private static void ReadHeaders(AwsRequest request, OperationRow row, WireMembers members, JsonObject document)
    {
        foreach (var name in request.Headers.Keys)
        {
            var value = request.Header(name) ?? "";
            if (members.Headers.TryGetValue(name, out var member))
            {
                document[member.Name] = member.Type == typeof(DateTimeOffset) ? HeaderTime(value) : value;
            }
            else if (
                members.Prefixes.FirstOrDefault(prefix =>
                    name.StartsWith(prefix.HeaderPrefix!, StringComparison.OrdinalIgnoreCase)
                ) is
                { } prefixed
            )
            {
                var map = document[prefixed.Name] as JsonObject ?? [];
                document[prefixed.Name] = map;
                map[name[prefixed.HeaderPrefix!.Length..].ToLowerInvariant()] = value;
            }
            else if (
                name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                && !Envelope.Contains(name)
                && !(BodyChecksum.IsHeader(name) && members.Payload?.Type != typeof(AwsPayload))
            )
            {
                throw AwsException.NotEmulated(
                    $"The local cloud does not support the header '{name}' of '{row.Name}'."
                );
            }
        }
    }

    private static void ReadBody(byte[] body, WireMember member, JsonObject document)
    {
        if (member.Type == typeof(string))
        {
            document[member.Name] = Encoding.UTF8.GetString(body);
        }
        else if (body.Length > 0)
        {
            var root = WireXml.Parse(body);
            document[member.Name] =
                member.Payload!.Root.Length == 0 || root.Name.LocalName == member.Payload.Root
                    ? WireXml.ToJson(root, member.Type)
                    : throw WireXml.Malformed();
        }
    }

    private static string HeaderTime(string value) =>
        DateTimeOffset.TryParse(
            value,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time.ToString("O", CultureInfo.InvariantCulture)
            : throw new AwsException("InvalidArgument", $"'{value}' is no date.");

    private static string HeaderText(object value) =>
        value is DateTimeOffset time ? time.ToString("r", CultureInfo.InvariantCulture) : WireXml.Text(value);

    private static string HostId(string requestId) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"customer-lake/{requestId}"));
}
