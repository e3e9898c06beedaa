using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>The map of the site.</summary>
internal sealed class ConsolePages(ConsoleLake lake)
{
    public async Task<(int Status, Markup Page)> AnswerAsync(
        ConsoleRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (200, await PageAsync(request, cancellationToken));
        }
        catch (NoSuchPageException fault)
        {
            return (404, Failure("Not found", fault.Message, request.Scope));
        }
        catch (AwsException fault)
        {
            return (
                fault.Status == 404 ? 404 : 400,
                Failure("That did not work", $"{fault.Code}: {fault.Message}", request.Scope)
            );
        }
    }

    private async Task<Markup> PageAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        (request.Method, request.Path) switch
        {
            ("GET" or "HEAD", []) => OverviewPage.Show(lake, request),
            ("GET" or "HEAD", ["objects"]) => ObjectPages.Buckets(lake, request),
            ("GET" or "HEAD", ["objects", var bucket]) => ObjectPages.Objects(lake, request, bucket),
            ("GET" or "HEAD", ["catalog"]) => CatalogPages.Databases(lake, request),
            ("GET" or "HEAD", ["catalog", var database]) => CatalogPages.Tables(lake, request, database),
            ("GET" or "HEAD", ["catalog", var database, var table]) => CatalogPages.Table(
                lake,
                request,
                database,
                table
            ),
            ("GET" or "HEAD", ["jobs"]) => await JobPages.JobsAsync(lake, request, cancellationToken),
            ("GET" or "HEAD", ["query"]) => QueryPage.Form(lake, request),
            ("POST", ["query"]) => await QueryPage.RunAsync(lake, request, cancellationToken),
            ("GET" or "HEAD", ["dashboards"]) => DashboardPages.List(lake, request),
            ("GET" or "HEAD", ["dashboards", var id]) => await DashboardPages.ShowAsync(
                lake,
                request,
                id,
                cancellationToken
            ),
            _ => throw new NoSuchPageException($"There is no page at /{string.Join('/', request.Path)}."),
        };

    private static Markup Failure(string title, string text, Scope scope) =>
        Layout.Page(title, "", scope, Markup.Of($"<p class=\"error\" role=\"alert\">{text}</p>"));
}
