using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>A column of a result as Athena describes it: the type's base name with its precision and scale.</summary>
internal sealed record ResultColumn(string Name, string Type, int Precision = 0, int Scale = 0)
{
    private const int Unbounded = 2147483647;
    private const int BinaryLength = 1073741824;

    public bool IsCaseSensitive => Type is "varchar" or "char" or "string";

    /// <summary>A column of SHOW and DESCRIBE, which name Hive's type.</summary>
    public static ResultColumn Text(string name) => new(name, "string", Unbounded);

    /// <summary>What a statement that writes rows answers: nothing but the column <c>rows</c>.</summary>
    public static ResultColumn WrittenRows { get; } = new("rows", "bigint", 19);

    public static ResultColumn Of(SqlResultColumn column)
    {
        var (type, precision, scale) = Describe(column.Type);
        return new ResultColumn(column.Name, type, precision, scale);
    }

    private static (string Type, int Precision, int Scale) Describe(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Unknown => ("unknown", 0, 0),
            SqlKind.Boolean => ("boolean", 0, 0),
            SqlKind.TinyInt => ("tinyint", 3, 0),
            SqlKind.SmallInt => ("smallint", 5, 0),
            SqlKind.Integer => ("integer", 10, 0),
            SqlKind.BigInt => ("bigint", 19, 0),
            SqlKind.Real => ("float", 17, 0),
            SqlKind.Double => ("double", 17, 0),
            SqlKind.Decimal => ("decimal", type.Precision, type.Scale),
            SqlKind.Varchar => ("varchar", type.Length ?? Unbounded, 0),
            SqlKind.Char => ("char", type.Length ?? 1, 0),
            SqlKind.Varbinary => ("varbinary", BinaryLength, 0),
            SqlKind.Date => ("date", 0, 0),
            SqlKind.Time => ("time", 3, 0),
            SqlKind.TimeWithTimeZone => ("time with time zone", 3, 0),
            SqlKind.Timestamp => ("timestamp", 3, 0),
            SqlKind.TimestampWithTimeZone => ("timestamp with time zone", 3, 0),
            SqlKind.IntervalYearToMonth => ("interval year to month", 0, 0),
            SqlKind.IntervalDayToSecond => ("interval day to second", 0, 0),
            SqlKind.Json => ("json", 0, 0),
            SqlKind.JsonPath => ("JsonPath", 0, 0),
            SqlKind.Uuid => ("uuid", 0, 0),
            SqlKind.IpAddress => ("ipaddress", 0, 0),
            SqlKind.Array => ("array", 0, 0),
            SqlKind.Map => ("map", 0, 0),
            SqlKind.Row => ("row", 0, 0),
            SqlKind.Function => ("function", 0, 0),
            _ => throw new System.Diagnostics.UnreachableException($"The type kind {type.Kind} is new."),
        };
}
