using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Sql.Runtime.Java;

namespace CustomerLake.Local.Sql.Trino.Runtime.SqlJson;

/// <summary>A path that fails in strict mode, or an arithmetic that has no result.</summary>
internal sealed class PathFailure(string message) : Exception(message);

/// <summary>Evaluates paths. In lax mode arrays unwrap by themselves and what is missing is no error.</summary>
internal sealed class PathEvaluator(bool isLax, IReadOnlyDictionary<string, JsonNode?> passing)
{
    public List<JsonNode?> Evaluate(PathNode node, JsonNode? root) => Evaluate(node, root, root, null);

    private List<JsonNode?> Evaluate(PathNode node, JsonNode? root, JsonNode? current, JsonArray? array)
    {
        switch (node)
        {
            case PathNode.Root { Name: "$" }:
                return [root];
            case PathNode.Root { Name: "@" }:
                return [current];
            case PathNode.Root named:
                return passing.TryGetValue(named.Name[1..], out var value)
                    ? [value]
                    : throw new PathFailure($"no value passed for parameter {named.Name[1..]}");
            case PathNode.Constant constant:
                return [constant.Value];
            case PathNode.Last:
                return [JsonValue.Create(array!.Count - 1)];
            case PathNode.Member member:
                return
                [
                    .. Unwrapped(Evaluate(member.Source, root, current, array))
                        .SelectMany(item => Members(item, member.Key)),
                ];
            case PathNode.Elements elements:
                return
                [
                    .. Evaluate(elements.Source, root, current, array)
                        .SelectMany(item => Elements(elements, item, root, current)),
                ];
            case PathNode.Filter filter:
                return
                [
                    .. Unwrapped(Evaluate(filter.Source, root, current, array))
                        .Where(item => Test(filter.Test, root, item) == true),
                ];
            case PathNode.Method method:
                return
                [
                    .. Items(method, Evaluate(method.Source, root, current, array))
                        .SelectMany(item => Apply(method.Name, item)),
                ];
            case PathNode.Negation negation:
                return
                [
                    .. Unwrapped(Evaluate(negation.Operand, root, current, array))
                        .Select(item => Number(-ToNumber(item))),
                ];
            case PathNode.Arithmetic arithmetic:
                return [Compute(arithmetic, root, current, array)];
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private IEnumerable<JsonNode?> Items(PathNode.Method method, List<JsonNode?> items) =>
        method.Name is "size" or "type" ? items : Unwrapped(items);

    private IEnumerable<JsonNode?> Unwrapped(IEnumerable<JsonNode?> items) =>
        isLax ? items.SelectMany(item => item is JsonArray array ? array.AsEnumerable() : [item]) : items;

    private IEnumerable<JsonNode?> Members(JsonNode? item, string? key)
    {
        if (item is not JsonObject members)
        {
            return isLax
                ? []
                : throw new PathFailure(
                    $"structural error: invalid item type. Expected: OBJECT, actual: {TypeName(item).ToUpperInvariant()}"
                );
        }

        if (key is null)
        {
            return members.Select(member => member.Value);
        }

        return members.TryGetPropertyValue(key, out var value) ? [value]
            : isLax ? []
            : throw new PathFailure($"structural error: missing member '{key}' in JSON object");
    }

    private IEnumerable<JsonNode?> Elements(
        PathNode.Elements elements,
        JsonNode? item,
        JsonNode? root,
        JsonNode? current
    )
    {
        if (item is not JsonArray array)
        {
            if (!isLax)
            {
                throw new PathFailure(
                    $"structural error: invalid item type. Expected: ARRAY, actual: {TypeName(item).ToUpperInvariant()}"
                );
            }

            array = [item?.DeepClone()];
        }

        if (elements.Ranges.Count == 0)
        {
            return [.. array];
        }

        var found = new List<JsonNode?>();
        foreach (var (from, to) in elements.Ranges)
        {
            var start = (int)ToNumber(Evaluate(from, root, current, array).Single());
            var end = to is null ? start : (int)ToNumber(Evaluate(to, root, current, array).Single());
            if (!isLax && (start < 0 || end >= array.Count || start > end))
            {
                throw new PathFailure($"structural error: invalid array subscript for array of size {array.Count}");
            }

            for (var i = Math.Max(0, start); i <= Math.Min(end, array.Count - 1); i++)
            {
                found.Add(array[i]);
            }
        }

        return found;
    }

    private IEnumerable<JsonNode?> Apply(string method, JsonNode? item)
    {
        switch (method)
        {
            case "type":
                return [JsonValue.Create(TypeName(item))];
            case "size":
                return item is JsonArray array ? [JsonValue.Create(array.Count)]
                    : isLax ? [JsonValue.Create(1)]
                    : throw new PathFailure("structural error: invalid item type. Expected: ARRAY");
            case "abs":
                return [Number(Math.Abs(ToNumber(item)))];
            case "ceiling":
                return [Number(Math.Ceiling(ToNumber(item)))];
            case "floor":
                return [Number(Math.Floor(ToNumber(item)))];
            case "double":
                return
                [
                    Number(
                        item?.GetValueKind() == JsonValueKind.String
                            ? double.Parse(item.GetValue<string>(), CultureInfo.InvariantCulture)
                            : ToNumber(item)
                    ),
                ];
            case "keyvalue":
                return item is JsonObject members
                    ? members.Select(
                        JsonNode? (member) =>
                            new JsonObject
                            {
                                ["name"] = member.Key,
                                ["value"] = member.Value?.DeepClone(),
                                ["id"] = 0,
                            }
                    )
                    : throw new PathFailure("structural error: invalid item type. Expected: OBJECT");
            default:
                throw new PathFailure($"unknown method {method}()");
        }
    }

    private static string TypeName(JsonNode? item) =>
        item?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            _ => "boolean",
        };

    private static double ToNumber(JsonNode? item) =>
        item?.GetValueKind() == JsonValueKind.Number
            ? double.Parse(item.ToJsonString(), CultureInfo.InvariantCulture)
            : throw new PathFailure(
                $"invalid item type. Expected: NUMBER, actual: {TypeName(item).ToUpperInvariant()}"
            );

    /// <summary>A number that came from a double, or from whole numbers only.</summary>
    private static JsonNode? Number(double value) => JsonNode.Parse(JavaNumbers.Text(value));

    private JsonNode? Compute(PathNode.Arithmetic node, JsonNode? root, JsonNode? current, JsonArray? array)
    {
        var (left, right) = (Single(node.Left, root, current, array), Single(node.Right, root, current, array));
        var isWhole = IsWhole(left) && IsWhole(right);
        var (a, b) = (ToNumber(left), ToNumber(right));
        if (isWhole && b == 0 && node.Operator is '/' or '%')
        {
            throw new PathFailure("arithmetic error: Division by zero");
        }

        var value = node.Operator switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            '/' => isWhole ? Math.Truncate(a / b) : a / b,
            _ => a % b,
        };
        return isWhole ? JsonValue.Create((long)value) : Number(value);
    }

    private static bool IsWhole(JsonNode? item) =>
        item is not null && item.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0;

    private JsonNode? Single(PathNode node, JsonNode? root, JsonNode? current, JsonArray? array) =>
        Unwrapped(Evaluate(node, root, current, array)).ToList() is [var only]
            ? only
            : throw new PathFailure("arithmetic binary expression requires singleton operands");

    private bool? Test(PathTest test, JsonNode? root, JsonNode? item)
    {
        switch (test)
        {
            case PathTest.And and:
                var (left, right) = (Test(and.Left, root, item), Test(and.Right, root, item));
                return left == false || right == false ? false
                    : left is null || right is null ? null
                    : true;
            case PathTest.Or or:
                var (first, second) = (Test(or.Left, root, item), Test(or.Right, root, item));
                return first == true || second == true ? true
                    : first is null || second is null ? null
                    : false;
            case PathTest.Not not:
                return !Test(not.Operand, root, item);
        }

        try
        {
            return test switch
            {
                PathTest.Exists exists => Evaluate(exists.Path, root, item, null).Count > 0,
                PathTest.StartsWith starts => Values(starts.Left, root, item)
                    .Any(value =>
                        value?.GetValueKind() == JsonValueKind.String
                        && value
                            .GetValue<string>()
                            .StartsWith(
                                Values(starts.Right, root, item)[0]!.GetValue<string>(),
                                StringComparison.Ordinal
                            )
                    ),
                PathTest.Compare compare => Values(compare.Left, root, item)
                    .Any(a => Values(compare.Right, root, item).Any(b => Compare(compare.Operator, a, b))),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }
        catch (PathFailure)
        {
            return null;
        }
    }

    private List<JsonNode?> Values(PathNode node, JsonNode? root, JsonNode? item) =>
        [.. Unwrapped(Evaluate(node, root, item, null))];

    private static bool Compare(string symbol, JsonNode? left, JsonNode? right)
    {
        if (TypeName(left) != TypeName(right))
        {
            return false;
        }

        var order = TypeName(left) switch
        {
            "number" => ToNumber(left).CompareTo(ToNumber(right)),
            "string" => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
            "null" => 0,
            "boolean" => left!.GetValue<bool>().CompareTo(right!.GetValue<bool>()),
            _ => throw new PathFailure("items cannot be compared"),
        };
        return symbol switch
        {
            "==" => order == 0,
            "<>" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }
}
