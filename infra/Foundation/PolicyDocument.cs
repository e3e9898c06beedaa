using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Infra.Foundation;

/// <summary>An IAM policy as values; everything is written as a list, so that texts compare easily.</summary>
internal sealed record PolicyDocument(params ImmutableArray<Statement> Statements)
{
    private static readonly JsonSerializerOptions _plain = new()
    {
        // Policies hold no HTML; escaped '+' and quotes only make them hard to read.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string ToJson() =>
        new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray([.. Statements.Select(s => s.ToJson())]),
        }.ToJsonString(_plain);
}

/// <summary>One statement; it allows unless it says otherwise.</summary>
internal sealed record Statement
{
    public required string Sid { get; init; }

    public string Effect { get; init; } = "Allow";

    /// <summary>Only in policies of resources and of trust.</summary>
    public Principal? Principal { get; init; }

    public required ImmutableArray<string> Actions { get; init; }

    /// <summary>Empty only in a trust policy, whose resource is the role.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    public ImmutableArray<Condition> Conditions { get; init; } = [];

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["Sid"] = Sid, ["Effect"] = Effect };
        if (Principal is not null)
        {
            json["Principal"] = Principal.ToJson();
        }

        json["Action"] = List(Actions);
        if (Resources.Length > 0)
        {
            json["Resource"] = List(Resources);
        }

        if (Conditions.Length > 0)
        {
            json["Condition"] = ConditionsJson();
        }

        return json;
    }

    internal static JsonArray List(IEnumerable<string> items) => new([.. items.Select(i => JsonValue.Create(i))]);

    private JsonObject ConditionsJson() =>
        new(
            Conditions
                .GroupBy(c => c.Operator)
                .Select(group =>
                    KeyValuePair.Create<string, JsonNode?>(
                        group.Key,
                        new JsonObject(group.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, List(c.Values))))
                    )
                )
        );
}

/// <summary>Who a statement speaks of: <c>Service</c> or <c>AWS</c> and the names.</summary>
internal sealed record Principal(string Kind, params ImmutableArray<string> Names)
{
    /// <summary>Everyone; only for a Deny that carries a condition.</summary>
    public static readonly Principal Everyone = new("AWS", "*");

    public static Principal Service(string name) => new("Service", name);

    public static Principal Aws(params ImmutableArray<string> arns) => new("AWS", arns);

    internal JsonObject ToJson() => new() { [Kind] = Statement.List(Names) };
}

/// <summary>A condition: operator, key, and the values of which one must match.</summary>
internal sealed record Condition(string Operator, string Key, params ImmutableArray<string> Values)
{
    /// <summary>Only on the way through Athena: no side door to the data.</summary>
    public static readonly Condition CalledByAthena = new(
        "ForAnyValue:StringEquals",
        "aws:CalledVia",
        "athena.amazonaws.com"
    );
}
