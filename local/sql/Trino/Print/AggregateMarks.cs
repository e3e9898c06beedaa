namespace CustomerLake.Local.Sql.Trino.Print;

/// <summary>
/// Where DISTINCT, ORDER BY, FILTER and OVER go in an aggregate's template. A template that is one call
/// (<c>sum({0})</c>) gets them by itself; one with something around the call says where: <c>«</c> after the opening
/// parenthesis, <c>»</c> instead of the closing one (<c>CAST(sum(«{0}») AS BIGINT)</c> is written <c>CAST(sum(«{0}» AS BIGINT)</c>).
/// </summary>
internal static class AggregateMarks
{
    /// <summary>What the marks become before arguments are filled in, so that no text of a user's is taken for one.</summary>
    public const string Open = "\uE000";
    public const string Close = "\uE001";

    public static string Protect(string template) =>
        template.Replace("«", Open, StringComparison.Ordinal).Replace("»", Close, StringComparison.Ordinal);

    public static string Apply(string text, string distinct, string inside, string filter, string over)
    {
        if (text.Contains(Open, StringComparison.Ordinal))
        {
            return text.Replace(Open, distinct, StringComparison.Ordinal)
                .Replace(Close, $"{inside}){filter}{over}", StringComparison.Ordinal);
        }

        var open = text.IndexOf('(', StringComparison.Ordinal);
        return $"{text[..(open + 1)]}{distinct}{text[(open + 1)..^1]}{inside}){filter}{over}";
    }
}
