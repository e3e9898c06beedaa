using System.Globalization;
using CustomerLake.Local.Sql.Runtime;

namespace CustomerLake.Local.Sql.Trino.Runtime;

/// <summary>A text being read field by field, and the fields found; what is not said is that of 1970-01-01 00:00.</summary>
internal sealed class DateFields(string text)
{
    private int _at;
    private int? _weekYear;
    private int? _week;
    private int? _dayOfYear;

    public int Year { get; set; } = 1970;

    public int Month { get; set; } = 1;

    public int Day { get; set; } = 1;

    public int Hour { get; set; }

    public int? HalfDayHour { get; set; }

    public bool? IsAfternoon { get; set; }

    public int Minute { get; set; }

    public int Second { get; set; }

    public TimeSpan Fraction { get; set; }

    public string? Zone { get; set; }

    public int WeekYear
    {
        set => _weekYear = value;
    }

    public int Week
    {
        set => _week = value;
    }

    public int DayOfYear
    {
        set => _dayOfYear = value;
    }

    public bool IsAtEnd => _at >= text.Length;

    public string Rest => text[_at..];

    public RuntimeFailure Malformed() =>
        RuntimeFailure.Argument(
            _at == 0 ? $"Invalid format: \"{text}\""
            : IsAtEnd ? $"Invalid format: \"{text}\" is too short"
            : $"Invalid format: \"{text}\" is malformed at \"{Rest}\""
        );

    public void Literal(char c)
    {
        if (IsAtEnd || text[_at] != c)
        {
            throw Malformed();
        }

        _at++;
    }

    public int Number(int most, string field, int low, int high)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            throw Malformed();
        }

        var value = int.Parse(text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        return value >= low && value <= high
            ? value
            : throw RuntimeFailure.Argument($"Invalid value for {field} (valid values {low} - {high}): {value}");
    }

    /// <summary>The digits of a fraction of a second.</summary>
    public void ReadFraction(int most)
    {
        var start = _at;
        while (_at < text.Length && _at - start < most && char.IsAsciiDigit(text[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            throw Malformed();
        }

        var digits = text[start.._at].PadRight(7, '0')[..7];
        Fraction = TimeSpan.FromTicks(long.Parse(digits, CultureInfo.InvariantCulture));
    }

    /// <summary>The index of the name that comes next, longest first.</summary>
    public int Name(IReadOnlyList<string> names)
    {
        var found = names
            .Select((name, index) => (name, index))
            .Where(pair =>
                pair.name.Length > 0
                && string.Compare(text, _at, pair.name, 0, pair.name.Length, StringComparison.OrdinalIgnoreCase) == 0
            )
            .OrderByDescending(pair => pair.name.Length)
            .ToArray();
        if (found.Length == 0)
        {
            throw Malformed();
        }

        _at += found[0].name.Length;
        return found[0].index;
    }

    public void ReadZone(bool named)
    {
        var start = _at;
        while (
            _at < text.Length
            && (char.IsLetterOrDigit(text[_at]) || text[_at] is '+' or '-' or ':' || (named && text[_at] is '/' or '_'))
        )
        {
            _at++;
        }

        Zone = Zones.Normalize(text[start.._at]) ?? throw Malformed();
    }

    public DateTime ToLocal()
    {
        var hour = HalfDayHour is { } half ? (half % 12) + (IsAfternoon == true ? 12 : 0) : Hour;
        var date =
            _week is { } week ? ISOWeek.ToDateTime(_weekYear ?? Year, week, DayOfWeek.Monday)
            : _dayOfYear is { } day ? new DateTime(Year, 1, 1).AddDays(day - 1)
            : Day <= DateTime.DaysInMonth(Year, Month) ? new DateTime(Year, Month, Day)
            : throw RuntimeFailure.Argument(
                $"Cannot parse \"{text}\": Value {Day} for dayOfMonth must be in the range [1,{DateTime.DaysInMonth(Year, Month)}]"
            );
        return date.AddHours(hour).AddMinutes(Minute).AddSeconds(Second) + Fraction;
    }
}
