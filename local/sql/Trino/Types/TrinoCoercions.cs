using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Types;

/// <summary>Which types stand for which without a cast (Trino's documentation, "Conversion functions": implicit coercion).</summary>
internal static class TrinoCoercions
{
    public static bool CanCoerce(SqlType from, SqlType to) => CommonType(from, to) == to;

    public static SqlType? CommonType(SqlType left, SqlType right)
    {
        if (left == right || right.Kind == SqlKind.Unknown)
        {
            return left;
        }

        if (left.Kind == SqlKind.Unknown)
        {
            return right;
        }

        if (left.Kind == right.Kind)
        {
            return SameKind(left, right);
        }

        return Wider(left, right) ?? Wider(right, left);
    }

    private static SqlType? SameKind(SqlType left, SqlType right)
    {
        switch (left.Kind)
        {
            case SqlKind.Decimal:
                var scale = Math.Max(left.Scale, right.Scale);
                var whole = Math.Max(left.Precision - left.Scale, right.Precision - right.Scale);
                return SqlType.Decimal(Math.Min(38, whole + scale), scale);
            case SqlKind.Varchar:
                return SqlType.VarcharOf(left.Length is { } a && right.Length is { } b ? Math.Max(a, b) : null);
            case SqlKind.Char:
                return SqlType.Char(Math.Max(left.Length ?? 1, right.Length ?? 1));
            case SqlKind.Time or SqlKind.TimeWithTimeZone or SqlKind.Timestamp or SqlKind.TimestampWithTimeZone:
                return left.Precision >= right.Precision ? left : right;
            case SqlKind.Array or SqlKind.Map:
                var elements = left.Elements.Zip(right.Elements, CommonType).ToArray();
                return elements.Any(element => element is null)
                    ? null
                    : left with
                    {
                        Elements = elements.Select(element => element!).ToNodeList(),
                    };
            case SqlKind.Row:
                return CommonRow(left, right);
            default:
                return left;
        }
    }

    private static SqlType? CommonRow(SqlType left, SqlType right)
    {
        if (left.Fields.Count != right.Fields.Count)
        {
            return null;
        }

        var fields = new List<SqlField>();
        foreach (var (mine, other) in left.Fields.Zip(right.Fields))
        {
            if (CommonType(mine.Type, other.Type) is not { } type)
            {
                return null;
            }

            var isSame =
                mine.Name is not null && string.Equals(mine.Name, other.Name, StringComparison.OrdinalIgnoreCase);
            fields.Add(new SqlField(isSame ? mine.Name : null, type));
        }

        return SqlType.Row(fields);
    }

    private static int Rank(SqlKind kind) =>
        kind switch
        {
            SqlKind.TinyInt => 1,
            SqlKind.SmallInt => 2,
            SqlKind.Integer => 3,
            SqlKind.BigInt => 4,
            SqlKind.Decimal => 5,
            SqlKind.Real => 6,
            SqlKind.Double => 7,
            _ => 0,
        };

    /// <summary>Digits that hold every value of an integer type.</summary>
    public static int Digits(SqlKind kind) =>
        kind switch
        {
            SqlKind.TinyInt => 3,
            SqlKind.SmallInt => 5,
            SqlKind.Integer => 10,
            _ => 19,
        };

    private static SqlType? Wider(SqlType from, SqlType to)
    {
        var (low, high) = (Rank(from.Kind), Rank(to.Kind));
        if (low > 0 && high > low)
        {
            return to.Kind == SqlKind.Decimal ? SameKind(SqlType.Decimal(Digits(from.Kind), 0), to) : to;
        }

        return (from.Kind, to.Kind) switch
        {
            (SqlKind.Date, SqlKind.Timestamp or SqlKind.TimestampWithTimeZone) => to,
            (SqlKind.Timestamp, SqlKind.TimestampWithTimeZone) => to.Precision >= from.Precision
                ? to
                : to with
                {
                    Precision = from.Precision,
                },
            (SqlKind.Time, SqlKind.TimeWithTimeZone) => to.Precision >= from.Precision
                ? to
                : to with
                {
                    Precision = from.Precision,
                },
            (SqlKind.Varchar, SqlKind.Char) => from.Length is { } length
                ? SqlType.Char(Math.Max(length, to.Length ?? 1))
                : SqlType.Char(65536),
            (SqlKind.Varchar, SqlKind.JsonPath) => to,
            _ => null,
        };
    }

    /// <summary>What a value becomes where a parameter of some kind wants it: integer for decimal gives decimal(10,0).</summary>
    public static SqlType? Target(SqlType from, SqlKind kind) =>
        (from.Kind, kind) switch
        {
            (SqlKind.TinyInt or SqlKind.SmallInt or SqlKind.Integer or SqlKind.BigInt, SqlKind.Decimal) =>
                SqlType.Decimal(Digits(from.Kind), 0),
            (SqlKind.Char, SqlKind.Varchar) => SqlType.VarcharOf(from.Length),
            (SqlKind.Date, SqlKind.Timestamp) => SqlType.Timestamp(0),
            (SqlKind.Date, SqlKind.TimestampWithTimeZone) => SqlType.TimestampWithTimeZone(0),
            (SqlKind.Timestamp, SqlKind.TimestampWithTimeZone) => SqlType.TimestampWithTimeZone(from.Precision),
            (SqlKind.Time, SqlKind.TimeWithTimeZone) => SqlType.TimeWithTimeZone(from.Precision),
            _ => null,
        };

    /// <summary>The type of a parameter written without numbers, for an argument.</summary>
    public static SqlType WidestOf(SqlKind kind, SqlType? actual)
    {
        if (actual?.Kind == kind)
        {
            return actual;
        }

        if (actual is not null && Target(actual, kind) is { } target)
        {
            return target;
        }

        return kind switch
        {
            SqlKind.Decimal => SqlType.Decimal(1, 0),
            SqlKind.Varchar when actual?.Kind == SqlKind.Unknown => SqlType.VarcharOf(0),
            SqlKind.Char => SqlType.Char(1),
            SqlKind.Timestamp => SqlType.Timestamp(),
            SqlKind.TimestampWithTimeZone => SqlType.TimestampWithTimeZone(),
            SqlKind.Time => SqlType.Time(),
            SqlKind.TimeWithTimeZone => SqlType.TimeWithTimeZone(),
            _ => new SqlType(kind),
        };
    }
}
