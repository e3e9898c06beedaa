using Microsoft.AspNetCore.Http;

namespace CustomerLake.Local.Cloud.Console;

/// <summary>The style sheet, the script and the charting library, embedded in the assembly.</summary>
internal static class ConsoleAssets
{
    private static readonly Dictionary<string, (string Resource, string Type)> Files = new(StringComparer.Ordinal)
    {
        ["console.css"] = ("Console.Assets.console.css", "text/css; charset=utf-8"),
        ["console.js"] = ("Console.Assets.console.js", "text/javascript; charset=utf-8"),
        ["plotly.js"] = ("Console.Assets.plotly.js", "text/javascript; charset=utf-8"),
    };

    public static async Task SendAsync(HttpContext context, string name, CancellationToken cancellationToken)
    {
        if (!Files.TryGetValue(name, out var file))
        {
            context.Response.StatusCode = 404;
            return;
        }

        await using var content =
            typeof(ConsoleAssets).Assembly.GetManifestResourceStream(file.Resource)
            ?? throw new InvalidOperationException($"The asset '{name}' was not built in.");
        context.Response.ContentType = file.Type;
        context.Response.ContentLength = content.Length;
        // The name says nothing of the version: a browser asks again each time it starts.
        context.Response.Headers.CacheControl = "private, max-age=600";
        await content.CopyToAsync(context.Response.Body, cancellationToken);
    }
}
