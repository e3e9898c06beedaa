using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Tests.Unit.Engine.Lifecycle;

/// <summary>Nodes of a program in the form of the scenarios; inputs and options are given as anonymous objects.</summary>
internal static class Nodes
{
    /// <summary>A thing of the fake provider; its input <c>name</c> is its own name unless given.</summary>
    public static JsonObject Thing(string name, object? inputs = null, object? options = null) =>
        Node("fake:index:Thing", name, inputs, options);

    /// <summary>A thing that cannot be deleted while another names it as its <c>store</c>.</summary>
    public static JsonObject Store(string name, object? inputs = null, object? options = null) =>
        Node("fake:index:Store", name, inputs, options);

    /// <summary>A thing whose provider leaves the comparison to the engine.</summary>
    public static JsonObject Plain(string name, object? inputs = null, object? options = null) =>
        Node("fake:index:Plain", name, inputs, options);

    public static JsonObject Component(string name, object? options = null, string type = "app:index:Group") =>
        Of("component", type, name, Json(null), options);

    public static JsonObject Provider(string name, object? inputs = null, object? options = null) =>
        Of("provider", "pulumi:providers:fake", name, Json(inputs), options);

    /// <summary>A <c>Get</c>.</summary>
    public static JsonObject Read(string name, object id, object? options = null)
    {
        var node = Of("read", "fake:index:Thing", name, Json(null), options);
        node["id"] = JsonSerializer.SerializeToNode(id);
        return node;
    }

    public static JsonObject StackReference(string name, string stack)
    {
        var node = Of("stackReference", "pulumi:pulumi:StackReference", name, Json(new { name = stack }), null);
        node["id"] = stack;
        return node;
    }

    public static JsonObject Lookup(string key, object? arguments)
    {
        var node = Of("invoke", "fake:index:lookup", key, Json(arguments), null);
        node["key"] = key;
        return node;
    }

    /// <summary>The program ends here with an error.</summary>
    public static JsonObject Error(string message) =>
        new()
        {
            ["kind"] = "error",
            ["key"] = "error",
            ["message"] = message,
        };

    /// <summary>An output of another node, such as <c>a.arn</c>.</summary>
    public static JsonObject Ref(string path) => new() { ["$ref"] = path };

    public static JsonObject Secret(object value) => new() { ["$secret"] = JsonSerializer.SerializeToNode(value) };

    public static string Program(IEnumerable<JsonObject> nodes, object? outputs = null, bool isParallel = false) =>
        new JsonObject
        {
            ["mode"] = isParallel ? "parallel" : "sequential",
            ["resources"] = new JsonArray([.. nodes.Select(node => node.DeepClone())]),
            ["outputs"] = Json(outputs),
        }.ToJsonString();

    private static JsonObject Node(string type, string name, object? inputs, object? options)
    {
        var all = Json(inputs);
        if (!all.ContainsKey("name"))
        {
            all["name"] = name;
        }

        return Of(null, type, name, all, options);
    }

    private static JsonObject Of(string? kind, string type, string name, JsonObject inputs, object? options)
    {
        var node = new JsonObject
        {
            ["type"] = type,
            ["name"] = name,
            ["inputs"] = inputs,
            ["options"] = Json(options),
        };
        if (kind is not null)
        {
            node["kind"] = kind;
        }

        return node;
    }

    private static JsonObject Json(object? members) =>
        members is null ? [] : JsonSerializer.SerializeToNode(members)!.AsObject();
}
