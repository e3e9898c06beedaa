namespace CustomerLake.Local.Engine.Values;

/// <summary>Why a text is no JSON, in the words of Go's decoder for the common cases.</summary>
internal static class JsonFault
{
    private static readonly string[] Literals = ["null", "true", "false"];

    public static string Describe(string text)
    {
        var trimmed = text.TrimStart();
        if (trimmed.Length == 0)
        {
            return "unexpected end of JSON input";
        }

        foreach (var literal in Literals.Where(literal => literal[0] == trimmed[0]))
        {
            for (var i = 1; i < literal.Length; i++)
            {
                if (i >= trimmed.Length)
                {
                    return "unexpected end of JSON input";
                }

                if (trimmed[i] != literal[i])
                {
                    return $"invalid character '{trimmed[i]}' in literal {literal} (expecting '{literal[i]}')";
                }
            }
        }

        return "{[\"-0123456789".Contains(trimmed[0], StringComparison.Ordinal)
            ? "unexpected end of JSON input"
            : $"invalid character '{trimmed[0]}' looking for beginning of value";
    }
}
