namespace CustomerLake.Local.Engine.Settings.Yaml;

/// <summary>The order in which Go's YAML library writes the keys of a map: numbers in names count as numbers.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        var inDigits = false;
        for (var at = 0; at < left.Length && at < right.Length; at++)
        {
            if (left[at] != right[at])
            {
                return Differing(left, right, at, inDigits);
            }

            inDigits = char.IsDigit(left[at]);
        }

        return left.Length - right.Length;
    }

    private static int Differing(string left, string right, int at, bool inDigits)
    {
        var (isLetter, isOther) = (char.IsLetter(left[at]), char.IsLetter(right[at]));
        if (isLetter && isOther)
        {
            return left[at] - right[at];
        }

        if (isLetter || isOther)
        {
            return inDigits == isLetter ? -1 : 1;
        }

        var (first, second) = (Number(left, at), Number(right, at));
        return first.Value != second.Value ? first.Value.CompareTo(second.Value)
            : first.End != second.End ? first.End - second.End
            : left[at] - right[at];
    }

    /// <summary>The number that stands there; a zero counts with the digits before it.</summary>
    private static (decimal Value, int End) Number(string text, int at)
    {
        var start = at;
        while (start > 0 && char.IsDigit(text[start - 1]))
        {
            start--;
        }

        var end = at;
        while (end < text.Length && char.IsDigit(text[end]) && end - start < 28)
        {
            end++;
        }

        return (
            end == start ? 0 : decimal.Parse(text[start..end], System.Globalization.CultureInfo.InvariantCulture),
            end
        );
    }
}
