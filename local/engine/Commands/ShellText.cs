using System.Text;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>A word as a shell reads it back: single special letters escaped, the whole quoted where there are blanks.</summary>
internal static class ShellText
{
    private const string Special = "\\'\"`${[|&;<>()*?!";

    public static string Quote(string word)
    {
        if (word.Length == 0)
        {
            return "''";
        }

        return word.AsSpan().ContainsAny(" \t\n") ? Quoted(word) : Escaped(word);
    }

    private static string Escaped(string word)
    {
        var text = new StringBuilder();
        foreach (var (at, letter) in word.Index())
        {
            var isSpecial = Special.Contains(letter, StringComparison.Ordinal) || (at == 0 && letter == '~');
            text.Append(isSpecial ? "\\" : "").Append(letter);
        }

        return text.ToString();
    }

    private static string Quoted(string word) =>
        string.Join("\\'", word.Split('\'').Select(part => part.Length == 0 ? "" : $"'{part}'"));
}
