using System.Text;
using System.Text.Json.Nodes;
using CustomerLake.Local.Cloud.Services.Glue.Catalog;

namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>A view as the catalog keeps it: <c>/* Presto View: base64 of JSON */</c>, whose <c>originalSql</c> is the query.</summary>
internal static class StoredView
{
    private const string Prefix = "/* Presto View: ";
    private const string Suffix = " */";

    public static string? SqlOf(TableRecord table)
    {
        var text = table.Input.ViewOriginalText?.Trim();
        return
            text is null
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !text.EndsWith(Suffix, StringComparison.Ordinal)
            ? null
            : JsonNode
                .Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text[Prefix.Length..^Suffix.Length])))
                ?["originalSql"]?.GetValue<string>();
    }
}
