using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>Spark's implicit conversions (ANSI off): which common type two or more expressions take.</summary>
internal static class Coercion
{
    private static readonly SparkType[] Precedence =
    [
        SparkType.Byte,
        SparkType.Short,
        SparkType.Int,
        SparkType.Long,
        SparkType.Float,
        SparkType.Double,
    ];

    /// <summary>The narrowest type both widen to without text; null if there is none.</summary>
    public static SparkType? Tightest(SparkType a, SparkType b)
    {
        if (a.Same(b))
        {
            return a;
        }

        if (a == SparkType.Void)
        {
            return b;
        }

        if (b == SparkType.Void)
        {
            return a;
        }

        if (a.IsNumeric && b.IsNumeric)
        {
            return Numeric(a, b);
        }

        return (a, b) switch
        {
            _ when a == SparkType.Date && b.IsInstant => b,
            _ when b == SparkType.Date && a.IsInstant => a,
            _ when a.IsInstant && b.IsInstant => SparkType.Timestamp,
            (DayTimeType x, DayTimeType y) => new DayTimeType(Math.Min(x.Start, y.Start), Math.Max(x.End, y.End)),
            (YearMonthType x, YearMonthType y) => new YearMonthType(Math.Min(x.Start, y.Start), Math.Max(x.End, y.End)),
            _ => null,
        };
    }

    private static SparkType Numeric(SparkType a, SparkType b)
    {
        if (a is DecimalType || b is DecimalType)
        {
            return a.IsFraction || b.IsFraction ? SparkType.Double : Wider(DecimalType.For(a), DecimalType.For(b));
        }

        return Array.IndexOf(Precedence, a) > Array.IndexOf(Precedence, b) ? a : b;
    }

    public static DecimalType Wider(DecimalType a, DecimalType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return DecimalType.Bounded(Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale, scale);
    }

    /// <summary>The type of a CASE, COALESCE, IN, UNION column …: text wins over other atomic types.</summary>
    public static SparkType? Common(SparkType a, SparkType b)
    {
        if (Tightest(a, b) is { } tight)
        {
            return tight;
        }

        if (a == SparkType.String && Promotes(b))
        {
            return a;
        }

        if (b == SparkType.String && Promotes(a))
        {
            return b;
        }

        return (a, b) switch
        {
            (ArrayType x, ArrayType y) => Common(x.Element, y.Element) is { } element ? new ArrayType(element) : null,
            (MapType x, MapType y) => Common(x.Key, y.Key) is { } key && Common(x.Value, y.Value) is { } value
                ? new MapType(key, value)
                : null,
            (StructType x, StructType y) => CommonStruct(x, y),
            _ => null,
        };
    }

    private static StructType? CommonStruct(StructType a, StructType b)
    {
        if (a.Fields.Count != b.Fields.Count)
        {
            return null;
        }

        var fields = new List<StructField>();
        foreach (var (x, y) in a.Fields.Zip(b.Fields))
        {
            if (
                !string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase)
                || Common(x.Type, y.Type) is not { } type
            )
            {
                return null;
            }

            fields.Add(new StructField(x.Name, type, x.Nullable || y.Nullable));
        }

        return new StructType(fields);
    }

    private static bool Promotes(SparkType type) =>
        type.IsAtomic && type != SparkType.Binary && type != SparkType.Boolean;

    /// <summary>The type in which two sides are compared: text yields to what it is compared with.</summary>
    public static SparkType? Comparison(SparkType a, SparkType b)
    {
        if (a == SparkType.String && b != SparkType.String && b.IsAtomic && b != SparkType.Binary)
        {
            return b is DecimalType ? SparkType.Double : b;
        }

        if (b == SparkType.String && a != SparkType.String && a.IsAtomic && a != SparkType.Binary)
        {
            return a is DecimalType ? SparkType.Double : a;
        }

        if (a == SparkType.Boolean && b.IsNumeric)
        {
            return b;
        }

        if (b == SparkType.Boolean && a.IsNumeric)
        {
            return a;
        }

        return Common(a, b);
    }

    public static SparkType? Common(IEnumerable<SparkType> types)
    {
        // Text first: Spark looks for a text among the types before it folds them, so that the order does not matter.
        SparkType? result = null;
        foreach (var type in types.OrderBy(type => type == SparkType.String ? 0 : 1))
        {
            result = result is null ? type : Common(result, type);
            if (result is null)
            {
                return null;
            }
        }

        return result;
    }

    /// <summary>Whether Spark passes one type where a function wants another.</summary>
    public static bool Accepts(SparkType wanted, SparkType given)
    {
        if (wanted.Same(given) || given == SparkType.Void)
        {
            return true;
        }

        if (wanted == SparkType.String)
        {
            return given.IsAtomic;
        }

        if (given == SparkType.String)
        {
            return wanted.IsNumeric || wanted == SparkType.Date || wanted.IsInstant || wanted == SparkType.Binary;
        }

        if (wanted.IsNumeric && given.IsNumeric)
        {
            return true;
        }

        return (wanted == SparkType.Date && given.IsInstant)
            || (wanted.IsInstant && (given == SparkType.Date || given.IsInstant));
    }
}
