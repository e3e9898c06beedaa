using System.Globalization;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Files;

/// <summary>DuckDB's type names read as Spark types.</summary>
internal static class EngineTypes
{
    public static SparkType Read(string text, bool instantsAreUtc)
    {
        var at = 0;
        return Type(text, ref at, instantsAreUtc);
    }

    private static SparkType Type(string text, ref int at, bool utc)
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or ' '))
        {
            at++;
        }

        var name = text[start..at].Trim();
        var type = name switch
        {
            "STRUCT" => Struct(text, ref at, utc),
            "MAP" => Map(text, ref at, utc),
            "DECIMAL" => Decimal(text, ref at),
            _ => Named(name, utc),
        };
        while (at + 1 < text.Length && text[at] == '[' && text[at + 1] == ']')
        {
            type = new ArrayType(type);
            at += 2;
        }

        return type;
    }

    private static SparkType Named(string name, bool utc) =>
        name switch
        {
            "BOOLEAN" => SparkType.Boolean,
            "TINYINT" => SparkType.Byte,
            "SMALLINT" or "UTINYINT" => SparkType.Short,
            "INTEGER" or "USMALLINT" => SparkType.Int,
            "BIGINT" or "UINTEGER" => SparkType.Long,
            "UBIGINT" or "HUGEINT" => new DecimalType(20, 0),
            "FLOAT" => SparkType.Float,
            "DOUBLE" => SparkType.Double,
            "DATE" => SparkType.Date,
            "TIMESTAMP WITH TIME ZONE" => SparkType.Timestamp,
            "TIMESTAMP" or "TIMESTAMP_NS" or "TIMESTAMP_MS" or "TIMESTAMP_S" => utc
                ? SparkType.Timestamp
                : SparkType.TimestampNtz,
            "BLOB" => SparkType.Binary,
            _ => SparkType.String,
        };

    private static DecimalType Decimal(string text, ref int at)
    {
        var end = text.IndexOf(')', at);
        var parts = text[(at + 1)..end].Split(',');
        at = end + 1;
        return new DecimalType(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture)
        );
    }

    private static MapType Map(string text, ref int at, bool utc)
    {
        at++;
        var key = Type(text, ref at, utc);
        at++;
        while (text[at] == ' ')
        {
            at++;
        }

        var value = Type(text, ref at, utc);
        at++;
        return new MapType(key, value);
    }

    private static StructType Struct(string text, ref int at, bool utc)
    {
        var fields = new List<StructField>();
        do
        {
            at++;
            while (text[at] == ' ')
            {
                at++;
            }

            string name;
            if (text[at] == '"')
            {
                var end = text.IndexOf('"', at + 1);
                while (end + 1 < text.Length && text[end + 1] == '"')
                {
                    end = text.IndexOf('"', end + 2);
                }

                name = text[(at + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal);
                at = end + 1;
            }
            else
            {
                var end = text.IndexOf(' ', at);
                name = text[at..end];
                at = end;
            }

            at++;
            fields.Add(new StructField(name, Type(text, ref at, utc)));
        } while (text[at] == ',');

        at++;
        return new StructType(fields);
    }
}
