using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Statements;

/// <summary>
/// The values of <c>?</c> are classified, not bound as they come: an expression without column names is used as that
/// expression; whatever else becomes a text.
/// </summary>
internal static class ExecutionParameters
{
    public static IReadOnlyList<string> Classify(IReadOnlyList<string>? values, SqlSession session) =>
        [.. (values ?? []).Select(value => IsExpression(value, session) ? value : Quote(value))];

    private static bool IsExpression(string value, SqlSession session)
    {
        try
        {
            return session.Parse($"SELECT {value}")
                    is QueryStatement { Query: { Body: Select { Items: [var item] } } query }
                && query == new Query(new Select([item]))
                && item.Alias is null
                && !HasName(JsonNode.Parse(SqlTree.ToJson(item)));
        }
        catch (SqlException)
        {
            return false;
        }
    }

    /// <summary>A column's name anywhere in a tree's JSON form.</summary>
    private static bool HasName(JsonNode? node) =>
        node switch
        {
            JsonObject member => member["node"]?.GetValueKind() == JsonValueKind.String
                && member["node"]!.GetValue<string>() is "name" or "field"
                || member.Any(pair => HasName(pair.Value)),
            JsonArray list => list.Any(HasName),
            _ => false,
        };

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
