namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>One thing that somebody wants to do.</summary>
internal sealed record PolicyQuestion
{
    /// <summary>The names under which a policy may mean the caller: ARN, account root, account id.</summary>
    public required IReadOnlyList<string> Principals { get; init; }

    /// <summary>Set when an AWS service asks, such as <c>glue.amazonaws.com</c>.</summary>
    public string? Service { get; init; }

    public required string Action { get; init; }

    public required string Resource { get; init; }

    /// <summary>Condition keys with their values; names without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}

internal enum PolicyAnswer
{
    /// <summary>Nothing in the policy is about it.</summary>
    Silent,
    Allowed,
    Denied,
}

/// <summary>Whether policies allow something: an explicit denial beats every allowance.</summary>
internal static class PolicyEvaluation
{
    public static PolicyAnswer Evaluate(IEnumerable<PolicyDocument> policies, PolicyQuestion question)
    {
        var matching = policies
            .SelectMany(policy => policy.Statements)
            .Where(statement => Matches(statement, question))
            .ToList();
        return matching.Exists(statement => !statement.IsAllow) ? PolicyAnswer.Denied
            : matching.Count > 0 ? PolicyAnswer.Allowed
            : PolicyAnswer.Silent;
    }

    /// <summary><c>*</c> is any run of characters, <c>?</c> any one. Linear in both lengths: no pattern can stall it.</summary>
    public static bool Like(string text, string pattern, bool ignoreCase = false)
    {
        var (at, index, star, mark) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (
                index < pattern.Length
                && (pattern[index] == '?' || (pattern[index] != '*' && Same(text[at], pattern[index], ignoreCase)))
            )
            {
                at++;
                index++;
            }
            else if (index < pattern.Length && pattern[index] == '*')
            {
                (star, mark) = (index++, at);
            }
            else if (star >= 0)
            {
                index = star + 1;
                at = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(index).TrimStart('*').IsEmpty;
    }

    private static bool Matches(PolicyStatement statement, PolicyQuestion question) =>
        (statement.Principals.Count == 0 || IsMeant(statement, question) != statement.IsNotPrincipal)
        && statement.Actions.Any(action => Like(question.Action, action, ignoreCase: true)) != statement.IsNotAction
        && statement.Resources.Any(resource => Like(question.Resource, resource)) != statement.IsNotResource
        && statement.Conditions.All(test => test.Value.All(key => Holds(test.Key, key.Key, key.Value, question)));

    private static bool IsMeant(PolicyStatement statement, PolicyQuestion question) =>
        statement.Principals.Any(pair =>
            pair.Key switch
            {
                "AWS" => pair.Value.Any(name => name == "*" || question.Principals.Contains(name)),
                "Service" => question.Service is not null && pair.Value.Contains(question.Service),
                _ => false,
            }
        );

    private static bool Holds(string test, string key, IReadOnlyList<string> values, PolicyQuestion question)
    {
        var name = test[(test.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var ifExists = name.EndsWith("IfExists", StringComparison.Ordinal);
        name = ifExists ? name[..^8] : name;
        var has = question.Context.TryGetValue(key, out var actual);
        if (name == "Null")
        {
            return values.Contains(has ? "false" : "true");
        }

        var isNegative = name.Contains("Not", StringComparison.Ordinal);
        if (!has)
        {
            return ifExists || isNegative;
        }

        return values.Any(value => Compare(name, actual!, value)) != isNegative;
    }

    private static bool Compare(string test, string actual, string value) =>
        test switch
        {
            "StringEquals" or "StringNotEquals" => actual == value,
            "StringEqualsIgnoreCase" or "StringNotEqualsIgnoreCase" => actual.Equals(
                value,
                StringComparison.OrdinalIgnoreCase
            ),
            "StringLike" or "StringNotLike" or "ArnLike" or "ArnNotLike" or "ArnEquals" or "ArnNotEquals" => Like(
                actual,
                value
            ),
            "Bool" => actual.Equals(value, StringComparison.OrdinalIgnoreCase),
            _ => throw Protocol.AwsException.NotEmulated(
                $"The local cloud does not evaluate the condition operator '{test}' yet."
            ),
        };

    private static bool Same(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToLowerInvariant(left) == char.ToLowerInvariant(right));
}
