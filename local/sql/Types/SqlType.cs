using System.Text.Json.Serialization;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Sql.Types;

/// <summary>The families of types. Both dialects' types are among them; each dialect spells them its own way.</summary>
public enum SqlKind
{
    /// <summary>The type of a bare NULL (Trino <c>unknown</c>, Spark <c>void</c>).</summary>
    Unknown,
    Boolean,
    TinyInt,
    SmallInt,
    Integer,
    BigInt,

    /// <summary>32-bit floating point (Trino <c>real</c>, Spark and Hive <c>float</c>).</summary>
    Real,
    Double,
    Decimal,

    /// <summary>Text; <see cref="SqlType.Length"/> is null when unbounded (Spark <c>string</c>).</summary>
    Varchar,
    Char,
    Varbinary,
    Date,
    Time,
    TimeWithTimeZone,

    /// <summary>A local date and time (Spark <c>timestamp_ntz</c>).</summary>
    Timestamp,

    /// <summary>An instant with a zone per value (Trino).</summary>
    TimestampWithTimeZone,

    IntervalYearToMonth,
    IntervalDayToSecond,
    Json,

    /// <summary>The type of a JSON path literal.</summary>
    JsonPath,
    Uuid,
    IpAddress,
    Array,
    Map,
    Row,

    /// <summary>A lambda's: arguments in <see cref="SqlType.Elements"/>, its result last.</summary>
    Function,
}

/// <summary>A field of a row; its name is null for an anonymous one.</summary>
public sealed record SqlField(string? Name, SqlType Type);

/// <summary>A type. Compared by value; a dialect's <c>TypeNames</c> reads and spells it.</summary>
public sealed record SqlType(SqlKind Kind)
{
    public static readonly SqlType Unknown = new(SqlKind.Unknown);
    public static readonly SqlType Boolean = new(SqlKind.Boolean);
    public static readonly SqlType TinyInt = new(SqlKind.TinyInt);
    public static readonly SqlType SmallInt = new(SqlKind.SmallInt);
    public static readonly SqlType Integer = new(SqlKind.Integer);
    public static readonly SqlType BigInt = new(SqlKind.BigInt);
    public static readonly SqlType Real = new(SqlKind.Real);
    public static readonly SqlType Double = new(SqlKind.Double);
    public static readonly SqlType Varchar = new(SqlKind.Varchar);
    public static readonly SqlType Varbinary = new(SqlKind.Varbinary);
    public static readonly SqlType Date = new(SqlKind.Date);
    public static readonly SqlType IntervalYearToMonth = new(SqlKind.IntervalYearToMonth);
    public static readonly SqlType IntervalDayToSecond = new(SqlKind.IntervalDayToSecond);
    public static readonly SqlType Json = new(SqlKind.Json);
    public static readonly SqlType JsonPath = new(SqlKind.JsonPath);
    public static readonly SqlType Uuid = new(SqlKind.Uuid);
    public static readonly SqlType IpAddress = new(SqlKind.IpAddress);

    /// <summary>Digits of a decimal (1..38), or digits of a second of a time or timestamp (0..12).</summary>
    public int Precision { get; init; }

    /// <summary>Digits after the point of a decimal.</summary>
    public int Scale { get; init; }

    /// <summary>The bound of a varchar or char, in characters; null when unbounded.</summary>
    public int? Length { get; init; }

    /// <summary>Element of an array; key and value of a map; arguments and result of a function.</summary>
    public NodeList<SqlType> Elements { get; init; } = [];

    /// <summary>Fields of a row.</summary>
    public NodeList<SqlField> Fields { get; init; } = [];

    /// <summary>An array's element.</summary>
    [JsonIgnore]
    public SqlType Element => Elements[0];

    /// <summary>A map's key.</summary>
    [JsonIgnore]
    public SqlType Key => Elements[0];

    /// <summary>A map's value.</summary>
    [JsonIgnore]
    public SqlType Value => Elements[1];

    [JsonIgnore]
    public bool IsInteger => Kind is SqlKind.TinyInt or SqlKind.SmallInt or SqlKind.Integer or SqlKind.BigInt;

    [JsonIgnore]
    public bool IsApproximate => Kind is SqlKind.Real or SqlKind.Double;

    [JsonIgnore]
    public bool IsNumeric => IsInteger || IsApproximate || Kind == SqlKind.Decimal;

    [JsonIgnore]
    public bool IsText => Kind is SqlKind.Varchar or SqlKind.Char;

    public static SqlType Decimal(int precision, int scale) =>
        new(SqlKind.Decimal) { Precision = precision, Scale = scale };

    public static SqlType VarcharOf(int? length) => length is null ? Varchar : new(SqlKind.Varchar) { Length = length };

    public static SqlType Char(int length) => new(SqlKind.Char) { Length = length };

    public static SqlType Time(int precision = 3) => new(SqlKind.Time) { Precision = precision };

    public static SqlType TimeWithTimeZone(int precision = 3) =>
        new(SqlKind.TimeWithTimeZone) { Precision = precision };

    public static SqlType Timestamp(int precision = 3) => new(SqlKind.Timestamp) { Precision = precision };

    public static SqlType TimestampWithTimeZone(int precision = 3) =>
        new(SqlKind.TimestampWithTimeZone) { Precision = precision };

    public static SqlType Array(SqlType element) => new(SqlKind.Array) { Elements = [element] };

    public static SqlType Map(SqlType key, SqlType value) => new(SqlKind.Map) { Elements = [key, value] };

    public static SqlType Row(IEnumerable<SqlField> fields) => new(SqlKind.Row) { Fields = fields.ToNodeList() };

    public static SqlType Function(IEnumerable<SqlType> arguments, SqlType result) =>
        new(SqlKind.Function) { Elements = arguments.Append(result).ToNodeList() };
}
