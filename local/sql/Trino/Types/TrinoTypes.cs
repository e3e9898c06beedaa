using System.Globalization;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Types;

/// <summary>Trino's names of types, read and written as <c>typeof</c> writes them.</summary>
internal static class TrinoTypes
{
    private static readonly Dictionary<string, SqlType> Plain = new()
    {
        ["unknown"] = SqlType.Unknown,
        ["boolean"] = SqlType.Boolean,
        ["tinyint"] = SqlType.TinyInt,
        ["smallint"] = SqlType.SmallInt,
        ["integer"] = SqlType.Integer,
        ["bigint"] = SqlType.BigInt,
        ["real"] = SqlType.Real,
        ["double"] = SqlType.Double,
        ["decimal"] = SqlType.Decimal(38, 0),
        ["varchar"] = SqlType.Varchar,
        ["char"] = SqlType.Char(1),
        ["varbinary"] = SqlType.Varbinary,
        ["date"] = SqlType.Date,
        ["time"] = SqlType.Time(),
        ["time with time zone"] = SqlType.TimeWithTimeZone(),
        ["timestamp"] = SqlType.Timestamp(),
        ["timestamp with time zone"] = SqlType.TimestampWithTimeZone(),
        ["interval year to month"] = SqlType.IntervalYearToMonth,
        ["interval day to second"] = SqlType.IntervalDayToSecond,
        ["json"] = SqlType.Json,
        ["uuid"] = SqlType.Uuid,
        ["ipaddress"] = SqlType.IpAddress,
    };

    public static string Spell(SqlType type) =>
        type.Kind switch
        {
            SqlKind.Decimal => $"decimal({type.Precision},{type.Scale})",
            SqlKind.Varchar => type.Length is null ? "varchar" : $"varchar({type.Length})",
            SqlKind.Char => $"char({type.Length})",
            SqlKind.Time => $"time({type.Precision})",
            SqlKind.TimeWithTimeZone => $"time({type.Precision}) with time zone",
            SqlKind.Timestamp => $"timestamp({type.Precision})",
            SqlKind.TimestampWithTimeZone => $"timestamp({type.Precision}) with time zone",
            SqlKind.IntervalYearToMonth => "interval year to month",
            SqlKind.IntervalDayToSecond => "interval day to second",
            SqlKind.JsonPath => "JsonPath",
            SqlKind.Array => $"array({Spell(type.Element)})",
            SqlKind.Map => $"map({Spell(type.Key)}, {Spell(type.Value)})",
            SqlKind.Row => $"row({string.Join(", ", type.Fields.Select(SpellField))})",
            SqlKind.Function => "<function>",
            _ => type.Kind.ToString().ToLowerInvariant(),
        };

    private static string SpellField(SqlField field)
    {
        if (field.Name is null)
        {
            return Spell(field.Type);
        }

        var isPlain =
            field.Name.Length > 0
            && field.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && !char.IsAsciiDigit(field.Name[0]);
        return $"{(isPlain ? field.Name : $"\"{field.Name}\"")} {Spell(field.Type)}";
    }

    /// <summary>Reads the canonical text that the parser makes; null for no type of Trino's.</summary>
    public static SqlType? Parse(string text)
    {
        var reader = new TypeTextReader(text);
        var type = Read(reader);
        return type is not null && reader.IsAtEnd ? type : null;
    }

    private static SqlType? Read(TypeTextReader reader)
    {
        var name = reader.ReadName();
        if (name is "array" or "map" or "row")
        {
            return reader.Take("(") ? ReadNested(name, reader) : null;
        }

        var numbers = new List<int>();
        if (reader.Take("("))
        {
            do
            {
                if (!int.TryParse(reader.ReadName(), CultureInfo.InvariantCulture, out var number))
                {
                    return null;
                }

                numbers.Add(number);
            } while (reader.Take(","));

            if (!reader.Take(")"))
            {
                return null;
            }
        }

        if (reader.Take("with time zone"))
        {
            name += " with time zone";
        }

        return Plain.TryGetValue(name, out var type) ? WithNumbers(type, numbers) : null;
    }

    private static SqlType? ReadNested(string name, TypeTextReader reader)
    {
        var fields = new List<SqlField>();
        do
        {
            var label = reader.ReadQuoted();
            if (Read(reader) is not { } type)
            {
                return null;
            }

            fields.Add(new SqlField(label, type));
        } while (reader.Take(","));

        if (!reader.Take(")"))
        {
            return null;
        }

        return (name, fields.Count) switch
        {
            ("array", 1) => SqlType.Array(fields[0].Type),
            ("map", 2) => SqlType.Map(fields[0].Type, fields[1].Type),
            ("row", _) => SqlType.Row(fields),
            _ => null,
        };
    }

    private static SqlType? WithNumbers(SqlType type, List<int> numbers)
    {
        switch (type.Kind, numbers.Count)
        {
            case (_, 0):
                return type;
            case (SqlKind.Decimal, 1 or 2):
                var (precision, scale) = (numbers[0], numbers.Count == 2 ? numbers[1] : 0);
                if (precision is < 1 or > 38)
                {
                    throw new SqlException(
                        "INVALID_FUNCTION_ARGUMENT",
                        $"DECIMAL precision must be in range [1, 38]: {precision}"
                    );
                }

                return scale <= precision
                    ? SqlType.Decimal(precision, scale)
                    : throw new SqlException(
                        "INVALID_FUNCTION_ARGUMENT",
                        $"DECIMAL scale must be in range [0, precision ({precision})]: {scale}"
                    );
            case (SqlKind.Varchar, 1):
                return SqlType.VarcharOf(numbers[0]);
            case (SqlKind.Char, 1):
                return SqlType.Char(numbers[0]);
            case (SqlKind.Time or SqlKind.TimeWithTimeZone or SqlKind.Timestamp or SqlKind.TimestampWithTimeZone, 1):
                return numbers[0] <= 12 ? type with { Precision = numbers[0] } : null;
            default:
                return null;
        }
    }
}

/// <summary>Walks through the canonical text of a type.</summary>
internal sealed class TypeTextReader(string text)
{
    private int _at;

    public bool IsAtEnd => _at >= text.Length;

    public bool Take(string token)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    /// <summary>A word; those of <c>interval day to second</c> are one.</summary>
    public string ReadName()
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, _at, "interval ", 0, 9) == 0)
        {
            foreach (var name in new[] { "interval year to month", "interval day to second" })
            {
                if (Take(name))
                {
                    return name;
                }
            }
        }

        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '$'))
        {
            _at++;
        }

        return text[start.._at].ToLowerInvariant();
    }

    /// <summary>A quoted field name, or null if a type comes at once.</summary>
    public string? ReadQuoted()
    {
        SkipBlanks();
        if (_at >= text.Length || text[_at] != '"')
        {
            return null;
        }

        var name = new System.Text.StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] != '"')
            {
                name.Append(text[_at]);
            }
            else if (_at + 1 < text.Length && text[_at + 1] == '"')
            {
                name.Append('"');
                _at++;
            }
            else
            {
                _at++;
                break;
            }
        }

        SkipBlanks();
        return name.ToString();
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] == ' ')
        {
            _at++;
        }
    }
}
