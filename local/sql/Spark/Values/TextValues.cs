using System.Text;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Spark's text functions where DuckDB's differ. Positions count code points.</summary>
internal static class TextValues
{
    public static string Upper(string text) =>
        text.Contains('ß', StringComparison.Ordinal) || text.Contains('ı', StringComparison.Ordinal)
            ? text.Replace("ß", "SS", StringComparison.Ordinal).Replace('ı', 'I').ToUpperInvariant()
            : text.ToUpperInvariant();

    public static string Initcap(string text)
    {
        var result = new StringBuilder(text.Length);
        var start = true;
        foreach (var c in text)
        {
            result.Append(start ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            start = c == ' ';
        }

        return result.ToString();
    }

    public static int Length(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return count;
    }

    private static bool IsSimple(string text) => !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    /// <summary>The code points from one index to another, both from zero.</summary>
    private static string Slice(string text, int from, int to)
    {
        if (IsSimple(text))
        {
            from = Math.Clamp(from, 0, text.Length);
            return text[from..Math.Clamp(to, from, text.Length)];
        }

        var runes = text.EnumerateRunes().ToList();
        from = Math.Clamp(from, 0, runes.Count);
        return string.Concat(runes.GetRange(from, Math.Clamp(to, from, runes.Count) - from));
    }

    public static string Substring(string text, int position, int length)
    {
        var size = IsSimple(text) ? text.Length : Length(text);
        long start =
            position > 0 ? position - 1
            : position < 0 ? size + (long)position
            : 0;
        var end = Math.Min(start + length, size);
        return length <= 0 || end <= 0 ? "" : Slice(text, (int)Math.Max(start, 0), (int)end);
    }

    /// <summary>Bytes of a hex text.</summary>
    public static string SubstringHex(string hex, int position, int length)
    {
        var size = hex.Length / 2;
        long start =
            position > 0 ? position - 1
            : position < 0 ? size + (long)position
            : 0;
        var end = Math.Min(start + length, size);
        start = Math.Max(start, 0);
        return length <= 0 || end <= start ? "" : hex[(int)(start * 2)..(int)(end * 2)];
    }

    public static string Pad(string text, int length, string pad, bool left)
    {
        if (length <= 0)
        {
            return "";
        }

        var size = Length(text);
        if (size >= length)
        {
            return Slice(text, 0, length);
        }

        if (pad.Length == 0)
        {
            return text;
        }

        var padSize = Length(pad);
        var needed = length - size;
        var repeated = string.Concat(Enumerable.Repeat(pad, (needed / padSize) + 1));
        var filling = Slice(repeated, 0, needed);
        return left ? filling + text : text + filling;
    }

    public static string Reverse(string text) => string.Concat(text.EnumerateRunes().Reverse());

    public static int Locate(string needle, string text, int start)
    {
        if (start < 1)
        {
            return 0;
        }

        if (needle.Length == 0)
        {
            return 1;
        }

        var offset = Slice(text, 0, start - 1).Length;
        if (start - 1 > Length(text))
        {
            return 0;
        }

        var found = text.IndexOf(needle, Math.Min(offset, text.Length), StringComparison.Ordinal);
        return found < 0 ? 0 : Length(text[..found]) + 1;
    }

    public static string Translate(string text, string from, string to)
    {
        var map = new Dictionary<Rune, Rune?>();
        var targets = to.EnumerateRunes().ToList();
        var index = 0;
        foreach (var rune in from.EnumerateRunes())
        {
            map.TryAdd(rune, index < targets.Count ? targets[index] : null);
            index++;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(map.TryGetValue(rune, out var replacement) ? replacement?.ToString() : rune.ToString());
        }

        return result.ToString();
    }

    public static string SubstringIndex(string text, string delimiter, int count)
    {
        if (delimiter.Length == 0 || count == 0)
        {
            return "";
        }

        var parts = text.Split(delimiter);
        if (parts.Length <= Math.Abs((long)count))
        {
            return text;
        }

        return string.Join(delimiter, count > 0 ? parts.Take(count) : parts.Skip(parts.Length + count));
    }

    public static string SplitPart(string text, string delimiter, int index)
    {
        if (index == 0)
        {
            throw SparkException
                .Runtime(
                    "INVALID_INDEX_OF_ZERO",
                    "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1)."
                )
                .ForEngine();
        }

        var parts = delimiter.Length == 0 ? [text] : text.Split(delimiter);
        var at = index > 0 ? index - 1 : parts.Length + index;
        return at >= 0 && at < parts.Length ? parts[at] : "";
    }

    /// <summary>A text that does not begin with a letter is its own code.</summary>
    public static string SoundexCode(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) ? Soundex.Of(text.Where(char.IsAsciiLetter)) : text;

    public static int FindInSet(string needle, string list)
    {
        if (needle.Contains(',', StringComparison.Ordinal))
        {
            return 0;
        }

        return Array.IndexOf(list.Split(','), needle) + 1;
    }

    public static string Mask(string text, string upper, string lower, string digit, string? other)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            result.Append(
                char.IsUpper(c) ? upper
                : char.IsLower(c) ? lower
                : char.IsDigit(c) ? digit
                : other ?? c.ToString()
            );
        }

        return result.ToString();
    }

    public static string? Conv(string text, int from, int to)
    {
        if (from < 2 || from > 36 || Math.Abs(to) < 2 || Math.Abs(to) > 36)
        {
            return null;
        }

        var trimmed = text.Trim();
        var negative = trimmed.StartsWith('-');
        var value = System.Numerics.BigInteger.Zero;
        foreach (var c in negative ? trimmed[1..] : trimmed)
        {
            var digit =
                char.IsAsciiDigit(c) ? c - '0'
                : char.IsAsciiLetter(c) ? char.ToLowerInvariant(c) - 'a' + 10
                : 99;
            if (digit >= from)
            {
                break;
            }

            value = (value * from) + digit;
        }

        value = System.Numerics.BigInteger.Min(value, ulong.MaxValue);
        if (negative && to > 0)
        {
            value = (System.Numerics.BigInteger.Pow(2, 64) - value) % System.Numerics.BigInteger.Pow(2, 64);
        }

        var digits = new StringBuilder();
        do
        {
            var digit = (int)(value % Math.Abs(to));
            digits.Insert(0, (char)(digit < 10 ? '0' + digit : 'A' + digit - 10));
            value /= Math.Abs(to);
        } while (value > 0);

        return (negative && to < 0 ? "-" : "") + digits;
    }

    public static string Sentences(string text)
    {
        var sentences = text.Split(['.', '!', '?'], StringSplitOptions.RemoveEmptyEntries)
            .Select(sentence => sentence.Split([' ', ',', ';', ':', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0);
        return System.Text.Json.JsonSerializer.Serialize(sentences);
    }

    public static string StrToMap(string text, string pair, string value)
    {
        var entries = RegexValues.Split(text, pair, -1).Select(part => RegexValues.Split(part, value, 2));
        var map = new Dictionary<string, string?>();
        foreach (var entry in entries)
        {
            map[entry[0]] = entry.Count > 1 ? entry[1] : null;
        }

        return System.Text.Json.JsonSerializer.Serialize(map);
    }
}
