namespace Pulumi.Aws.Generator;

using Members = List<KeyValuePair<string, object>>;

/// <summary>One service's resources, functions and nested types.</summary>
internal sealed class Schema(
    string @namespace,
    List<ResourceSchema> resources,
    List<FunctionSchema> functions,
    List<TypeSchema> types,
    ResourceSchema? provider
)
{
    public string Namespace => @namespace.Length == 0 ? "Pulumi.Aws" : $"Pulumi.Aws.{@namespace}";

    public List<ResourceSchema> Resources => resources;

    public List<FunctionSchema> Functions => functions;

    public List<TypeSchema> Types => types;

    public ResourceSchema? Provider => provider;

    public static Schema Parse(string text)
    {
        var root = Object(JsonReader.Read(text));
        return new Schema(
            Find(root, "namespace") as string ?? throw new FormatException("no 'namespace'"),
            [.. Section(root, "resources").Select(e => Resource(e.Key, Object(e.Value)))],
            [
                .. Section(root, "functions")
                    .Select(e => new FunctionSchema(
                        e.Key,
                        Properties(Section(Object(e.Value), "arguments")),
                        Properties(Section(Object(e.Value), "result"))
                    )),
            ],
            [.. Section(root, "types").Select(e => new TypeSchema(e.Key, Properties(Object(e.Value))))],
            Find(root, "provider") is { } provider ? Resource("pulumi:providers:aws", Object(provider)) : null
        );
    }

    private static ResourceSchema Resource(string token, Members members)
    {
        var renames = Section(members, "rename").ToDictionary(e => e.Key, e => (string)e.Value);
        var secrets = Texts(members, "secret");
        return new ResourceSchema(
            token,
            Properties(Section(members, "properties"), renames),
            secrets,
            Texts(members, "aliases")
        );
    }

    private static List<PropertySchema> Properties(Members members, Dictionary<string, string>? renames = null) =>
        [
            .. members.Select(e =>
                PropertySchema.Parse(
                    e.Key,
                    e.Value as string ?? throw new FormatException($"'{e.Key}' is not described by a text"),
                    renames is not null && renames.TryGetValue(e.Key, out var name) ? name : null
                )
            ),
        ];

    private static Members Section(Members members, string name) =>
        Find(members, name) is { } found ? Object(found) : [];

    private static List<string> Texts(Members members, string name) =>
        Find(members, name) is List<object> items ? [.. items.OfType<string>()] : [];

    private static object? Find(Members members, string name) =>
        members.Where(e => e.Key == name).Select(e => e.Value).FirstOrDefault();

    private static Members Object(object value) =>
        value as Members ?? throw new FormatException("an object is missing");
}

internal sealed class ResourceSchema(
    string token,
    List<PropertySchema> properties,
    List<string> secrets,
    List<string> aliases
)
{
    public string Token => token;

    public string Name => token.Substring(token.LastIndexOf(':') + 1);

    public List<PropertySchema> Properties => properties;

    public List<PropertySchema> Inputs => [.. properties.Where(p => p.IsInput)];

    public List<string> Secrets => secrets;

    public List<string> Aliases => aliases;
}

internal sealed class FunctionSchema(string token, List<PropertySchema> arguments, List<PropertySchema> result)
{
    public string Token => token;

    public string Name => Naming.Pascal(token.Substring(token.LastIndexOf(':') + 1));

    public List<PropertySchema> Arguments => arguments;

    public List<PropertySchema> Result => result;
}

internal sealed class TypeSchema(string name, List<PropertySchema> properties)
{
    public string Name => name;

    public List<PropertySchema> Properties => properties;

    /// <summary>A type of a function's result has no inputs.</summary>
    public bool IsInput => properties.Count == 0 || properties.Any(p => p.IsInput);
}
