#nullable enable
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.StandIns;

/// <summary>Writes a request object. A route such as <c>GET /accounts/{AwsAccountId}?next-token={NextToken}</c> takes its members out of the body.</summary>
internal sealed partial class JsonRequestMarshaller(JsonProtocol protocol, string? route)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var operation = input.GetType().Name[..^"Request".Length];
        var body = JsonSerializer.SerializeToNode(input, input.GetType(), WireFormat.For(protocol))!.AsObject();
        var request = new DefaultRequest(input, $"Amazon.{protocol.ServiceName}")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
        };
        if (route is null)
        {
            request.Headers["X-Amz-Target"] = $"{protocol.TargetPrefix}.{operation}";
        }
        else
        {
            ApplyRoute(request, body);
        }

        if (request.HttpMethod is not "GET" and not "DELETE")
        {
            request.Content = JsonSerializer.SerializeToUtf8Bytes(body);
            // Not without a body: the header would be signed and then not sent.
            request.Headers["Content-Type"] = route is null ? "application/x-amz-json-1.1" : "application/json";
        }

        return request;
    }

    private void ApplyRoute(DefaultRequest request, JsonObject body)
    {
        var space = route!.IndexOf(' ', StringComparison.Ordinal);
        var parts = route[(space + 1)..].Split('?', 2);
        request.HttpMethod = route[..space];
        request.ResourcePath = parts[0];
        foreach (Match member in Member().Matches(parts[0]))
        {
            request.AddPathResource(
                member.Value,
                Take(member.Groups[1].Value)
                    ?? throw new ArgumentException($"The request lacks '{member.Groups[1].Value}'.")
            );
        }

        foreach (var pair in parts.Length == 1 ? [] : parts[1].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (Take(pair[(equals + 2)..^1]) is { } value)
            {
                request.Parameters[pair[..equals]] = value;
                request.UseQueryString = true;
            }
        }

        string? Take(string name)
        {
            var value = body[name];
            body.Remove(name);
            return value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Member();
}
