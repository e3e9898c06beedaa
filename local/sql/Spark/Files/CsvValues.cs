using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>Fields of CSV as typed values, and the types that Spark infers of them.</summary>
internal sealed partial class CsvValues(CsvOptions options)
{
    [GeneratedRegex(@"^\s*\d{1,9}-\d{1,9}-\d{1,9}")]
    private static partial Regex LooseDate();

    /// <summary>The field in the form the engine casts from; null for NULL. False if it does not fit the type.</summary>
    public bool TryConvert(string? field, SparkType type, out string? value)
    {
        value = null;
        if (field is null || field == options.NullValue)
        {
            return true;
        }

        value = type == SparkType.String ? field : Convert(field, type);
        return value is not null;
    }

    private string? Convert(string field, SparkType type)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (type.IsIntegral)
        {
            return
                long.TryParse(field, NumberStyles.AllowLeadingSign, invariant, out var whole)
                && whole >= Least(type)
                && whole <= ~Least(type)
                ? whole.ToString(invariant)
                : null;
        }

        if (type.IsFraction)
        {
            return Real(field)?.ToString("R", invariant);
        }

        return type switch
        {
            DecimalType wide => NumberValues.ToDecimal(
                field.Replace(",", "", StringComparison.Ordinal),
                wide.Precision,
                wide.Scale
            ),
            _ when type == SparkType.Boolean => field.ToLowerInvariant() is "true" or "false"
                ? field.ToLowerInvariant()
                : null,
            _ when type == SparkType.Date => Date(field)?.ToString(invariant),
            _ when type.IsInstant => Instant(field, type)?.ToString(invariant),
            _ when type == SparkType.Binary => System.Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(field)),
            _ => null,
        };
    }

    private static long Least(SparkType type) =>
        type == SparkType.Long ? long.MinValue
        : type == SparkType.Int ? int.MinValue
        : type == SparkType.Short ? short.MinValue
        : sbyte.MinValue;

    private double? Real(string field) =>
        field == options.NanValue ? double.NaN
        : field == options.PositiveInf ? double.PositiveInfinity
        : field == options.NegativeInf ? double.NegativeInfinity
        : NumberValues.ToDouble(field);

    private int? Date(string field)
    {
        if (options.DateFormat is { } format)
        {
            var pattern = DatePattern.Of(format);
            if (pattern.Parse(field, "UTC", quiet: true) is { } micros)
            {
                return (int)DateValues.FloorDiv(micros, DateValues.MicrosPerDay);
            }

            return options.RefusesOldTimes && pattern.IsReadLeniently(field) ? throw Upgrade(field) : null;
        }

        if (DateValues.ParseDate(field) is { } days)
        {
            return days;
        }

        return options.RefusesOldTimes && LooseDate().IsMatch(field) ? throw Upgrade(field) : null;
    }

    private static SparkException Upgrade(string field) =>
        SparkException.Job(
            "INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER",
            $"You may get a different result due to the upgrading to Spark >= 3.0: Fail to parse '{field}' in the new parser.",
            "java.time.DateTimeException"
        );

    private long? Instant(string field, SparkType type)
    {
        var zone = type == SparkType.TimestampNtz ? "UTC" : options.Zone;
        return options.TimestampFormat is { } format
            ? DatePattern.Of(format).Parse(field, zone, quiet: true)
            : DateValues.ParseTimestamp(field, zone, type == SparkType.TimestampNtz);
    }

    /// <summary>The type that holds both what was seen before and this field.</summary>
    public SparkType Infer(SparkType before, string? field)
    {
        if (field is null || field == options.NullValue || field.Length == 0)
        {
            return before;
        }

        return Merge(before, Of(field));
    }

    private SparkType Of(string field)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (int.TryParse(field, NumberStyles.AllowLeadingSign, invariant, out _))
        {
            return SparkType.Int;
        }

        if (long.TryParse(field, NumberStyles.AllowLeadingSign, invariant, out _))
        {
            return SparkType.Long;
        }

        if (
            BigDecimal.Parse(field) is { Scale: <= 0, Digits: <= DecimalType.MaxPrecision } huge
            && !field.Contains('.', StringComparison.Ordinal)
            && !field.Contains('e', StringComparison.OrdinalIgnoreCase)
        )
        {
            return new DecimalType(Math.Max(1, huge.Digits), 0);
        }

        if (Real(field) is not null && !IsWord(field))
        {
            return SparkType.Double;
        }

        if (
            options.PrefersDate
            && DatePattern.Of(options.DateFormat ?? "yyyy-MM-dd").Parse(field, "UTC", quiet: true) is not null
        )
        {
            return SparkType.Date;
        }

        if (Instant(field, SparkType.Timestamp) is not null)
        {
            return SparkType.Timestamp;
        }

        return field.ToLowerInvariant() is "true" or "false" ? SparkType.Boolean : SparkType.String;
    }

    private bool IsWord(string field) =>
        field != options.NanValue
        && field != options.PositiveInf
        && field != options.NegativeInf
        && !field.AsSpan().ContainsAnyInRange('0', '9');

    private static SparkType Merge(SparkType a, SparkType b)
    {
        if (a == SparkType.Void || a.Same(b))
        {
            return b;
        }

        if (a.IsNumeric && b.IsNumeric)
        {
            return a == SparkType.Double || b == SparkType.Double ? SparkType.Double
                : a is DecimalType || b is DecimalType ? Bind.Coercion.Wider(DecimalType.For(a), DecimalType.For(b))
                : a == SparkType.Long || b == SparkType.Long ? SparkType.Long
                : SparkType.Int;
        }

        var isMoment =
            (a == SparkType.Date || a == SparkType.Timestamp) && (b == SparkType.Date || b == SparkType.Timestamp);
        return isMoment ? SparkType.Timestamp : SparkType.String;
    }
}
