using System.Globalization;
using CustomerLake.Local.Sql.Print;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;

namespace CustomerLake.Local.Sql.Spark.Bind;

/// <summary>Makes the common bound expressions.</summary>
internal static class Make
{
    public static Bound Null(SparkType? type = null) => Literal(null, type ?? SparkType.Void, "NULL");

    public static Bound Int(long value) => Literal(value, SparkType.Int, value.ToString(CultureInfo.InvariantCulture));

    public static Bound Text(string value) => Literal(value, SparkType.String, value);

    public static Bound Bool(bool value) => Literal(value, SparkType.Boolean, value ? "true" : "false");

    public static Bound Literal(object? value, SparkType type, string? name = null) =>
        new(BoundKind.Literal, type, value is null, name ?? LiteralName(value, type), [])
        {
            Template = (_, _) => Print(value, type),
            Tag = value,
        };

    private static string Print(object? value, SparkType type) =>
        value switch
        {
            null => type == SparkType.Void ? "NULL::INTEGER" : $"CAST(NULL AS {type.DuckDb})",
            bool flag => flag ? "true" : "false",
            string text when type == SparkType.String => DuckSql.Literal(text),
            string digits => $"CAST('{digits}' AS {type.DuckDb})",
            byte[] bytes => $"unhex('{Convert.ToHexString(bytes)}')",
            double number when type == SparkType.Float => $"CAST('{Number(number)}' AS FLOAT)",
            double number => $"CAST('{Number(number)}' AS DOUBLE)",
            long days when type == SparkType.Date => $"(DATE '1970-01-01' + {Whole(days)}::INTEGER)",
            long micros when type.IsInstant => $"make_timestamp({Whole(micros)}::BIGINT)",
            long whole when type == SparkType.Int && whole >= 0 => Whole(whole),
            long whole => $"CAST({Whole(whole)} AS {type.DuckDb})",
            _ => throw SparkException.Unsupported($"a constant of type {value.GetType().Name}"),
        };

    private static string Whole(long value) =>
        value == long.MinValue ? "'-9223372036854775808'" : value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : value.ToString("R", CultureInfo.InvariantCulture);

    public static string LiteralName(object? value, SparkType type) =>
        value switch
        {
            null => "NULL",
            bool flag => flag ? "true" : "false",
            string text => text,
            byte[] bytes => "X'" + Convert.ToHexString(bytes) + "'",
            double number when type == SparkType.Float => JavaNumbers.Text((float)number),
            double number => JavaNumbers.Text(number),
            long days when type == SparkType.Date => $"DATE '{DateValues.FormatDate((int)days)}'",
            long micros when type == SparkType.Timestamp => $"TIMESTAMP '{DateValues.FormatLocal(micros)}'",
            long micros when type == SparkType.TimestampNtz => $"TIMESTAMP_NTZ '{DateValues.FormatLocal(micros)}'",
            long length when type is DayTimeType or YearMonthType => IntervalValues.Text(length, type),
            IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    public static Bound Alias(Bound child, string name) =>
        new(BoundKind.Alias, child.Type, child.Nullable, name, [child]) { Template = (_, printed) => printed[0] };

    public static Bound Call(string function, SparkType type, bool nullable, params Bound[] arguments) =>
        Bound.Scalar(
            $"{function}({string.Join(", ", arguments.Select(argument => argument.Name))})",
            type,
            nullable,
            arguments,
            printed => $"{function}({string.Join(", ", printed)})"
        );

    public static Bound And(Bound left, Bound right) => Logic("AND", left, right);

    public static Bound Or(Bound left, Bound right) => Logic("OR", left, right);

    private static Bound Logic(string word, Bound left, Bound right) =>
        Bound.Scalar(
            $"({left.Name} {word} {right.Name})",
            SparkType.Boolean,
            left.Nullable || right.Nullable,
            [left, right],
            printed => $"({printed[0]} {word} {printed[1]})"
        );

    public static Bound Not(Bound child) =>
        Bound.Scalar(
            $"(NOT {child.Name})",
            SparkType.Boolean,
            child.Nullable,
            [child],
            printed => $"(NOT {printed[0]})"
        );

    public static Bound IsNull(Bound child) =>
        Bound.Scalar(
            $"({child.Name} IS NULL)",
            SparkType.Boolean,
            false,
            [child],
            printed => $"({printed[0]} IS NULL)"
        );

    public static Bound Case(
        IReadOnlyList<(Bound When, Bound Then)> branches,
        Bound otherwise,
        string name,
        SparkType type
    )
    {
        var arguments = branches.SelectMany(branch => new[] { branch.When, branch.Then }).Append(otherwise).ToList();
        return Bound.Scalar(
            name,
            type,
            otherwise.Nullable || branches.Any(branch => branch.Then.Nullable),
            arguments,
            printed =>
            {
                var text = new System.Text.StringBuilder("CASE");
                for (var i = 0; i + 1 < printed.Length; i += 2)
                {
                    text.Append(" WHEN ").Append(printed[i]).Append(" THEN ").Append(printed[i + 1]);
                }

                return text.Append(" ELSE ").Append(printed[^1]).Append(" END").ToString();
            }
        );
    }
}
