namespace Pulumi.Aws.Generator;

/// <summary>Nested types: as arguments, as arguments of <c>Get</c>, as outputs.</summary>
internal static class TypeWriter
{
    private static readonly HashSet<string> _keywords =
    [
        "namespace",
        "operator",
        "class",
        "default",
        "object",
        "string",
    ];

    public static void WriteInputs(CodeWriter code, TypeSchema type)
    {
        foreach (var suffix in (string[])["Args", "GetArgs"])
        {
            ArgsWriter.Write(
                code,
                type.Name + suffix,
                "global::Pulumi.ResourceArgs",
                [.. type.Properties.Where(p => p.IsInput || suffix == "GetArgs")],
                suffix,
                []
            );
        }
    }

    public static void WriteOutput(CodeWriter code, string name, List<PropertySchema> properties)
    {
        code.Line("[OutputType]");
        code.Block(
            $"public sealed class {name}",
            () =>
            {
                foreach (var property in properties)
                {
                    code.Line($"public readonly {property.OutputType} {property.Name};");
                }

                var parameters = properties
                    .OrderBy(p => p.WireName, StringComparer.Ordinal)
                    .Select(p => $"{p.OutputType} {Parameter(p)}");
                code.Line().Line("[OutputConstructor]");
                code.Block(
                    $"private {name}({string.Join(", ", parameters)})",
                    () => properties.ForEach(p => code.Line($"{p.Name} = {Parameter(p)};"))
                );
            }
        );
    }

    private static string Parameter(PropertySchema property) =>
        _keywords.Contains(property.WireName) ? "@" + property.WireName : property.WireName;
}
