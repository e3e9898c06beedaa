using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Trino.Parse;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Trino.Types;

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

    /// <summary>The text under which the catalog keeps a view.</summary>
    public static string TextOf(string query, IReadOnlyList<SqlResultColumn> columns, TrinoSessionOptions options) =>
        new PrestoView(query, [.. columns.Select(column => (column.Name, TrinoTypes.Spell(column.Type)))]).Encode(
            options.CatalogName,
            options.Database
        );

    /// <summary>The columns with which a catalog view was made; empty where its text does not tell.</summary>
    public static IReadOnlyList<(string Name, string Type)> ColumnsOf(SqlTable view) =>
        Decode(view.ViewText ?? "")?.Columns ?? [];

    /// <summary>The query of a catalog view.</summary>
    public static Query QueryOf(SqlTable view)
    {
        var text = Decode(view.ViewText ?? "")?.Sql ?? view.ViewText ?? "";
        return TrinoParser.ParseStatement(text) is QueryStatement statement
            ? statement.Query
            : throw new SqlException("INVALID_VIEW", $"The text of view '{view.Database}.{view.Name}' is no query");
    }
}
