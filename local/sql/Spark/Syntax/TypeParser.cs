using System.Globalization;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Syntax;

/// <summary>Reads types in DDL form: <c>decimal(10,2)</c>, <c>a int, b array&lt;string&gt;</c>.</summary>
internal sealed class TypeParser(TokenReader tokens)
{
    /// <summary>A type name of a JSON schema: <c>integer</c>, <c>decimal(10,2)</c>, <c>interval day to second</c>.</summary>
    public static SparkType ParseJsonName(string name)
    {
        var reader = new TokenReader(name);
        return new TypeParser(reader).Type();
    }

    public static SparkType Parse(string text)
    {
        var reader = new TokenReader(text);
        var type = new TypeParser(reader).Type();
        reader.ExpectEnd();
        return type;
    }

    /// <summary>A schema text: a single type or a list of columns, which makes a struct.</summary>
    public static SparkType ParseSchema(string text)
    {
        try
        {
            return ParseColumns(text);
        }
        catch (SparkException)
        {
            try
            {
                return Parse(text);
            }
            catch (SparkException)
            {
                return ParseColumns(text);
            }
        }
    }

    public static StructType ParseColumns(string text)
    {
        var reader = new TokenReader(text);
        var fields = new List<StructField>();
        if (!reader.AtEnd)
        {
            do
            {
                fields.Add(new TypeParser(reader).Field());
            } while (reader.Accept(","));
        }

        reader.ExpectEnd();
        return new StructType(fields);
    }

    public StructField Field()
    {
        var name = tokens.Identifier();
        tokens.Accept(":");
        var type = Type();
        var nullable = true;
        if (tokens.Accept("not"))
        {
            tokens.Expect("null");
            nullable = false;
        }

        if (tokens.Accept("comment"))
        {
            tokens.Text();
        }

        return new StructField(name, type, nullable);
    }

    public SparkType Type() => tokens.Nested(Any);

    private SparkType Any()
    {
        var token = tokens.Current;
        if (token.Kind != TokenKind.Word)
        {
            throw tokens.Unexpected();
        }

        tokens.Advance();
        switch (token.Text.ToLowerInvariant())
        {
            case "array":
                tokens.Expect("<");
                var element = Type();
                tokens.CloseAngle();
                return new ArrayType(element);
            case "map":
                tokens.Expect("<");
                var key = Type();
                tokens.Expect(",");
                var value = Type();
                tokens.CloseAngle();
                return new MapType(key, value);
            case "struct":
                return Struct();
            case "decimal" or "dec" or "numeric":
                return Decimal();
            case "interval":
                return Interval();
            case "char" or "character" or "varchar":
                tokens.Expect("(");
                tokens.Integer();
                tokens.Expect(")");
                return SparkType.String;
            default:
                return Atomic(token);
        }
    }

    private StructType Struct()
    {
        var fields = new List<StructField>();
        if (tokens.Accept("<>"))
        {
            return new StructType(fields);
        }

        tokens.Expect("<");
        if (!tokens.Current.Is(">"))
        {
            do
            {
                fields.Add(Field());
            } while (tokens.Accept(","));
        }

        tokens.CloseAngle();
        return new StructType(fields);
    }

    private DecimalType Decimal()
    {
        if (!tokens.Accept("("))
        {
            return new DecimalType(10, 0);
        }

        var precision = tokens.Integer();
        var scale = tokens.Accept(",") ? tokens.Integer() : 0;
        tokens.Expect(")");
        if (precision > DecimalType.MaxPrecision)
        {
            throw new SparkException(
                "ArithmeticException",
                "DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"[DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION] Decimal precision {precision} exceeds max precision 38."
                )
            );
        }

        if (scale > precision)
        {
            throw SparkException.Analysis(
                "_LEGACY_ERROR_TEMP_1229",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Decimal scale ({scale}) cannot be greater than precision ({precision})."
                )
            );
        }

        return new DecimalType(precision, scale);
    }

    private SparkType Interval()
    {
        var units = DayTimeType.Units.Concat(YearMonthType.Units).ToArray();
        if (!units.Any(tokens.Current.Is))
        {
            return SparkType.CalendarInterval;
        }

        var start = tokens.Identifier().ToLowerInvariant();
        var end = tokens.Accept("to") ? tokens.Identifier().ToLowerInvariant() : start;
        return Interval(start, end);
    }

    public static SparkType Interval(string start, string end)
    {
        var from = Array.IndexOf(DayTimeType.Units, start);
        return from >= 0
            ? new DayTimeType(from, Array.IndexOf(DayTimeType.Units, end))
            : new YearMonthType(Array.IndexOf(YearMonthType.Units, start), Array.IndexOf(YearMonthType.Units, end));
    }

    private static SparkType Atomic(SparkToken token) =>
        token.Text.ToLowerInvariant() switch
        {
            "boolean" => SparkType.Boolean,
            "tinyint" or "byte" => SparkType.Byte,
            "smallint" or "short" => SparkType.Short,
            "int" or "integer" => SparkType.Int,
            "bigint" or "long" => SparkType.Long,
            "float" or "real" => SparkType.Float,
            "double" => SparkType.Double,
            "string" => SparkType.String,
            "binary" => SparkType.Binary,
            "date" => SparkType.Date,
            "timestamp" or "timestamp_ltz" => SparkType.Timestamp,
            "timestamp_ntz" => SparkType.TimestampNtz,
            "void" or "null" => SparkType.Void,
            _ => throw SparkException.Parse(
                "UNSUPPORTED_DATATYPE",
                $"Unsupported data type \"{token.Text.ToUpperInvariant()}\"."
            ),
        };
}
