using System.Globalization;
using System.Text;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>String functions that DuckDB lacks or has otherwise. Characters are code points.</summary>
internal static class StringRuntime
{
    public static readonly RuntimeFunction[] Functions =
    [
        RuntimeFunction.Of("lake_trim", (string text) => text.Trim()),
        RuntimeFunction.Of("lake_ltrim", (string text) => text.TrimStart()),
        RuntimeFunction.Of("lake_rtrim", (string text) => text.TrimEnd()),
        RuntimeFunction.Of("lake_reverse", (string text) => Reverse(text)),
        RuntimeFunction.Of("lake_replace", (string text, string from, string to) => Replace(text, from, to)),
        RuntimeFunction.Of("lake_strpos", (string text, string part, long instance) => Position(text, part, instance)),
        RuntimeFunction.Of("lake_split", (string text, string delimiter, long limit) => Split(text, delimiter, limit)),
        RuntimeFunction.Of(
            "lake_split_part",
            (string text, string delimiter, long index) => SplitPart(text, delimiter, index)
        ),
        RuntimeFunction.Of(
            "lake_split_keys",
            (string text, string entry, string pair, bool unique) =>
                Entries(text, entry, pair, unique).ConvertAll(e => e.Key)
        ),
        RuntimeFunction.Of(
            "lake_split_values",
            (string text, string entry, string pair) => Entries(text, entry, pair, false).ConvertAll(e => e.Value)
        ),
        RuntimeFunction.Of("lake_levenshtein", (string left, string right) => (long)Levenshtein.Distance(left, right)),
        RuntimeFunction.Of("lake_hamming", (string left, string right) => Hamming(left, right)),
        RuntimeFunction.Of("lake_soundex", (string text) => SoundexCode(text)),
        RuntimeFunction.Of("lake_chr", (long code) => Chr(code)),
        RuntimeFunction.Of(
            "lake_luhn",
            (string digits) =>
                Luhn.IsValid(digits) ?? throw RuntimeFailure.Argument("Input contains non-digit characters")
        ),
        RuntimeFunction.Of("lake_like", (string text, string pattern, string escape) => Like(text, pattern, escape)),
        RuntimeFunction.Of("lake_word_stem", (string word) => PorterStemmer.Stem(word)),
        RuntimeFunction.Of("lake_combinations", (long length, long size) => Combinations((int)length, (int)size)),
    ];

    private static string Reverse(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        Array.Reverse(runes);
        return string.Concat(runes.Select(rune => rune.ToString()));
    }

    /// <summary>An empty search text is found around every character.</summary>
    private static string Replace(string text, string from, string to)
    {
        if (from.Length > 0)
        {
            return text.Replace(from, to, StringComparison.Ordinal);
        }

        var result = new StringBuilder(to);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString()).Append(to);
        }

        return result.ToString();
    }

    /// <summary>The place of the n-th occurrence, from the end for a negative n; 0 for none.</summary>
    private static long Position(string text, string part, long instance)
    {
        if (instance == 0)
        {
            throw RuntimeFailure.Argument("'instance' must be a positive or negative number.");
        }

        var at = instance > 0 ? -1 : text.Length;
        for (var i = 0; i < Math.Abs(instance); i++)
        {
            at =
                instance > 0
                    ? at + 1 <= text.Length
                        ? text.IndexOf(part, at + 1, StringComparison.Ordinal)
                        : -1
                    : at > 0
                        ? text.LastIndexOf(part, at - 1, StringComparison.Ordinal)
                        : -1;
            if (at < 0)
            {
                return 0;
            }
        }

        return text[..at].EnumerateRunes().Count() + 1;
    }

    private static List<string> Split(string text, string delimiter, long limit)
    {
        if (limit <= 0)
        {
            throw RuntimeFailure.Argument("Limit must be positive");
        }

        return delimiter.Length > 0
            ? [.. text.Split(delimiter, (int)Math.Min(limit, int.MaxValue))]
            : throw RuntimeFailure.Argument("The delimiter may not be the empty string");
    }

    private static string? SplitPart(string text, string delimiter, long index)
    {
        if (index <= 0)
        {
            throw RuntimeFailure.Argument("Index must be greater than zero");
        }

        var parts =
            delimiter.Length > 0 ? text.Split(delimiter) : [.. text.EnumerateRunes().Select(rune => rune.ToString())];
        return index <= parts.Length ? parts[index - 1] : null;
    }

    private static List<KeyValuePair<string, string>> Entries(
        string text,
        string entryDelimiter,
        string pairDelimiter,
        bool unique
    )
    {
        if (entryDelimiter.Length == 0 || pairDelimiter.Length == 0)
        {
            throw RuntimeFailure.Argument(
                $"{(entryDelimiter.Length == 0 ? "entryDelimiter" : "keyValueDelimiter")} is empty"
            );
        }

        var entries = new List<KeyValuePair<string, string>>();
        foreach (var entry in text.Split(entryDelimiter).Where(entry => entry.Length > 0))
        {
            var parts = entry.Split(pairDelimiter);
            if (parts.Length != 2)
            {
                throw RuntimeFailure.Argument(
                    $"Key-value delimiter must appear exactly once in each entry. Bad input: '{entry}'"
                );
            }

            if (unique && entries.Any(other => other.Key == parts[0]))
            {
                throw RuntimeFailure.Argument($"Duplicate keys ({parts[0]}) are not allowed");
            }

            entries.Add(KeyValuePair.Create(parts[0], parts[1]));
        }

        return entries;
    }

    private static string SoundexCode(string text)
    {
        var bad = text.FirstOrDefault(c => char.IsLetter(c) && !char.IsAsciiLetter(c));
        return bad == default
            ? Soundex.Of(text.Where(char.IsAsciiLetter))
            : throw RuntimeFailure.Argument($"The character is not mapped: {char.ToUpperInvariant(bad)}");
    }

    private static long Hamming(string left, string right)
    {
        var (a, b) = (left.EnumerateRunes().ToArray(), right.EnumerateRunes().ToArray());
        return a.Length == b.Length
            ? a.Zip(b).LongCount(pair => pair.First != pair.Second)
            : throw RuntimeFailure.Argument("The input strings to hamming_distance function must have the same length");
    }

    private static string Chr(long code) =>
        code is >= 0 and <= 0x10FFFF && Rune.IsValid((int)code)
            ? new Rune((int)code).ToString()
            : throw RuntimeFailure.Argument($"Not a valid Unicode code point: {code}");

    private static bool Like(string text, string pattern, string escape)
    {
        if (escape.Length != 1)
        {
            throw RuntimeFailure.Argument("Escape string must be a single character");
        }

        try
        {
            return LikeText.Matches(text, pattern, escape[0]);
        }
        catch (FormatException failure)
        {
            throw RuntimeFailure.Argument(failure.Message);
        }
    }

    /// <summary>All choices of some size from 1..length, as <c>1,2;1,3</c>; places in the order of Trino's results.</summary>
    private static string Combinations(int length, int size)
    {
        if (size is < 0 or > 5)
        {
            throw RuntimeFailure.Argument(
                size < 0
                    ? $"combination size must not be negative: {size}"
                    : $"combination size must not exceed 5: {size}"
            );
        }

        var found = new List<string>();
        var chosen = Enumerable.Range(1, size).ToArray();
        while (size <= length)
        {
            found.Add(string.Join(',', chosen.Select(i => i.ToString(CultureInfo.InvariantCulture))));
            var next = 0;
            while (next < size && chosen[next] + 1 > (next + 1 < size ? chosen[next + 1] - 1 : length))
            {
                next++;
            }

            if (next == size)
            {
                break;
            }

            chosen[next]++;
            for (var i = 0; i < next; i++)
            {
                chosen[i] = i + 1;
            }
        }

        return string.Join(';', found);
    }
}
