using System.Globalization;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Reads what follows INTERVAL: <c>1 day 2 hours</c>, <c>'1-2' year to month</c>, <c>'2 weeks'</c>.</summary>
internal static class IntervalParser
{
    private const long Second = 1_000_000;

    private static readonly Dictionary<string, (long Micros, int Months, int Rank)> Units = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["year"] = (0, 12, 0),
        ["month"] = (0, 1, 1),
        ["week"] = (7 * 86400 * Second, 0, 0),
        ["day"] = (86400 * Second, 0, 0),
        ["hour"] = (3600 * Second, 0, 1),
        ["minute"] = (60 * Second, 0, 2),
        ["second"] = (Second, 0, 3),
        ["millisecond"] = (1000, 0, 3),
        ["microsecond"] = (1, 0, 3),
    };

    public static LiteralNode? TryRead(TokenReader tokens)
    {
        if (tokens.Current.Kind == TokenKind.Text)
        {
            var text = tokens.Advance().Text;
            if (Unit(tokens) is not { } unit)
            {
                return ReadText(text);
            }

            if (tokens.Accept("to") && Unit(tokens) is { } end)
            {
                return Range(text, unit, end);
            }

            if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var single))
            {
                return More(tokens, [(single, unit)]);
            }

            return null;
        }

        return More(tokens, []);
    }

    private static LiteralNode? More(TokenReader tokens, List<(decimal, string)> parts)
    {
        while (true)
        {
            var mark = tokens.Mark;
            var sign = tokens.Accept("-") ? -1 : 1;
            var token = tokens.Current;
            if (
                token.Kind is TokenKind.Number or TokenKind.Text
                && decimal.TryParse(token.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            )
            {
                tokens.Advance();
                if (Unit(tokens) is { } unit)
                {
                    parts.Add((sign * amount, unit));
                    continue;
                }
            }

            tokens.Reset(mark);
            return parts.Count == 0 ? null : Build(parts);
        }
    }

    private static string? Unit(TokenReader tokens)
    {
        if (tokens.Current.Kind != TokenKind.Word || Singular(tokens.Current.Text) is not { } unit)
        {
            return null;
        }

        tokens.Advance();
        return unit;
    }

    private static string? Singular(string word)
    {
        var lower = word.ToLowerInvariant();
        return Units.ContainsKey(lower) ? lower
            : lower.EndsWith('s') && Units.ContainsKey(lower[..^1]) ? lower[..^1]
            : null;
    }

    /// <summary>An interval written as text: <c>10 minutes</c>, <c>interval 1 day</c>. Null when it is none.</summary>
    public static LiteralNode? ReadText(string text)
    {
        var tokens = new TokenReader(text);
        tokens.Accept("interval");
        var literal = tokens.AtEnd ? null : More(tokens, []);
        return tokens.AtEnd ? literal : null;
    }

    private static LiteralNode Build(List<(decimal Amount, string Unit)> parts)
    {
        var months = parts.Sum(part => part.Amount * Units[part.Unit].Months);
        var micros = parts.Sum(part => part.Amount * Units[part.Unit].Micros);
        var isMonths = parts.All(part => Units[part.Unit].Months != 0);
        var isTime = parts.All(part => Units[part.Unit].Months == 0);
        var ranks = parts.Select(part => Units[part.Unit].Rank).ToList();
        if (isMonths)
        {
            return new LiteralNode((long)months, new YearMonthType(ranks.Min(), ranks.Max()));
        }

        if (isTime)
        {
            return new LiteralNode((long)micros, new DayTimeType(ranks.Min(), ranks.Max()));
        }

        throw SparkException.Parse(
            "_LEGACY_ERROR_TEMP_0029",
            "Cannot mix year-month and day-time fields in an interval."
        );
    }

    private static LiteralNode? Range(string text, string from, string to)
    {
        var negative = text.StartsWith('-');
        var numbers = text.TrimStart('-', '+').Split(' ', '-', ':');
        var units = from is "year" or "month" ? YearMonthType.Units : DayTimeType.Units;
        var start = Array.IndexOf(units, from);
        var end = Array.IndexOf(units, to);
        if (start < 0 || end < start || numbers.Length != end - start + 1)
        {
            throw SparkException.Parse(
                "INVALID_INTERVAL_FORMAT",
                $"Interval string does not match {from} to {to}: {text}."
            );
        }

        var parts = new List<(decimal, string)>();
        for (var i = 0; i < numbers.Length; i++)
        {
            var amount = decimal.Parse(numbers[i], NumberStyles.Number, CultureInfo.InvariantCulture);
            parts.Add((negative ? -amount : amount, units[start + i]));
        }

        return Build(parts);
    }
}
