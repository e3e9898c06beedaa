namespace CustomerLake.Local.Engine.Display;

/// <summary>Two texts compared line by line: what is the same shows only near what is not.</summary>
internal static class LineDiff
{
    private const int Context = 2;
    private const int Largest = 2_000;

    /// <summary>A sign and a line each: <c>-</c> gone, <c>+</c> new, a blank for the same.</summary>
    public static IEnumerable<(char Sign, string Line)> Between(string[] old, string[] wanted)
    {
        var lines = All(old, wanted);
        for (var at = 0; at < lines.Count; )
        {
            var end = at;
            while (end < lines.Count && lines[end].Sign == ' ')
            {
                end++;
            }

            if (end == at)
            {
                yield return lines[at++];
                continue;
            }

            foreach (var line in Shortened(lines[at..end], isFirst: at == 0, isLast: end == lines.Count))
            {
                yield return line;
            }

            at = end;
        }
    }

    private static IEnumerable<(char Sign, string Line)> Shortened(
        List<(char Sign, string Line)> same,
        bool isFirst,
        bool isLast
    )
    {
        var (before, after) = (isFirst ? 0 : Context, isLast ? 0 : Context);
        return same.Count <= before + after + 1
            ? same
            : [.. same[..before], (' ', "..."), .. same[(same.Count - after)..]];
    }

    private static List<(char Sign, string Line)> All(string[] old, string[] wanted)
    {
        if ((long)old.Length * wanted.Length > (long)Largest * Largest)
        {
            return [.. old.Select(line => ('-', line)), .. wanted.Select(line => ('+', line))];
        }

        // How many lines from here on are common.
        var common = new int[old.Length + 1, wanted.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = wanted.Length - 1; j >= 0; j--)
            {
                common[i, j] =
                    old[i] == wanted[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<(char, string)>();
        var (left, right) = (0, 0);
        while (left < old.Length || right < wanted.Length)
        {
            if (left < old.Length && right < wanted.Length && old[left] == wanted[right])
            {
                lines.Add((' ', old[left++]));
                right++;
            }
            else if (
                right == wanted.Length
                || (left < old.Length && common[left + 1, right] >= common[left, right + 1])
            )
            {
                lines.Add(('-', old[left++]));
            }
            else
            {
                lines.Add(('+', wanted[right++]));
            }
        }

        return lines;
    }
}
