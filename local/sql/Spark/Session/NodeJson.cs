using System.Globalization;
using System.Text.Json;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Expressions as Python sends them: an array whose first item is the kind.</summary>
internal static class NodeJson
{
    public static List<Node> List(JsonElement json) => [.. json.EnumerateArray().Select(Read)];

    public static Node Read(JsonElement json)
    {
        switch (json[0].GetString())
        {
            case "col":
                return ExpressionParser.ColumnName(json[1].GetString()!);
            case "name":
                return new NameNode([.. json[1].EnumerateArray().Select(part => part.GetString()!)]);
            case "frame":
                var name = json[2].GetString()!;
                return name == "*"
                    ? new StarNode([], json[1].GetInt32())
                    : new FrameColumnNode(json[1].GetInt32(), name);
            case "position":
                return new PositionNode(json[1].GetInt32(), json[2].GetInt32());
            case "lit":
                return Literal(json[1], TypeJson.Read(json[2]));
            case "expr":
                return ExpressionParser.Parse(json[1].GetString()!);
            case "call":
                return Call(json);
            case "cast":
                return new CastNode(Read(json[1]), Type(json[2]), json[3].GetBoolean());
            case "alias":
                return new AliasNode(Read(json[1]), Strings(json[2]));
            case "case":
                var branches = json[1].EnumerateArray().Select(pair => (Read(pair[0]), Read(pair[1]))).ToList();
                return new CaseNode(null, branches, Optional(json[2]));
            case "lambda":
                return new LambdaNode(Strings(json[1]), Read(json[2]));
            case "item":
                return new SubscriptNode(Read(json[1]), Read(json[2]));
            case "field":
                return new FieldNode(Read(json[1]), json[2].GetString()!);
            case "sort":
                return Sort(json);
            case "over":
                return Read(json[1]) is CallNode call
                    ? call with
                    {
                        Window = Window(json[2]),
                    }
                    : throw SparkException.Analysis(
                        "UNSUPPORTED_EXPR_FOR_WINDOW",
                        "Only a function can be computed over a window."
                    );
            case "python":
                return new PythonNode(json[1].GetInt32(), json[2].GetString()!, TypeJson.Read(json[3]), List(json[4]));
            case var kind:
                throw SparkException.Unsupported($"an expression of kind '{kind}'");
        }
    }

    public static Node? Optional(JsonElement json) => json.ValueKind == JsonValueKind.Null ? null : Read(json);

    public static List<string> Strings(JsonElement json) =>
        [.. json.EnumerateArray().Select(item => item.GetString()!)];

    private static SparkType Type(JsonElement json) =>
        json.ValueKind == JsonValueKind.String
            ? TypeParser.Parse(json.GetString()!)
            : TypeJson.Read(json.GetProperty("json"));

    private static CallNode Call(JsonElement json)
    {
        var call = new CallNode(json[1].GetString()!, List(json[2]));
        return json.GetArrayLength() > 3 && json[3].GetBoolean() ? call with { Distinct = true } : call;
    }

    public static SortNode Sort(JsonElement json) => new(Read(json[1]), json[2].GetBoolean(), json[3].GetBoolean());

    public static SortNode Key(JsonElement json) =>
        Read(json) as SortNode ?? new SortNode(Read(json), Ascending: true, NullsFirst: true);

    private static WindowNode Window(JsonElement json)
    {
        FrameNode? frame = null;
        if (json.TryGetProperty("frame", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            frame = new FrameNode(given[0].GetBoolean(), Bound(given[1]), Bound(given[2]));
        }

        return new WindowNode(
            List(json.GetProperty("partition")),
            [.. json.GetProperty("order").EnumerateArray().Select(Key)],
            frame
        );
    }

    private static Node? Bound(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var value = json.GetInt64();
        var magnitude = new LiteralNode(Math.Abs(value), SparkType.Long);
        return value < 0 ? new CallNode("negative", [magnitude]) : magnitude;
    }

    private static LiteralNode Literal(JsonElement value, SparkType type) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => new LiteralNode(null, type),
            JsonValueKind.True or JsonValueKind.False => new LiteralNode(value.GetBoolean(), type),
            JsonValueKind.String when type.IsFraction => new LiteralNode(
                double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
                type
            ),
            JsonValueKind.String when type == SparkType.Binary => new LiteralNode(
                Convert.FromHexString(value.GetString()!),
                type
            ),
            JsonValueKind.String => new LiteralNode(value.GetString(), type),
            JsonValueKind.Number when type.IsFraction => new LiteralNode(value.GetDouble(), type),
            _ => new LiteralNode(value.GetInt64(), type),
        };
}
