namespace Pulumi.Aws.Generator;

/// <summary>A class of arguments: properties marked <c>[Input]</c>, collections made on first read.</summary>
internal static class ArgsWriter
{
    /// <param name="suffix">That of nested arguments.</param>
    /// <param name="isState">All optional: the arguments of <c>Get</c>.</param>
    public static void Write(
        CodeWriter code,
        string name,
        string parent,
        List<PropertySchema> properties,
        string suffix,
        List<string> secrets,
        bool isState = false
    ) =>
        code.Block(
            $"public sealed class {name} : {parent}",
            () =>
            {
                foreach (var property in properties)
                {
                    WriteProperty(code, property, suffix, secrets.Contains(property.WireName), isState);
                }

                code.Line($"public {name}() {{ }}").Line().Line($"public static new {name} Empty => new {name}();");
            }
        );

    private static void WriteProperty(
        CodeWriter code,
        PropertySchema property,
        string suffix,
        bool isSecret,
        bool isState
    )
    {
        var isRequired = property.IsRequired && !isState;
        var attribute = $"[Input(\"{property.WireName}\"{(isRequired ? ", required: true" : "")})]";
        var type = property.InputType(suffix);
        if (property.IsCollection)
        {
            code.Line(attribute).Line($"private {type}? _{property.WireName};");
            code.Block(
                $"public {type} {property.Name}",
                () =>
                    code.Line($"get => _{property.WireName} ??= new {type}();")
                        .Line($"set => _{property.WireName} = value;")
            );
        }
        else if (isSecret)
        {
            code.Line(attribute).Line($"private {type}? _{property.WireName};");
            code.Block(
                $"public {type}? {property.Name}",
                () =>
                    code.Line($"get => _{property.WireName};")
                        .Line($"set => _{property.WireName} = Utilities.Secret(value);")
            );
        }
        else
        {
            code.Line(attribute)
                .Line(
                    $"public {type}{(isRequired ? "" : "?")} {property.Name} {{ get; set; }}{(isRequired ? " = null!;" : "")}"
                )
                .Line();
        }
    }
}
