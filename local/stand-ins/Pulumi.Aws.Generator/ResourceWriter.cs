namespace Pulumi.Aws.Generator;

/// <summary>A resource class with its <c>Args</c> and <c>State</c>.</summary>
internal static class ResourceWriter
{
    public static void Write(CodeWriter code, ResourceSchema resource)
    {
        var name = resource.Name;
        var args = resource.Inputs.Any(p => p.IsRequired) ? $"{name}Args args" : $"{name}Args? args = null";
        code.Line($"[AwsResourceType(\"{resource.Token}\")]");
        code.Block(
            $"public partial class {name} : global::Pulumi.CustomResource",
            () =>
            {
                WriteOutputs(code, resource.Properties);
                code.Line($"public {name}(string name, {args}, CustomResourceOptions? options = null)")
                    .Line(
                        $"    : base(\"{resource.Token}\", name, args ?? new {name}Args(), Options(options, \"\")) {{ }}"
                    )
                    .Line()
                    .Line(
                        $"private {name}(string name, Input<string> id, {name}State? state, CustomResourceOptions? options)"
                    )
                    .Line($"    : base(\"{resource.Token}\", name, state, Options(options, id)) {{ }}")
                    .Line()
                    .Line(
                        $"public static {name} Get(string name, Input<string> id, {name}State? state = null, CustomResourceOptions? options = null) =>"
                    )
                    .Line($"    new {name}(name, id, state, options);")
                    .Line();
                WriteOptions(code, resource);
            }
        );
        ArgsWriter.Write(code, $"{name}Args", "global::Pulumi.ResourceArgs", resource.Inputs, "Args", resource.Secrets);
        ArgsWriter.Write(
            code,
            $"{name}State",
            "global::Pulumi.ResourceArgs",
            resource.Properties,
            "GetArgs",
            resource.Secrets,
            isState: true
        );
    }

    public static void WriteOutputs(CodeWriter code, IEnumerable<PropertySchema> properties)
    {
        foreach (var property in properties)
        {
            code.Line($"[Output(\"{property.WireName}\")]")
                .Line($"public Output<{property.OutputType}> {property.Name} {{ get; private set; }} = null!;")
                .Line();
        }
    }

    private static void WriteOptions(CodeWriter code, ResourceSchema resource) =>
        code.Block(
            "private static CustomResourceOptions Options(CustomResourceOptions? options, Input<string>? id)",
            () =>
            {
                code.Line("var defaults = new CustomResourceOptions { Version = Utilities.Version };");
                foreach (var secret in resource.Secrets)
                {
                    code.Line($"defaults.AdditionalSecretOutputs.Add(\"{secret}\");");
                }

                foreach (var alias in resource.Aliases)
                {
                    code.Line($"defaults.Aliases.Add(new global::Pulumi.Alias {{ Type = \"{alias}\" }});");
                }

                code.Line("var merged = CustomResourceOptions.Merge(defaults, options);")
                    .Line("merged.Id = id ?? merged.Id;")
                    .Line("return merged;");
            }
        );
}
