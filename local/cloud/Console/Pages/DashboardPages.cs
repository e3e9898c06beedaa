using CustomerLake.Local.Cloud.Console.Charts;
using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards;
using CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>Dashboards, drawn from the definition of the version that readers see.</summary>
internal static class DashboardPages
{
    public static Markup List(ConsoleLake lake, ConsoleRequest request)
    {
        var dashboards = lake.QuickSight.Dashboards.Entries(request.Scope, null, int.MaxValue);
        return Layout.Page(
            "Dashboards",
            "Dashboards",
            request.Scope,
            dashboards.Count == 0
                ? Layout.Empty("The account has no dashboard.")
                : Layout.Table(
                    ["Dashboard", "Published version", "Latest version", "Updated"],
                    dashboards.Select(entry =>
                        (IReadOnlyList<Markup>)
                            [
                                Layout.Anchor(Address(request, entry.Key), entry.Value.Name),
                                Layout.Text(Version(entry.Value.PublishedVersion)),
                                Layout.Text(Version(entry.Value.LatestVersion)),
                                Markup.Of($"{entry.Value.Updated.UtcDateTime:yyyy-MM-dd HH:mm:ss}"),
                            ]
                    ),
                    "Dashboards"
                )
        );
    }

    public static async Task<Markup> ShowAsync(
        ConsoleLake lake,
        ConsoleRequest request,
        string id,
        CancellationToken cancellationToken
    )
    {
        var dashboard =
            lake.QuickSight.Dashboards.Find(request.Scope, id)
            ?? throw new NoSuchPageException($"There is no dashboard '{id}'.");
        var version = lake.QuickSight.Dashboards.Shown(request.Scope, dashboard);
        var definition = DefinitionReader.Read(version.Definition);
        var maker = new TileMaker(lake, lake.Call(request.Scope), definition);
        var sheets = new List<(SheetDefinition Sheet, IReadOnlyList<Tile> Tiles)>();
        foreach (var sheet in definition.Sheets)
        {
            sheets.Add((sheet, await maker.MakeAsync(sheet, cancellationToken)));
        }

        return Layout.Page(
            dashboard.Name,
            "Dashboards",
            request.Scope,
            Markup.Of(
                $"""
                {State([.. sheets.SelectMany(sheet => sheet.Tiles)], version)}
                {sheets.Select(sheet => Sheet(sheet.Sheet, sheet.Tiles, definition.Sheets.Count > 1))}
                """
            ),
            hasCharts: true
        );
    }

    private static Markup State(IReadOnlyList<Tile> tiles, DashboardVersion version)
    {
        var broken = tiles.Count(tile => !tile.IsGood);
        return broken == 0
            ? Markup.Of($"<p class=\"state good\">Version {version.Number}; all {tiles.Count} visuals are drawn.</p>")
            : Markup.Of(
                $"<p class=\"state bad\" role=\"alert\">Version {version.Number}; {broken} of {tiles.Count} visuals cannot be drawn.</p>"
            );
    }

    private static Markup Sheet(SheetDefinition sheet, IReadOnlyList<Tile> tiles, bool isOneOfSeveral) =>
        Markup.Of(
            $"""
            {(isOneOfSeveral ? Markup.Of($"<h2>{sheet.Name}</h2>") : Markup.None)}
            {(sheet.Description is { } text ? Markup.Of($"<p>{text}</p>") : Markup.None)}
            <div class="sheet">{tiles.Select(TileView.Show)}</div>
            """
        );

    private static string Version(long? number) =>
        number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none";

    private static string Address(ConsoleRequest request, string id) =>
        $"/dashboards/{Uri.EscapeDataString(id)}?account={request.Scope.AccountId}&region={request.Scope.Region}";
}
