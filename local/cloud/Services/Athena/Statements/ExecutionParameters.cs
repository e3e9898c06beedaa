using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Statements;

/// <summary>
/// The values of <c>?</c> are classified, not bound as they come: an expression without column names is used as that
/// expression; whatever else becomes a text.
/// </summary>
internal static class ExecutionParameters
{
    public static IReadOnlyList<string> Classify(IReadOnlyList<string>? values) =>
        [.. (values ?? []).Select(value => IsExpression(value) ? value : Quote(value))];

    /// <summary>
    /// Values for a statement without <c>?</c> are ignored; another number of them than it has is an error.
    /// </summary>
    public static IReadOnlyList<string> Fit(IReadOnlyList<string> values, Statement? tree)
    {
        var wanted = tree is null ? 0 : Count(JsonNode.Parse(SqlTree.ToJson(tree)));
        return wanted == 0 ? []
            : wanted == values.Count ? values
            : throw new SqlException(
                "INVALID_PARAMETER_USAGE",
                $"Incorrect number of parameters: expected {wanted} but found {values.Count}",
                new Position(1, 1)
            );
    }

    private static int Count(JsonNode? node) =>
        node switch
        {
            JsonObject member => (Kind(member) == "parameter" ? 1 : 0) + member.Sum(pair => Count(pair.Value)),
            JsonArray list => list.Sum(Count),
            _ => 0,
        };

    private static bool IsExpression(string value)
    {
        try
        {
            return TrinoSession.Parse($"SELECT {value}")
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
            JsonObject member => Kind(member) is "name" or "field" || member.Any(pair => HasName(pair.Value)),
            JsonArray list => list.Any(HasName),
            _ => false,
        };

    private static string? Kind(JsonObject node) =>
        node["node"] is JsonValue kind && kind.GetValueKind() == JsonValueKind.String ? kind.GetValue<string>() : null;

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
