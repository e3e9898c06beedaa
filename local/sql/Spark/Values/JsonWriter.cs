using System.Globalization;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Files;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Values;

/// <summary>Writes values in wire form as Spark's JSON.</summary>
internal sealed class JsonWriter(JsonOptions options)
{
    private readonly StringBuilder _text = new();

    public string Write(JsonElement value, SparkType type)
    {
        _text.Clear();
        Value(value, type, 0);
        return _text.ToString();
    }

    private void Value(JsonElement value, SparkType type, int depth)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            _text.Append("null");
            return;
        }

        switch (type)
        {
            case StructType row:
                Entries(
                    row.Fields.Select((field, i) => (field.Name, Value: value[i], field.Type))
                        .Where(entry => !options.IgnoreNullFields || entry.Value.ValueKind != JsonValueKind.Null),
                    depth
                );
                return;
            case MapType map:
                Entries(value.EnumerateArray().Select(entry => (Key(entry[0], map.Key), entry[1], map.Value)), depth);
                return;
            case ArrayType array:
                var first = true;
                _text.Append(options.IsPretty ? "[ " : "[");
                foreach (var item in value.EnumerateArray())
                {
                    _text.Append(
                        first ? ""
                        : options.IsPretty ? ", "
                        : ","
                    );
                    Value(item, array.Element, depth);
                    first = false;
                }

                _text.Append(options.IsPretty ? " ]" : "]");
                return;
            default:
                Scalar(value, type);
                return;
        }
    }

    private void Entries(IEnumerable<(string Name, JsonElement Value, SparkType Type)> entries, int depth)
    {
        var first = true;
        _text.Append('{');
        foreach (var (name, value, type) in entries)
        {
            _text.Append(first ? "" : ",");
            if (options.IsPretty)
            {
                _text.Append('\n').Append(' ', (depth + 1) * 2);
            }

            JsonText.Quote(_text, name);
            _text.Append(options.IsPretty ? " : " : ":");
            Value(value, type, depth + 1);
            first = false;
        }

        if (options.IsPretty)
        {
            _text.Append('\n').Append(' ', depth * 2);
        }

        _text.Append('}');
    }

    private static string Key(JsonElement value, SparkType type) =>
        type == SparkType.Date ? DateValues.FormatDate(value.GetInt32())
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : value.GetRawText();

    private void Scalar(JsonElement value, SparkType type)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when type is DecimalType:
                _text.Append(value.GetString());
                return;
            case JsonValueKind.String when type == SparkType.Double:
                Number(double.Parse(value.GetString()!, CultureInfo.InvariantCulture), JavaNumbers.Text);
                return;
            case JsonValueKind.String when type == SparkType.Float:
                Number(
                    double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
                    real => JavaNumbers.Text((float)real)
                );
                return;
            case JsonValueKind.String when type == SparkType.Binary:
                JsonText.Quote(_text, Convert.ToBase64String(Convert.FromHexString(value.GetString()!)));
                return;
            case JsonValueKind.Number when type == SparkType.Date:
                var days = value.GetInt32();
                JsonText.Quote(
                    _text,
                    options.DateFormat is { } format
                        ? DatePattern.Of(format).Format(days * DateValues.MicrosPerDay, 0, "UTC")
                        : DateValues.FormatDate(days)
                );
                return;
            case JsonValueKind.Number when type.IsInstant:
                JsonText.Quote(_text, Instant(value.GetInt64(), type));
                return;
            case JsonValueKind.String:
                JsonText.Quote(_text, value.GetString()!);
                return;
            default:
                _text.Append(value.GetRawText());
                return;
        }
    }

    private void Number(double value, Func<double, string> print)
    {
        if (double.IsFinite(value))
        {
            _text.Append(print(value));
        }
        else
        {
            JsonText.Quote(_text, print(value));
        }
    }

    private string Instant(long micros, SparkType type)
    {
        var zone = type == SparkType.TimestampNtz ? "UTC" : options.Zone;
        var offset = Zones.OffsetMicros(micros, zone);
        var format =
            options.TimestampFormat
            ?? (type == SparkType.TimestampNtz ? "yyyy-MM-dd'T'HH:mm:ss[.SSS]" : "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        return DatePattern.Of(format).Format(micros + offset, offset, zone);
    }
}
