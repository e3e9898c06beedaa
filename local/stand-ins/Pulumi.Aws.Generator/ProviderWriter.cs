namespace Pulumi.Aws.Generator;

/// <summary>The explicit provider: what is not a string travels as JSON text.</summary>
internal static class ProviderWriter
{
    public static void Write(CodeWriter code, ResourceSchema provider)
    {
        code.Line("[AwsResourceType(\"pulumi:providers:aws\")]");
        code.Block(
            "public partial class Provider : global::Pulumi.ProviderResource",
            () =>
            {
                ResourceWriter.WriteOutputs(code, provider.Properties.Where(p => p.IsString));
                code.Line(
                        "public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)"
                    )
                    .Line("    : base(\"aws\", name, args ?? new ProviderArgs(), Options(options)) { }")
                    .Line();
                code.Block(
                    "private static CustomResourceOptions Options(CustomResourceOptions? options)",
                    () =>
                    {
                        code.Line("var defaults = new CustomResourceOptions { Version = Utilities.Version };");
                        provider.Secrets.ForEach(s => code.Line($"defaults.AdditionalSecretOutputs.Add(\"{s}\");"));
                        code.Line("return CustomResourceOptions.Merge(defaults, options);");
                    }
                );
            }
        );
        code.Block("public sealed class ProviderArgs : global::Pulumi.ResourceArgs", () => WriteArgs(code, provider));
    }

    private static void WriteArgs(CodeWriter code, ResourceSchema provider)
    {
        foreach (var property in provider.Properties)
        {
            var type = property.InputType("Args");
            code.Line($"[Input(\"{property.WireName}\"{(property.IsString ? "" : ", json: true")})]")
                .Line($"private {type}? _{property.WireName};");
            var isSecret = provider.Secrets.Contains(property.WireName);
            code.Block(
                $"public {type}{(property.IsCollection ? "" : "?")} {property.Name}",
                () =>
                    code.Line(
                            property.IsCollection
                                ? $"get => _{property.WireName} ??= new {type}();"
                                : $"get => _{property.WireName};"
                        )
                        .Line($"set => _{property.WireName} = {(isSecret ? "Utilities.Secret(value)" : "value")};")
            );
        }

        code.Block(
            "public ProviderArgs()",
            () =>
                code.Line("Region = Utilities.Environment(\"AWS_REGION\", \"AWS_DEFAULT_REGION\");")
                    .Line("SkipCredentialsValidation = false;")
                    .Line("SkipRegionValidation = true;")
        );
        code.Line("public static new ProviderArgs Empty => new ProviderArgs();");
    }
}
