namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>The few words that end something: Spark reserves almost none.</summary>
internal static class Words
{
    private static readonly HashSet<string> ItemEnds = new(StringComparer.OrdinalIgnoreCase)
    {
        "from",
        "where",
        "group",
        "having",
        "order",
        "sort",
        "cluster",
        "distribute",
        "limit",
        "offset",
        "union",
        "except",
        "minus",
        "intersect",
        "lateral",
        "window",
        "join",
        "inner",
        "left",
        "right",
        "full",
        "cross",
        "natural",
        "semi",
        "anti",
        "on",
        "using",
        "pivot",
        "unpivot",
        "tablesample",
        "when",
        "then",
        "else",
        "end",
        "and",
        "or",
        "not",
        "is",
        "in",
        "like",
        "between",
        "asc",
        "desc",
        "nulls",
        "as",
        "setminus",
        "for",
        "rows",
        "range",
        "ignore",
        "respect",
        "preceding",
        "following",
        "to",
        "values",
        "set",
        "rlike",
        "ilike",
        "regexp",
        "div",
        "over",
        "filter",
        "within",
        "placing",
        "escape",
    };

    private static readonly HashSet<string> WindowStarts = new(StringComparer.OrdinalIgnoreCase)
    {
        "partition",
        "distribute",
        "order",
        "sort",
        "rows",
        "range",
    };

    public static bool EndsItem(string word) => ItemEnds.Contains(word);

    public static bool StartsWindowClause(string word) => WindowStarts.Contains(word);

    public static bool StartsQuery(TokenReader tokens)
    {
        var ahead = 0;
        while (tokens.Peek(ahead).Is("("))
        {
            ahead++;
        }

        var token = tokens.Peek(ahead);
        return token.Is("select")
            || token.Is("with")
            || (token.Is("values") && tokens.Peek(ahead + 1).Kind != TokenKind.End && !tokens.Peek(ahead + 1).Is(","))
            || (token.Is("from") && ahead == 0)
            || (token.Is("table") && tokens.Peek(ahead + 1).Kind is TokenKind.Word or TokenKind.Quoted);
    }
}
