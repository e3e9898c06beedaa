using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Cloud.Console.Pages;
using CustomerLake.Local.Cloud.Console.Runs;
using CustomerLake.Local.Cloud.Protocol;
using Microsoft.AspNetCore.Http;

namespace CustomerLake.Local.Cloud.Console;

/// <summary>
/// The console: pages for people on an origin of its own, so that no stored object can act as one of them.
/// <c>PUT /runs/STACK</c> with the root secret as bearer reports a run.
/// </summary>
internal sealed class ConsoleSite(ConsoleLake lake)
{
    private const int LargestReport = 4 * 1024 * 1024;
    private readonly ConsolePages _pages = new(lake);

    public async Task HandleAsync(HttpContext context, CancellationToken stopping)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        Protect(context.Response);
        if (ConsoleGuard.Refusal(context) is { } refusal)
        {
            await TextAsync(context, refusal.Status, refusal.Text, linked.Token);
            return;
        }

        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/assets/", StringComparison.Ordinal))
        {
            await ConsoleAssets.SendAsync(context, path["/assets/".Length..], linked.Token);
        }
        else if (path.StartsWith("/runs/", StringComparison.Ordinal) && HttpMethods.IsPut(context.Request.Method))
        {
            await ReportAsync(context, path["/runs/".Length..], linked.Token);
        }
        else
        {
            await PageAsync(context, path, linked.Token);
        }
    }

    private async Task PageAsync(HttpContext context, string path, CancellationToken cancellationToken)
    {
        var request = await ReadAsync(context, path, cancellationToken);
        var (status, page) = await _pages.AnswerAsync(request, cancellationToken);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(page.Text, Encoding.UTF8, cancellationToken);
    }

    private async Task<ConsoleRequest> ReadAsync(HttpContext context, string path, CancellationToken cancellationToken)
    {
        var query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        var form =
            HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
                ? (await context.Request.ReadFormAsync(cancellationToken)).ToDictionary(
                    pair => pair.Key,
                    pair => pair.Value.ToString()
                )
                : [];
        var standard = lake.DefaultScope;
        return new ConsoleRequest(
            context.Request.Method,
            [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries)],
            query,
            form
        )
        {
            Scope = new Scope(
                query.GetValueOrDefault("account", standard.AccountId),
                query.GetValueOrDefault("region", standard.Region)
            ),
        };
    }

    private async Task ReportAsync(HttpContext context, string stack, CancellationToken cancellationToken)
    {
        if (!IsRoot(context.Request.Headers.Authorization.ToString()))
        {
            await TextAsync(context, 401, "A run is reported with the root secret as bearer.", cancellationToken);
            return;
        }

        if (context.Request.ContentLength > LargestReport)
        {
            await TextAsync(context, 413, $"A run record has at most {LargestReport} bytes.", cancellationToken);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        try
        {
            var report = RunReport.Read(body.ToArray());
            if (report.Stack != stack)
            {
                throw new FormatException($"The record is of stack '{report.Stack}', the address of '{stack}'.");
            }

            lake.Runs.Put(report);
            context.Response.StatusCode = 204;
        }
        catch (FormatException fault)
        {
            await TextAsync(context, 400, fault.Message, cancellationToken);
        }
    }

    /// <summary>Compared in constant time: the time of an answer tells nothing of the secret.</summary>
    private bool IsRoot(string authorization) =>
        authorization.StartsWith("Bearer ", StringComparison.Ordinal)
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(authorization["Bearer ".Length..]),
            Encoding.UTF8.GetBytes(lake.State.RootSecret)
        );

    private static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = ConsoleGuard.ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }

    private static async Task TextAsync(
        HttpContext context,
        int status,
        string text,
        CancellationToken cancellationToken
    )
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(text + "\n", Encoding.UTF8, cancellationToken);
    }
}
