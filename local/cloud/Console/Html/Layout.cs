using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Console.Html;

/// <summary>The frame of every page.</summary>
internal static class Layout
{
    private static readonly (string Path, string Name)[] Sections =
    [
        ("/", "Overview"),
        ("/dashboards", "Dashboards"),
        ("/objects", "Objects"),
        ("/catalog", "Catalog"),
        ("/jobs", "Jobs"),
        ("/query", "Query"),
    ];

    public static Markup Page(string title, string section, Scope scope, Markup body, bool hasCharts = false) =>
        Markup.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · Customer Lake</title>
            <link rel="stylesheet" href="/assets/console.css">
            {(hasCharts ? Scripts : Markup.None)}
            </head>
            <body>
            <header><a class="brand" href="/">Customer Lake</a>
            <nav aria-label="Sections">{Sections.Select(each => Link(each, section))}</nav>
            <span class="scope">account {scope.AccountId} · {scope.Region}</span></header>
            <main>
            <h1>{title}</h1>
            {body}
            </main>
            </body>
            </html>
            """
        );

    public static Markup Table(
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<Markup>> rows,
        string caption
    ) =>
        Markup.Of(
            $"""
            <div class="scroll"><table><caption>{caption}</caption>
            <thead><tr>{columns.Select(column => Markup.Of($"<th scope=\"col\">{column}</th>"))}</tr></thead>
            <tbody>{rows.Select(row =>
                Markup.Of($"<tr>{row.Select(cell => Markup.Of($"<td>{cell}</td>"))}</tr>\n")
            )}</tbody>
            </table></div>
            """
        );

    public static Markup Text(string? text) => Markup.Of($"{text}");

    public static Markup Number(long number) => Markup.Of($"<span class=\"number\">{number}</span>");

    public static Markup Anchor(string address, string text) => Markup.Of($"<a href=\"{address}\">{text}</a>");

    public static Markup Empty(string text) => Markup.Of($"<p class=\"empty\">{text}</p>");

    private static Markup Scripts { get; } =
        Markup.Of(
            $"""<script src="/assets/plotly.js" defer></script><script src="/assets/console.js" defer></script>"""
        );

    private static Markup Link((string Path, string Name) each, string section) =>
        each.Name == section
            ? Markup.Of($"<a href=\"{each.Path}\" aria-current=\"page\">{each.Name}</a> ")
            : Markup.Of($"<a href=\"{each.Path}\">{each.Name}</a> ");
}
