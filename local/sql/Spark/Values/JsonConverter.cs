using System.Globalization;
using System.Text;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>
/// Converts parsed JSON to a type by Spark's rules, writing JSON that the engine's cast reads: dates as days, instants as
/// microseconds, maps as lists of entries. A value that does not fit becomes null and marks the record as bad.
/// </summary>
internal sealed class JsonConverter(JsonOptions options)
{
    private sealed class Unfit : Exception;

    /// <summary>Whether some value of the last record did not fit.</summary>
    public bool IsBad { get; private set; }

    /// <summary>A whole record; null when it is no value of the type at all.</summary>
    public string? Convert(JsonItem item, SparkType type)
    {
        IsBad = false;
        var text = new StringBuilder();
        try
        {
            Write(item, type, text);
            return text.ToString();
        }
        catch (Unfit)
        {
            IsBad = true;
            return null;
        }
    }

    /// <summary>A row with all fields null.</summary>
    public static string Empty(StructType type)
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < type.Fields.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            JsonText.Quote(text, type.Fields[i].Name);
            text.Append(":null");
        }

        return text.Append('}').ToString();
    }

    private void Write(JsonItem item, SparkType type, StringBuilder text)
    {
        if (item.Kind == JsonKind.Null)
        {
            text.Append("null");
            return;
        }

        switch (type)
        {
            case StructType row when item.Kind == JsonKind.Object:
                WriteStruct(item, row, text);
                return;
            case ArrayType array when item.Kind == JsonKind.Array:
                WriteArray(item, array, text);
                return;
            case MapType map when item.Kind == JsonKind.Object:
                WriteMap(item, map, text);
                return;
            case StructType or ArrayType or MapType:
                throw new Unfit();
            default:
                WriteScalar(item, type, text);
                return;
        }
    }

    private void WriteStruct(JsonItem item, StructType row, StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < row.Fields.Count; i++)
        {
            var field = row.Fields[i];
            text.Append(i > 0 ? "," : "");
            JsonText.Quote(text, field.Name);
            text.Append(':');
            var found = Last(item, field.Name);
            var mark = text.Length;
            try
            {
                if (found is null)
                {
                    text.Append("null");
                }
                else
                {
                    Write(found, field.Type, text);
                }
            }
            catch (Unfit)
            {
                IsBad = true;
                text.Length = mark;
                text.Append("null");
            }
        }

        text.Append('}');
    }

    private JsonItem? Last(JsonItem item, string name)
    {
        for (var i = item.Fields.Count - 1; i >= 0; i--)
        {
            if (options.IsSame(item.Fields[i].Name, name))
            {
                return item.Fields[i].Value;
            }
        }

        return null;
    }

    private void WriteArray(JsonItem item, ArrayType array, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < item.Items.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            Write(item.Items[i], array.Element, text);
        }

        text.Append(']');
    }

    private void WriteMap(JsonItem item, MapType map, StringBuilder text)
    {
        text.Append('[');
        for (var i = 0; i < item.Fields.Count; i++)
        {
            text.Append(i > 0 ? "," : "").Append("{\"key\":");
            JsonText.Quote(text, item.Fields[i].Name);
            text.Append(",\"value\":");
            Write(item.Fields[i].Value, map.Value, text);
            text.Append('}');
        }

        text.Append(']');
    }

    private void WriteScalar(JsonItem item, SparkType type, StringBuilder text)
    {
        var invariant = CultureInfo.InvariantCulture;
        var isNumber = item.Kind is JsonKind.Integer or JsonKind.Real;
        if (type == SparkType.String)
        {
            JsonText.Quote(text, item.Kind == JsonKind.Text ? item.Text : item.Compact());
        }
        else if (
            type.IsIntegral
            && item.Kind == JsonKind.Integer
            && NumberValues.ToLong(item.Text, Least(type), Most(type)) is { } whole
        )
        {
            text.Append(whole.ToString(invariant));
        }
        else if (type.IsFraction && isNumber)
        {
            text.Append(item.Text);
        }
        else if (type.IsFraction && item.Kind == JsonKind.Text && NonFinite(item.Text) is { } named)
        {
            text.Append('"').Append(named).Append('"');
        }
        else if (type == SparkType.Boolean && item.Kind == JsonKind.Boolean)
        {
            text.Append(item.Text);
        }
        else if (type is DecimalType wide && (isNumber || item.Kind == JsonKind.Text))
        {
            var fitted = NumberValues.ToDecimal(item.Text, wide.Precision, wide.Scale) ?? throw new Unfit();
            text.Append('"').Append(fitted).Append('"');
        }
        else if (type == SparkType.Date && item.Kind == JsonKind.Text)
        {
            text.Append((Date(item.Text) ?? throw new Unfit()).ToString(invariant));
        }
        else if (type.IsInstant && item.Kind == JsonKind.Text)
        {
            text.Append((Instant(item.Text, type) ?? throw new Unfit()).ToString(invariant));
        }
        else if (type == SparkType.Timestamp && item.Kind == JsonKind.Integer)
        {
            text.Append(item.Text).Append("000000");
        }
        else if (type == SparkType.Binary && item.Kind == JsonKind.Text)
        {
            text.Append('"').Append(System.Convert.ToHexString(HashValues.Unbase64(item.Text))).Append('"');
        }
        else
        {
            throw new Unfit();
        }
    }

    private static long Least(SparkType type) =>
        type == SparkType.Long ? long.MinValue
        : type == SparkType.Int ? int.MinValue
        : type == SparkType.Short ? short.MinValue
        : sbyte.MinValue;

    private static long Most(SparkType type) => ~Least(type);

    private static string? NonFinite(string text) =>
        text switch
        {
            "NaN" => "NaN",
            "Infinity" or "+Infinity" or "INF" or "+INF" => "Infinity",
            "-Infinity" or "-INF" => "-Infinity",
            _ => null,
        };

    private int? Date(string text) =>
        options.DateFormat is { } format
            ? Days(DatePattern.Of(format).Parse(text, "UTC", quiet: true))
            : DateValues.ParseDate(text);

    private static int? Days(long? micros) =>
        micros is { } value ? (int)DateValues.FloorDiv(value, DateValues.MicrosPerDay) : null;

    private long? Instant(string text, SparkType type)
    {
        var zone = type == SparkType.TimestampNtz ? "UTC" : options.Zone;
        return options.TimestampFormat is { } format
            ? DatePattern.Of(format).Parse(text, zone, quiet: true)
            : DateValues.ParseTimestamp(text, zone, type == SparkType.TimestampNtz);
    }
}
