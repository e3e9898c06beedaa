using System.Text.RegularExpressions;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>A printed lambda taken apart, so that its body can stand in another one.</summary>
internal sealed record LambdaText(IReadOnlyList<string> Parameters, string Body)
{
    private const string Start = "lambda ";

    public static LambdaText Of(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return new LambdaText(text[Start.Length..colon].Split(", "), text[(colon + 2)..]);
    }

    /// <summary>The body with DuckDB text for each parameter. Parameters' names are unique in a statement.</summary>
    public string With(params IReadOnlyList<string> values)
    {
        var names = string.Join('|', Parameters.Select(Regex.Escape));
        return Regex.Replace(Body, $@"\b(?:{names})\b", match => values[Parameters.ToList().IndexOf(match.Value)]);
    }
}
