using CustomerLake.Local.Sql.Print;

namespace CustomerLake.Local.Sql.Spark.Types;

/// <summary>A Spark SQL data type. Nullability of elements and fields is carried but never part of sameness.</summary>
internal abstract record SparkType
{
    public static readonly AtomicType Void = new("void", "void", "INTEGER");
    public static readonly AtomicType Boolean = new("boolean", "boolean", "BOOLEAN");
    public static readonly AtomicType Byte = new("tinyint", "byte", "TINYINT");
    public static readonly AtomicType Short = new("smallint", "short", "SMALLINT");
    public static readonly AtomicType Int = new("int", "integer", "INTEGER");
    public static readonly AtomicType Long = new("bigint", "long", "BIGINT");
    public static readonly AtomicType Float = new("float", "float", "FLOAT");
    public static readonly AtomicType Double = new("double", "double", "DOUBLE");
    public static readonly AtomicType String = new("string", "string", "VARCHAR");
    public static readonly AtomicType Binary = new("binary", "binary", "BLOB");
    public static readonly AtomicType Date = new("date", "date", "DATE");
    public static readonly AtomicType Timestamp = new("timestamp", "timestamp", "TIMESTAMP");
    public static readonly AtomicType TimestampNtz = new("timestamp_ntz", "timestamp_ntz", "TIMESTAMP");
    public static readonly AtomicType CalendarInterval = new("interval", "interval", "INTERVAL");

    /// <summary>The type as <c>typeof</c>, DDL and error messages write it: <c>array&lt;int&gt;</c>.</summary>
    public abstract string Simple { get; }

    /// <summary>The type as DuckDB writes it.</summary>
    public abstract string DuckDb { get; }

    /// <summary>The type as error messages quote it: <c>ARRAY&lt;INT&gt;</c>.</summary>
    public virtual string Sql => Simple.ToUpperInvariant();

    public bool Same(SparkType other) => string.Equals(Simple, other.Simple, StringComparison.Ordinal);

    public bool IsIntegral => this == Byte || this == Short || this == Int || this == Long;

    public bool IsFraction => this == Float || this == Double;

    public bool IsNumeric => IsIntegral || IsFraction || this is DecimalType;

    public bool IsInstant => this == Timestamp || this == TimestampNtz;

    public bool IsInterval => this is DayTimeType or YearMonthType || this == CalendarInterval;

    public bool IsAtomic => this is AtomicType or DecimalType or DayTimeType or YearMonthType && this != Void;

    /// <summary>True unless a map is inside: Spark can neither sort, group nor compare maps.</summary>
    public bool IsOrderable =>
        this switch
        {
            MapType => false,
            ArrayType array => array.Element.IsOrderable,
            StructType row => row.Fields.All(f => f.Type.IsOrderable),
            _ => this != CalendarInterval,
        };
}

internal sealed record AtomicType(string Name, string JsonName, string Engine) : SparkType
{
    public override string Simple => Name;
    public override string DuckDb => Engine;
}

internal sealed record DecimalType(int Precision, int Scale) : SparkType
{
    public const int MaxPrecision = 38;
    public override string Simple => $"decimal({Precision},{Scale})";
    public override string DuckDb => $"DECIMAL({Precision},{Scale})";

    /// <summary>Spark's rule for results too wide: keep integral digits, and at least six of scale.</summary>
    public static DecimalType Adjusted(int precision, int scale)
    {
        if (precision <= MaxPrecision)
        {
            return new DecimalType(precision, scale);
        }

        var integral = precision - scale;
        return new DecimalType(MaxPrecision, Math.Max(MaxPrecision - integral, Math.Min(scale, 6)));
    }

    public static DecimalType Bounded(int precision, int scale) =>
        new(Math.Min(precision, MaxPrecision), Math.Min(scale, MaxPrecision));

    /// <summary>The decimal that holds every value of a numeric type.</summary>
    public static DecimalType For(SparkType type) =>
        type switch
        {
            DecimalType same => same,
            _ when type == Byte => new DecimalType(3, 0),
            _ when type == Short => new DecimalType(5, 0),
            _ when type == Int => new DecimalType(10, 0),
            _ when type == Long => new DecimalType(20, 0),
            _ when type == Float => new DecimalType(14, 7),
            _ => new DecimalType(30, 15),
        };
}

internal sealed record ArrayType(SparkType Element, bool ContainsNull = true) : SparkType
{
    public override string Simple => $"array<{Element.Simple}>";
    public override string DuckDb => Element.DuckDb + "[]";
    public override string Sql => $"ARRAY<{Element.Sql}>";
}

internal sealed record MapType(SparkType Key, SparkType Value, bool ContainsNull = true) : SparkType
{
    public override string Simple => $"map<{Key.Simple},{Value.Simple}>";
    public override string DuckDb => $"MAP({Key.DuckDb}, {Value.DuckDb})";
    public override string Sql => $"MAP<{Key.Sql}, {Value.Sql}>";
}

internal sealed record StructField(string Name, SparkType Type, bool Nullable = true);

internal sealed record StructType(IReadOnlyList<StructField> Fields) : SparkType
{
    public override string Simple => $"struct<{string.Join(",", Fields.Select(f => $"{f.Name}:{f.Type.Simple}"))}>";

    // DuckDB has no empty struct: an unnamed field stands for it and is never read.
    public override string DuckDb =>
        Fields.Count == 0
            ? "STRUCT(\"_\" INTEGER)"
            : $"STRUCT({string.Join(", ", Fields.Select(f => $"{DuckSql.Identifier(f.Name)} {f.Type.DuckDb}"))})";

    public override string Sql => $"STRUCT<{string.Join(", ", Fields.Select(f => $"{f.Name}: {f.Type.Sql}"))}>";

    public int IndexOf(string name)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (string.Equals(Fields[i].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>An ANSI interval of days to seconds, kept as microseconds in a BIGINT.</summary>
internal sealed record DayTimeType(int Start, int End) : SparkType
{
    public static readonly string[] Units = ["day", "hour", "minute", "second"];
    public override string Simple =>
        Start == End ? $"interval {Units[Start]}" : $"interval {Units[Start]} to {Units[End]}";
    public override string DuckDb => "BIGINT";
}

/// <summary>An ANSI interval of years and months, kept as months in an INTEGER.</summary>
internal sealed record YearMonthType(int Start, int End) : SparkType
{
    public static readonly string[] Units = ["year", "month"];
    public override string Simple =>
        Start == End ? $"interval {Units[Start]}" : $"interval {Units[Start]} to {Units[End]}";
    public override string DuckDb => "INTEGER";
}
