using System.Globalization;
using System.Text.Json;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>Rows as JSON between a worker and its parent: what JSON cannot say (NaN, bytes, maps) by the column's type.</summary>
internal static class RowJson
{
    public static void Write(Utf8JsonWriter writer, object?[] row)
    {
        writer.WriteStartArray();
        foreach (var value in row)
        {
            Write(writer, value);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number:
                writer.WriteStringValue(number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case object?[] items:
                Write(writer, items);
                break;
            case SqlMap map:
                writer.WriteStartArray();
                foreach (var (key, item) in map.Entries)
                {
                    Write(writer, [key, item]);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    public static object?[] Read(JsonElement row, IReadOnlyList<SqlType> types) =>
        [.. row.EnumerateArray().Select((value, i) => Read(value, types[i]))];

    private static object? Read(JsonElement value, SqlType type) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
            JsonValueKind.Number => value.GetInt64(),
            JsonValueKind.String when type.IsApproximate => double.Parse(
                value.GetString()!,
                CultureInfo.InvariantCulture
            ),
            JsonValueKind.String when type.Kind == SqlKind.Varbinary => value.GetBytesFromBase64(),
            JsonValueKind.String => value.GetString(),
            _ => ReadNested(value, type),
        };

    private static object ReadNested(JsonElement value, SqlType type) =>
        type.Kind switch
        {
            SqlKind.Map => new SqlMap([
                .. value
                    .EnumerateArray()
                    .Select(entry => KeyValuePair.Create(Read(entry[0], type.Key)!, Read(entry[1], type.Value))),
            ]),
            SqlKind.Row => value.EnumerateArray().Select((item, i) => Read(item, type.Fields[i].Type)).ToArray(),
            _ => value.EnumerateArray().Select(item => Read(item, type.Element)).ToArray(),
        };
}
