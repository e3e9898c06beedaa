using System.Text.Json;
using System.Text.RegularExpressions;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>What a policy is attached to decides what it must and must not name.</summary>
internal enum PolicyKind
{
    /// <summary>On a role or group: no principal, always a resource.</summary>
    Identity,

    /// <summary>On a bucket or key: always a principal and a resource.</summary>
    Resource,

    /// <summary>Who may take a role: always a principal, no resource.</summary>
    Trust,
}

/// <summary>A fault of a policy, in words; each service has its own error for it.</summary>
internal sealed class PolicyFaultException(string message) : Exception(message);

/// <summary>One statement, every element as a list.</summary>
internal sealed record PolicyStatement
{
    public string? Sid { get; init; }

    public required bool IsAllow { get; init; }

    /// <summary>By type (<c>AWS</c>, <c>Service</c>, <c>Federated</c>); <c>*</c> alone is <c>AWS: *</c>.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Principals { get; init; }

    public bool IsNotPrincipal { get; init; }

    public required IReadOnlyList<string> Actions { get; init; }

    public bool IsNotAction { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }

    public bool IsNotResource { get; init; }

    /// <summary>Operator → key → values.</summary>
    public required IReadOnlyDictionary<
        string,
        IReadOnlyDictionary<string, IReadOnlyList<string>>
    > Conditions { get; init; }

    /// <summary>Whether anyone at all is allowed something without any condition.</summary>
    public bool IsPublic =>
        IsAllow && !IsNotPrincipal && Conditions.Count == 0 && Principals.Values.Any(values => values.Contains("*"));
}

/// <summary>
/// A policy, read strictly: unknown elements, wrong types and duplicate names are faults, as IAM has it.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>
/// </summary>
internal sealed partial class PolicyDocument
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    };

    private static readonly HashSet<string> PrincipalTypes = new(StringComparer.Ordinal)
    {
        "AWS",
        "Service",
        "Federated",
        "CanonicalUser",
    };

    private PolicyDocument(string version, IReadOnlyList<PolicyStatement> statements)
    {
        Version = version;
        Statements = statements;
    }

    public string Version { get; }

    public IReadOnlyList<PolicyStatement> Statements { get; }

    /// <exception cref="PolicyFaultException">Says what is wrong with it.</exception>
    public static PolicyDocument Parse(string text, PolicyKind kind)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return Read(document.RootElement, kind);
        }
        catch (JsonException)
        {
            throw new PolicyFaultException("This policy contains invalid Json");
        }
    }

    private static PolicyDocument Read(JsonElement root, PolicyKind kind)
    {
        Require(root.ValueKind == JsonValueKind.Object, "Policy document must be a JSON object");
        var version = "2008-10-17";
        JsonElement? statements = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "Version":
                    version = Text(member.Value, "Version");
                    Require(version is "2012-10-17" or "2008-10-17", "The policy must contain a valid version string");
                    break;
                case "Id":
                    Text(member.Value, "Id");
                    break;
                case "Statement":
                    statements = member.Value;
                    break;
                default:
                    throw new PolicyFaultException($"Unknown field {member.Name}");
            }
        }

        var found = statements ?? throw new PolicyFaultException("Missing required field Statement");
        var list =
            found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray()] : (IReadOnlyList<JsonElement>)[found];
        Require(list.Count > 0, "Could not parse the policy: Statement is empty!");
        var result = list.Select(statement => Statement(statement, kind)).ToList();
        var sids = result.Select(statement => statement.Sid).OfType<string>().ToList();
        Require(
            sids.Distinct(StringComparer.Ordinal).Count() == sids.Count,
            "Statement IDs (SID) in a single policy must be unique."
        );
        return new PolicyDocument(version, result);
    }

    private static PolicyStatement Statement(JsonElement element, PolicyKind kind)
    {
        Require(element.ValueKind == JsonValueKind.Object, "A statement must be a JSON object");
        var members = element
            .EnumerateObject()
            .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        if (members.Keys.FirstOrDefault(name => !Elements.Contains(name)) is { } unknown)
        {
            throw new PolicyFaultException($"Unknown field {unknown}");
        }

        var effect = members.TryGetValue("Effect", out var value)
            ? Text(value, "Effect")
            : throw new PolicyFaultException("Missing required field Effect");
        Require(effect is "Allow" or "Deny", $"Invalid effect: {effect}");
        var (actions, isNotAction) = Either(members, "Action", "NotAction", "Missing required field Action");
        Require(
            actions.All(action => action == "*" || ActionText().IsMatch(action)),
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
        );
        return new PolicyStatement
        {
            Sid = members.TryGetValue("Sid", out var sid) ? Text(sid, "Sid") : null,
            IsAllow = effect == "Allow",
            Actions = actions,
            IsNotAction = isNotAction,
            Principals = Principals(members, kind),
            IsNotPrincipal = members.ContainsKey("NotPrincipal"),
            Resources = Resources(members, kind),
            IsNotResource = members.ContainsKey("NotResource"),
            Conditions = members.TryGetValue("Condition", out var condition)
                ? Conditions(condition)
                : new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>(),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Principals(
        Dictionary<string, JsonElement> members,
        PolicyKind kind
    )
    {
        var has = members.TryGetValue("Principal", out var element) || members.TryGetValue("NotPrincipal", out element);
        if (kind == PolicyKind.Identity)
        {
            Require(!has, "Policy document should not specify a principal.");
            return [];
        }

        Require(has, "Missing required field Principal");
        if (element.ValueKind == JsonValueKind.String)
        {
            Require(element.GetString() == "*", "Invalid principal in policy");
            return new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["AWS"] = ["*"] };
        }

        Require(element.ValueKind == JsonValueKind.Object, "Invalid principal in policy");
        var result = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            Require(PrincipalTypes.Contains(member.Name), $"Invalid principal in policy: {member.Name}");
            result[member.Name] = Texts(member.Value, "Principal");
        }

        Require(result.Count > 0, "Invalid principal in policy");
        return result;
    }

    private static IReadOnlyList<string> Resources(Dictionary<string, JsonElement> members, PolicyKind kind)
    {
        if (kind == PolicyKind.Trust)
        {
            Require(
                !members.ContainsKey("Resource") && !members.ContainsKey("NotResource"),
                "Has prohibited field Resource"
            );
            return ["*"];
        }

        var (resources, _) = Either(members, "Resource", "NotResource", "Missing required field Resource");
        var wrong = resources.FirstOrDefault(resource => resource != "*" && !ArnText().IsMatch(resource));
        Require(wrong is null, $"Resource {wrong} must be in ARN format or \"*\".");
        return resources;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Conditions(
        JsonElement element
    )
    {
        Require(element.ValueKind == JsonValueKind.Object, "Condition must be a JSON object");
        var result = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>(StringComparer.Ordinal);
        foreach (var test in element.EnumerateObject())
        {
            Require(OperatorText().IsMatch(test.Name), $"Invalid Condition type : {test.Name}");
            Require(test.Value.ValueKind == JsonValueKind.Object, $"The condition {test.Name} must be a JSON object");
            var keys = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
            foreach (var key in test.Value.EnumerateObject())
            {
                Require(ConditionKey().IsMatch(key.Name), $"Invalid condition key: {key.Name}");
                keys[key.Name] = Texts(key.Value, key.Name);
            }

            result[test.Name] = keys;
        }

        return result;
    }

    private static (IReadOnlyList<string> Values, bool IsNot) Either(
        Dictionary<string, JsonElement> members,
        string name,
        string notName,
        string missing
    )
    {
        var has = members.TryGetValue(name, out var value);
        var hasNot = members.TryGetValue(notName, out var notValue);
        Require(!(has && hasNot), $"{name} and {notName} exclude each other");
        Require(has || hasNot, missing);
        var list = Texts(has ? value : notValue, name);
        Require(list.Count > 0, missing);
        return (list, hasNot);
    }

    private static IReadOnlyList<string> Texts(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(item => Scalar(item, name))]
            : [Scalar(element, name)];

    /// <summary>Conditions may hold truths and numbers where text is meant.</summary>
    private static string Scalar(JsonElement element, string name) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString() ?? "",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => element.GetRawText(),
            _ => throw new PolicyFaultException($"Syntax error in policy: {name} must be text or a list of texts."),
        };

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String
            ? element.GetString() ?? ""
            : throw new PolicyFaultException($"Syntax error in policy: {name} must be text.");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new PolicyFaultException(message);
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+\z")]
    private static partial Regex ActionText();

    [GeneratedRegex(@"\Aarn:[^:]*:[^:]*:[^:]*:[^:]*:.+\z", RegexOptions.Singleline)]
    private static partial Regex ArnText();

    [GeneratedRegex(
        @"\A(?:(?:ForAllValues|ForAnyValue):)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|Numeric(?:NotEquals|Equals|LessThanEquals|LessThan|GreaterThanEquals|GreaterThan)|Date(?:NotEquals|Equals|LessThanEquals|LessThan|GreaterThanEquals|GreaterThan)|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like)|Null)(?:IfExists)?\z"
    )]
    private static partial Regex OperatorText();

    [GeneratedRegex(@"\A[a-zA-Z0-9-]+:.+\z")]
    private static partial Regex ConditionKey();
}
