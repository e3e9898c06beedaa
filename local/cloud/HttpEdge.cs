using System.Diagnostics;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace CustomerLake.Local.Cloud;

/// <summary>
/// Where the web server ends: turns its request into an <see cref="AwsRequest"/> and an <see cref="AwsResponse"/> into
/// its answer. Turns browsers away: no page of the web may talk to the endpoint, under whatever name it reached it.
/// </summary>
internal sealed class HttpEdge(Dispatcher dispatcher, Ids ids, ILogger logger)
{
    /// <summary>What never leaves by accident: an object served as a page must not act as one.</summary>
    private static readonly (string Name, string Value)[] Safety =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Security-Policy", "sandbox"),
    ];

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        if (Refusal(context) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var request = ToRequest(context, ids.Uuid());
        var (response, call) = await dispatcher.AnswerAsync(request, linked.Token);
        logger.Call(
            call.Service,
            call.Operation,
            response.Status,
            call.Error ?? "",
            Stopwatch.GetElapsedTime(started).TotalMilliseconds,
            request.RequestId
        );
        await WriteAsync(context, response, linked.Token);
    }

    /// <summary>
    /// DNS rebinding makes a foreign name point here, so the name must be a loopback one; a page of any site says its
    /// origin. <see href="https://github.com/localstack/localstack/issues/3526"/>
    /// </summary>
    private static (int Status, string Text)? Refusal(HttpContext context)
    {
        var headers = context.Request.Headers;
        var host = context.Request.Host;
        var port = context.Connection.LocalPort;
        var isLoopbackName =
            host.Host is "localhost" or "127.0.0.1" or "[::1]"
            || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        if (!isLoopbackName || (host.Port ?? 80) != port)
        {
            return (421, $"This server answers only to a loopback name with port {port}, not to '{host.Value}'.");
        }

        if (headers.ContentLength is not null && headers.TransferEncoding.Count > 0)
        {
            return (400, "A request has either a Content-Length or a Transfer-Encoding, not both.");
        }

        return headers.Origin.Count > 0 || headers["Sec-Fetch-Site"] is [("cross-site" or "same-site")]
            ? (403, "Requests from web pages are refused. Call the endpoint with an AWS client.")
            : null;
    }

    private static async Task RefuseAsync(HttpContext context, (int Status, string Text) refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(refusal.Text, context.RequestAborted);
    }

    private static AwsRequest ToRequest(HttpContext context, string requestId)
    {
        var feature = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        return new AwsRequest
        {
            Method = feature.Method,
            Host = context.Request.Host.Value ?? "",
            Target = RequestTarget.Parse(feature.RawTarget),
            Headers = feature.Headers.ToDictionary(
                header => header.Key,
                header => string.Join(',', header.Value.AsEnumerable()),
                StringComparer.OrdinalIgnoreCase
            ),
            Body = feature.Body,
            ContentLength = context.Request.ContentLength,
            RequestId = requestId,
        };
    }

    private static async Task WriteAsync(HttpContext context, AwsResponse answer, CancellationToken cancellationToken)
    {
        using var content = answer.Content;
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        // A client that waits for 100-continue does not send the body after a refusal, and would talk past our reading it.
        if (answer.Status >= 300 && context.Request.Headers.Expect.Count > 0)
        {
            response.Headers.Connection = "close";
        }

        foreach (var (name, value) in Safety)
        {
            response.Headers[name] = value;
        }

        if (answer.Status is 204 or 304)
        {
            return;
        }

        var announced = response.Headers.ContentLength ?? content?.Length ?? answer.Bytes.Length;
        response.Headers.ContentLength = announced;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        if (content is not null)
        {
            await content.WriteToAsync(response.Body, cancellationToken);
        }
        else if (!answer.Bytes.IsEmpty)
        {
            await response.Body.WriteAsync(answer.Bytes, cancellationToken);
        }
    }
}
