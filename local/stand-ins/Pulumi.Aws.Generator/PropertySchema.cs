namespace Pulumi.Aws.Generator;

/// <summary>
/// A property as a schema file writes it: <c>string</c> (output only), <c>input bool?</c> (optional argument, output may
/// be null), <c>required list&lt;BucketLoggingTargetGrant&gt;</c>.
/// </summary>
internal sealed class PropertySchema
{
    private static readonly Dictionary<string, string> _scalars = new()
    {
        ["string"] = "string",
        ["bool"] = "bool",
        ["int"] = "int",
        ["double"] = "double",
        ["any"] = "object",
        ["asset"] = "AssetOrArchive",
    };

    private PropertySchema(string wireName, string name, string type, bool isInput, bool isRequired, bool isNullable)
    {
        (WireName, Name, Type) = (wireName, name, type);
        (IsInput, IsRequired, IsNullable) = (isInput, isRequired, isNullable);
    }

    public string WireName { get; }

    /// <summary>The C# property.</summary>
    public string Name { get; }

    public bool IsInput { get; }

    public bool IsRequired { get; }

    private string Type { get; }

    private bool IsNullable { get; }

    private string? Element => Inner("list");

    private string? Values => Inner("map");

    public bool IsCollection => Element is not null || Values is not null;

    public bool IsString => Type == "string";

    public static PropertySchema Parse(string wireName, string text, string? name)
    {
        var words = text.Split(' ');
        var type = words[words.Length - 1].TrimEnd('?');
        return new PropertySchema(
            wireName,
            name ?? Naming.Pascal(wireName),
            type,
            words[0] is "input" or "required",
            words[0] == "required",
            text.EndsWith("?", StringComparison.Ordinal)
        );
    }

    /// <summary>The type of an output, such as <c>ImmutableArray&lt;Outputs.X&gt;</c> or <c>string?</c>.</summary>
    public string OutputType
    {
        get
        {
            if (Element is { } element)
            {
                return $"ImmutableArray<{Plain(element, "Outputs.", "")}>";
            }

            var plain = Values is { } values
                ? $"ImmutableDictionary<string, {Plain(values, "Outputs.", "")}>"
                : Plain(Type, "Outputs.", "");
            return IsNullable ? plain + "?" : plain;
        }
    }

    /// <summary>The type of an argument, such as <c>InputList&lt;Inputs.XArgs&gt;</c>.</summary>
    /// <param name="suffix"><c>Args</c>, <c>GetArgs</c> or <c>InputArgs</c>.</param>
    public string InputType(string suffix) =>
        Element is { } element ? $"InputList<{Plain(element, "Inputs.", suffix)}>"
        : Values is { } values ? $"InputMap<{Plain(values, "Inputs.", suffix)}>"
        : $"Input<{Plain(Type, "Inputs.", suffix)}>";

    /// <summary>The type of a plain function argument, such as <c>List&lt;string&gt;</c>.</summary>
    public string PlainType(string suffix) =>
        Element is { } element ? $"List<{Plain(element, "Inputs.", suffix)}>"
        : Values is { } values ? $"Dictionary<string, {Plain(values, "Inputs.", suffix)}>"
        : Plain(Type, "Inputs.", suffix);

    private static string Plain(string type, string prefix, string suffix)
    {
        if (_scalars.TryGetValue(type, out var scalar))
        {
            return scalar;
        }

        return type.StartsWith("list<", StringComparison.Ordinal)
            ? $"ImmutableArray<{Plain(type.Substring(5, type.Length - 6), prefix, suffix)}>"
            : prefix + type + suffix;
    }

    private string? Inner(string kind) =>
        Type.StartsWith(kind + "<", StringComparison.Ordinal)
            ? Type.Substring(kind.Length + 1, Type.Length - kind.Length - 2)
            : null;
}

internal static class Naming
{
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
