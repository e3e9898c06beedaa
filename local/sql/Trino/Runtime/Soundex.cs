using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>American Soundex: equal codes across H and W count once, across vowels twice.</summary>
internal static class Soundex
{
    private const string Codes = "01230120022455012623010202";

    public static string Of(string text)
    {
        var letters = text.ToUpperInvariant().Where(char.IsLetter).ToArray();
        if (letters.Length == 0)
        {
            return "";
        }

        if (letters.Any(letter => !char.IsAsciiLetterUpper(letter)))
        {
            throw RuntimeFailure.Argument(
                $"The character is not mapped: {letters.First(letter => !char.IsAsciiLetterUpper(letter))}"
            );
        }

        var code = letters[0].ToString();
        var last = Codes[letters[0] - 'A'];
        foreach (var letter in letters.Skip(1))
        {
            var digit = Codes[letter - 'A'];
            if (digit != '0' && digit != last)
            {
                code += digit;
            }

            if (letter is not ('H' or 'W'))
            {
                last = digit;
            }
        }

        return code.PadRight(4, '0')[..4];
    }
}
