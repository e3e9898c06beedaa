using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Sql.Trino.Bind;

/// <summary>The form in which Athena keeps a view in the catalog: <c>/* Presto View: base64 of JSON */</c>.</summary>
internal sealed record PrestoView(string Sql, IReadOnlyList<(string Name, string Type)> Columns)
{
    private const string Prefix = "/* Presto View: ";
    private const string Suffix = " */";

    /// <summary>Reads it; null if the text has another form.</summary>
    public static PrestoView? Decode(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || !text.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }

        var json = JsonNode.Parse(Convert.FromBase64String(text[Prefix.Length..^Suffix.Length]))!;
        var columns = json["columns"]?.AsArray().Select(c => ((string)c!["name"]!, (string)c["type"]!)) ?? [];
        return new PrestoView((string)json["originalSql"]!, [.. columns]);
    }

    public string Encode(string catalog, string database)
    {
        var json = new JsonObject
        {
            ["originalSql"] = Sql,
            ["catalog"] = catalog,
            ["schema"] = database,
            ["columns"] = new JsonArray([
                .. Columns.Select(column => new JsonObject { ["name"] = column.Name, ["type"] = column.Type }),
            ]),
        };
        return Prefix
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(json.ToJsonString(JsonSerializerOptions.Default)))
            + Suffix;
    }
}
