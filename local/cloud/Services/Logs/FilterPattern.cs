using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Logs;

/// <summary>
/// A filter pattern of terms: all must occur, one of those with a question mark, none of those with a minus; a quoted
/// phrase is one term; upper and lower case differ. Patterns for JSON and for fields are refused.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"/>
/// </summary>
internal sealed class FilterPattern
{
    private readonly List<string> _all = [];
    private readonly List<string> _any = [];
    private readonly List<string> _none = [];

    private FilterPattern() { }

    public static FilterPattern Parse(string? text)
    {
        var pattern = new FilterPattern();
        var rest = (text ?? "").Trim();
        if (rest.StartsWith('{') || rest.StartsWith('['))
        {
            throw AwsException.NotEmulated(
                "The local cloud emulates filter patterns of terms only, not those of JSON ({…}) or of fields ([…])."
            );
        }

        while (rest.Length > 0)
        {
            var target = pattern._all;
            if (rest[0] is '?' or '-' && rest.Length > 1)
            {
                target = rest[0] == '?' ? pattern._any : pattern._none;
                rest = rest[1..];
            }

            (var term, rest) = Term(rest);
            target.Add(term);
            rest = rest.TrimStart();
        }

        return pattern;
    }

    public bool Matches(string message) =>
        _all.TrueForAll(term => Has(message, term))
        && (_any.Count == 0 || _all.Count > 0 || _any.Exists(term => Has(message, term)))
        && !_none.Exists(term => Has(message, term));

    private static bool Has(string message, string term) => message.Contains(term, StringComparison.Ordinal);

    private static (string Term, string Behind) Term(string text)
    {
        if (text[0] == '"')
        {
            var end = text.IndexOf('"', 1);
            return end < 0
                ? throw LogsErrors.Invalid("Invalid filter pattern: a quotation mark is not closed.")
                : (text[1..end], text[(end + 1)..]);
        }

        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0 ? (text, "") : (text[..blank], text[blank..]);
    }
}
