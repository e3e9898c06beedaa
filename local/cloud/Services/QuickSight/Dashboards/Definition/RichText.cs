using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.QuickSight.Dashboards.Definition;

/// <summary>The words of a rich text; its markup is never passed on.</summary>
internal static partial class RichText
{
    public static string Plain(string rich) => System.Net.WebUtility.HtmlDecode(Markup().Replace(rich, "")).Trim();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Markup();
}
