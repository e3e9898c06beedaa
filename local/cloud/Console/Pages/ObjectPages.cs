using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Services.S3;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>Buckets and what lies in them, a folder at a time. Contents are never shown: they may be anything.</summary>
internal static class ObjectPages
{
    private const int PageSize = 200;

    public static Markup Buckets(ConsoleLake lake, ConsoleRequest request)
    {
        var buckets = lake.Objects.Buckets.Owned(request.Scope.AccountId, "", null);
        return Layout.Page(
            "Objects",
            "Objects",
            request.Scope,
            buckets.Count == 0
                ? Layout.Empty("The account has no bucket.")
                : Layout.Table(
                    ["Bucket", "Region", "Created"],
                    buckets.Select(bucket =>
                        (IReadOnlyList<Markup>)
                            [
                                Layout.Anchor(Address(bucket, ""), bucket.Name),
                                Layout.Text(bucket.Region),
                                Markup.Of($"{bucket.Created.UtcDateTime:yyyy-MM-dd HH:mm:ss}"),
                            ]
                    ),
                    "Buckets of the account"
                )
        );
    }

    public static Markup Objects(ConsoleLake lake, ConsoleRequest request, string name)
    {
        var bucket = lake.Objects.Buckets.Find(name) ?? throw new NoSuchPageException($"There is no bucket '{name}'.");
        var scope = request.Scope with { AccountId = bucket.AccountId, Region = bucket.Region };
        var prefix = request["prefix"];
        var page = lake.Objects.List(lake.Call(scope), name, new ListQuery(prefix, "/", request["after"], PageSize));
        var rows = page
            .CommonPrefixes.Select(folder =>
                Row(Layout.Anchor(Address(bucket, folder), folder[prefix.Length..]), "", "")
            )
            .Concat(
                page.Objects.Select(item =>
                    Row(
                        Layout.Text(item.Key[prefix.Length..]),
                        item.Size.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
                        item.Modified.UtcDateTime.ToString(
                            "yyyy-MM-dd HH:mm:ss",
                            System.Globalization.CultureInfo.InvariantCulture
                        )
                    )
                )
            )
            .ToList();
        return Layout.Page(
            name,
            "Objects",
            scope,
            Markup.Of(
                $"""
                <p class="path">{Layout.Anchor("/objects", "all buckets")} / {Crumbs(bucket, prefix)}</p>
                {(
                    rows.Count == 0
                        ? Layout.Empty("Nothing lies here.")
                        : Layout.Table(["Name", "Bytes", "Modified"], rows, $"Objects in {name}/{prefix}")
                )}
                {(
                    page.Next is { } next
                        ? Layout.Anchor($"{Address(bucket, prefix)}&after={Uri.EscapeDataString(next)}", "Next page")
                        : Markup.None
                )}
                """
            )
        );
    }

    private static IReadOnlyList<Markup> Row(Markup name, string size, string modified) =>
        [name, Markup.Of($"<span class=\"number\">{size}</span>"), Layout.Text(modified)];

    private static Markup Crumbs(Bucket bucket, string prefix)
    {
        var parts = prefix.Split('/');
        return Markup.Join(
            parts[..^1]
                .Select(
                    (part, index) =>
                        Markup.Of(
                            $"{Layout.Anchor(Address(bucket, string.Join('/', parts[..(index + 1)]) + "/"), part)} / "
                        )
                )
                .Prepend(Markup.Of($"{Layout.Anchor(Address(bucket, ""), bucket.Name)} / "))
        );
    }

    private static string Address(Bucket bucket, string prefix) =>
        $"/objects/{Uri.EscapeDataString(bucket.Name)}?prefix={Uri.EscapeDataString(prefix)}";
}
