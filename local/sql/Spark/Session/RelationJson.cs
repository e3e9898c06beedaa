using System.Text.Json;
using CustomerLake.Local.Sql.Spark.Bind;
using CustomerLake.Local.Sql.Spark.Syntax;
using CustomerLake.Local.Sql.Spark.Types;

namespace CustomerLake.Local.Sql.Spark.Session;

/// <summary>Relations as Python sends them: an object with <c>kind</c>; children are numbers of data frames.</summary>
internal static class RelationJson
{
    public static Relation Read(JsonElement json)
    {
        Relation Child(string name = "child") => new FrameRelation(json.GetProperty(name).GetInt32());
        switch (json.GetProperty("kind").GetString())
        {
            case "select":
                return new SelectRelation(Child(), NodeJson.List(json.GetProperty("items")));
            case "filter":
                return new FilterRelation(Child(), NodeJson.Read(json.GetProperty("condition")));
            case "group":
                var keys = NodeJson.List(json.GetProperty("keys"));
                var aggregates = NodeJson.List(json.GetProperty("items"));
                var grouping = new GroupingNode(
                    [.. keys.Select(key => key is AliasNode alias ? alias.Child : key)],
                    json.GetProperty("grouping").GetString()!,
                    null
                );
                return new SelectRelation(Child(), [.. keys, .. aggregates]) { Grouping = grouping };
            case "sort":
                return new SortRelation(Child(), [.. json.GetProperty("order").EnumerateArray().Select(NodeJson.Key)]);
            case "limit":
                var count = new LiteralNode(json.GetProperty("count").GetInt64(), SparkType.Int);
                return new LimitRelation(Child(), count, json.GetProperty("offset").GetBoolean());
            case "drop":
                return new DropRelation(
                    Child(),
                    NodeJson.Strings(json.GetProperty("names")),
                    NodeJson.List(json.GetProperty("columns"))
                );
            case "tail":
                return new TailRelation(Child(), json.GetProperty("count").GetInt64());
            case "distinct":
                return new DistinctRelation(Child(), OptionalStrings(json, "subset"));
            case "set":
                return new SetRelation(
                    json.GetProperty("operation").GetString()!,
                    json.GetProperty("all").GetBoolean(),
                    Child("left"),
                    Child("right")
                )
                {
                    ByName = Flag(json, "byName"),
                    AllowMissing = Flag(json, "allowMissing"),
                };
            case "join":
                return new JoinRelation(json.GetProperty("how").GetString()!, Child("left"), Child("right"))
                {
                    Using = OptionalStrings(json, "using"),
                    Condition = json.TryGetProperty("condition", out var on) ? NodeJson.Optional(on) : null,
                };
            case "alias":
                return new AliasRelation(Child(), json.GetProperty("name").GetString()!, []);
            case "range":
                return new RangeRelation(
                    json.GetProperty("start").GetInt64(),
                    json.GetProperty("end").GetInt64(),
                    json.GetProperty("step").GetInt64()
                );
            case "rows":
                var schema = (StructType)TypeJson.Read(json.GetProperty("schema"));
                return new RowsRelation(
                    schema,
                    [.. json.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText())]
                );
            case "files":
                return new FileRelation(
                    json.GetProperty("format").GetString()!,
                    NodeJson.Strings(json.GetProperty("paths")),
                    Schema(json),
                    Options(json)
                );
            case "lines":
                return new LinesRelation(
                    json.GetProperty("format").GetString()!,
                    NodeJson.Strings(json.GetProperty("lines")),
                    Schema(json),
                    Options(json)
                );
            case "table":
                return new TableRelation(ExpressionParser.SplitName(json.GetProperty("name").GetString()!));
            case "sample":
                return new SampleRelation(Child(), json.GetProperty("fraction").GetDouble(), null, 0);
            case "pivot":
                return new PivotRelation(
                    Child(),
                    NodeJson.List(json.GetProperty("keys")),
                    [NodeJson.Read(json.GetProperty("column"))],
                    json.GetProperty("values").ValueKind == JsonValueKind.Null
                        ? null
                        : NodeJson.List(json.GetProperty("values")),
                    NodeJson.List(json.GetProperty("items"))
                );
            case "unpivot":
                return new UnpivotRelation(
                    Child(),
                    NodeJson.List(json.GetProperty("ids")),
                    json.GetProperty("values").ValueKind == JsonValueKind.Null
                        ? null
                        : [.. NodeJson.List(json.GetProperty("values")).Select(node => (node, (string?)null))],
                    json.GetProperty("name").GetString()!,
                    json.GetProperty("value").GetString()!,
                    IncludeNulls: true
                );
            case var kind:
                throw SparkException.Unsupported($"a relation of kind '{kind}'");
        }
    }

    private static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static List<string>? OptionalStrings(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? NodeJson.Strings(list)
            : null;

    private static StructType? Schema(JsonElement json)
    {
        if (!json.TryGetProperty("schema", out var schema) || schema.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return schema.ValueKind == JsonValueKind.String
            ? TypeParser.ParseColumns(schema.GetString()!)
            : (StructType)TypeJson.Read(schema);
    }

    public static Dictionary<string, string> Options(JsonElement json)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var option in json.GetProperty("options").EnumerateObject())
        {
            if (option.Value.ValueKind == JsonValueKind.String)
            {
                options[option.Name] = option.Value.GetString()!;
            }
        }

        return options;
    }
}
