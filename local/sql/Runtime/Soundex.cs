namespace CustomerLake.Local.Sql.Runtime;

/// <summary>American Soundex: equal codes across H and W count once, across vowels twice.</summary>
internal static class Soundex
{
    private const string Codes = "01230120022455012623010202";

    /// <summary>The code of a word of ASCII letters; nothing for none.</summary>
    public static string Of(IEnumerable<char> letters)
    {
        var code = "";
        var last = '0';
        foreach (var letter in letters.Select(char.ToUpperInvariant))
        {
            var digit = Codes[letter - 'A'];
            if (code.Length == 0)
            {
                code = letter.ToString();
            }
            else if (digit != '0' && digit != last && code.Length < 4)
            {
                code += digit;
            }

            if (letter is not ('H' or 'W') || code.Length == 1)
            {
                last = digit;
            }
        }

        return code.Length == 0 ? "" : code.PadRight(4, '0');
    }
}
