using Microsoft.AspNetCore.Http;

namespace CustomerLake.Local.Cloud.Console;

/// <summary>
/// Who may talk to the console: only under a loopback name with the console's port (DNS rebinding), and only pages of
/// the console itself may make it do something (forgery).
/// </summary>
internal static class ConsoleGuard
{
    public const string ContentSecurityPolicy =
        // The charting library sets styles through style elements; nothing else is inline.
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The status and reason of a refusal, or null.</summary>
    public static (int Status, string Text)? Refusal(HttpContext context)
    {
        var host = context.Request.Host;
        var port = context.Connection.LocalPort;
        var isLoopbackName =
            host.Host is "localhost" or "127.0.0.1" or "[::1]"
            || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        if (!isLoopbackName || (host.Port ?? 80) != port)
        {
            return (421, $"The console answers only to a loopback name with port {port}, not to '{host.Value}'.");
        }

        var origin = context.Request.Headers.Origin.ToString();
        var isOwn = origin == $"http://{host.Value}";
        if (origin.Length > 0 && !isOwn)
        {
            return (403, $"A page of '{origin}' may not use the console.");
        }

        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        var isNavigation =
            HttpMethods.IsGet(context.Request.Method) && context.Request.Headers["Sec-Fetch-Mode"] == "navigate";
        if (site is "cross-site" or "same-site" && !isNavigation)
        {
            return (403, "Another site may link to the console and nothing else.");
        }

        return HttpMethods.IsPost(context.Request.Method) && !isOwn
            ? (403, "A form of the console says where it comes from; this request does not.")
            : null;
    }
}
