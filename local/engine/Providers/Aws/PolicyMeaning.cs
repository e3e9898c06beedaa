using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Local.Engine.Providers.Aws;

/// <summary>
/// Compares IAM policies by what they say: one value or a list of it, the order of lists and of statements without
/// meaning, an account id or its root's ARN as principal, booleans as text, the case of actions.
/// </summary>
internal static class PolicyMeaning
{
    private static readonly HashSet<string> _actions = ["Action", "NotAction"];

    public static bool AreEqual(string left, string right)
    {
        try
        {
            return Normal(JsonNode.Parse(left)) == Normal(JsonNode.Parse(right));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Normal(JsonNode? policy)
    {
        if (policy is not JsonObject document)
        {
            return policy?.ToJsonString() ?? "";
        }

        var statements = Items(document["Statement"])
            .Select(s => Statement(s as JsonObject ?? []))
            .Order(StringComparer.Ordinal);
        var rest = document
            .Where(e => e.Key is not ("Statement" or "Version"))
            .Select(e => $"{e.Key}={e.Value?.ToJsonString()}")
            .Order(StringComparer.Ordinal);
        // The old version is the default when none is said.
        return $"{document["Version"]?.ToString() ?? "2008-10-17"}\n{string.Join('\n', statements)}\n{string.Join('\n', rest)}";
    }

    private static string Statement(JsonObject statement) =>
        string.Join(
            ';',
            statement
                .Where(e => !(e.Key == "Sid" && e.Value?.ToString() == ""))
                .Select(e =>
                    e.Key switch
                    {
                        "Principal" or "NotPrincipal" => $"{e.Key}={Principal(e.Value)}",
                        "Condition" => $"{e.Key}={Condition(e.Value as JsonObject ?? [])}",
                        _ => $"{e.Key}={Values(e.Value, _actions.Contains(e.Key))}",
                    }
                )
                .Order(StringComparer.Ordinal)
        );

    private static string Principal(JsonNode? principal) =>
        principal is JsonObject byKind
            ? string.Join(
                ',',
                byKind
                    .Select(e =>
                        $"{e.Key}:{string.Join('|', Texts(e.Value).Select(Account).Distinct().Order(StringComparer.Ordinal))}"
                    )
                    .Order(StringComparer.Ordinal)
            )
            : $"AWS:{principal}";

    private static string Account(string principal) =>
        principal.Length == 12 && principal.All(char.IsAsciiDigit) ? $"arn:aws:iam::{principal}:root" : principal;

    private static string Condition(JsonObject byOperator) =>
        string.Join(
            ',',
            byOperator
                .SelectMany(o =>
                    (o.Value as JsonObject ?? []).Select(k =>
                        $"{o.Key.ToLowerInvariant()} {k.Key.ToLowerInvariant()} {Values(k.Value, false)}"
                    )
                )
                .Order(StringComparer.Ordinal)
        );

    private static string Values(JsonNode? node, bool ignoreCase) =>
        string.Join(
            '|',
            Texts(node).Select(t => ignoreCase ? t.ToLowerInvariant() : t).Distinct().Order(StringComparer.Ordinal)
        );

    private static IEnumerable<string> Texts(JsonNode? node) => Items(node).Select(item => item?.ToString() ?? "");

    private static IEnumerable<JsonNode?> Items(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            return array;
        }

        return node is null ? [] : new[] { node };
    }
}
