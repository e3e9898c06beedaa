using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>How the services' protocols write a request and read an answer; all go through <see cref="AwsCall"/>.</summary>
internal static class AwsProtocols
{
    /// <summary>AWS JSON: the operation is in the target header.</summary>
    /// <param name="target">The prefix of the target, such as <c>AWSGlue</c>.</param>
    public static async Task<JsonObject> JsonAsync(
        this AwsCall call,
        string service,
        string target,
        string operation,
        JsonObject request,
        CancellationToken cancellationToken,
        string version = "1.1",
        bool isFresh = false
    )
    {
        var response = await call.SendAsync(
            new AwsRequest(service, operation)
            {
                Headers = [("x-amz-target", $"{target}.{operation}")],
                ContentType = $"application/x-amz-json-{version}",
                Body = Encoding.UTF8.GetBytes(request.ToJsonString()),
            },
            cancellationToken,
            isFresh
        );
        return Object(response);
    }

    /// <summary>Query: the operation and its parameters are a form; the answer is what the result element holds.</summary>
    public static async Task<XElement> QueryAsync(
        this AwsCall call,
        string service,
        string version,
        string operation,
        IEnumerable<(string Name, string Value)> parameters,
        CancellationToken cancellationToken
    )
    {
        var form = parameters.Prepend(("Version", version)).Prepend(("Action", operation));
        var response = await call.SendAsync(
            new AwsRequest(service, operation)
            {
                ContentType = "application/x-www-form-urlencoded; charset=utf-8",
                Body = Encoding.UTF8.GetBytes(
                    string.Join('&', form.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"))
                ),
            },
            cancellationToken
        );
        var root = XElement.Parse(Encoding.UTF8.GetString(response.Body.Span));
        return root.Elements().FirstOrDefault(e => e.Name.LocalName == operation + "Result") ?? root;
    }

    /// <summary>REST-JSON: the operation is a method and a path.</summary>
    public static async Task<JsonObject> RestJsonAsync(
        this AwsCall call,
        string service,
        string operation,
        HttpMethod method,
        ImmutableArray<string> path,
        JsonObject? request,
        CancellationToken cancellationToken
    )
    {
        var response = await call.SendAsync(
            new AwsRequest(service, operation)
            {
                Method = method,
                Path = path,
                ContentType = request is null ? null : "application/json",
                Body = request is null ? default : Encoding.UTF8.GetBytes(request.ToJsonString()),
            },
            cancellationToken
        );
        return Object(response);
    }

    /// <summary>The XML of an answer, without its namespace.</summary>
    public static XElement Xml(this AwsResponse response)
    {
        var root = XElement.Parse(Encoding.UTF8.GetString(response.Body.Span));
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root;
    }

    private static JsonObject Object(AwsResponse response) =>
        response.Body.IsEmpty ? [] : JsonNode.Parse(response.Body.Span) as JsonObject ?? [];
}
