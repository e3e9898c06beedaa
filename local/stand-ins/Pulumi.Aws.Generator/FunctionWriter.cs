namespace Pulumi.Aws.Generator;

/// <summary>A function ("data source") with its two kinds of arguments and its result.</summary>
internal static class FunctionWriter
{
    public static void Write(CodeWriter code, FunctionSchema function)
    {
        var name = function.Name;
        var isOptional = !function.Arguments.Any(p => p.IsRequired);
        code.Block(
            $"public static class {name}",
            () =>
            {
                Method("Task", "InvokeAsync", $"{name}Args", "InvokeOptions? options = null");
                Method("Output", "Invoke", $"{name}InvokeArgs", "InvokeOptions? options = null");
                Method("Output", "Invoke", $"{name}InvokeArgs", "InvokeOutputOptions options", mayLeaveOut: false);
            }
        );
        WritePlainArgs(code, function);
        ArgsWriter.Write(code, $"{name}InvokeArgs", "global::Pulumi.InvokeArgs", function.Arguments, "InputArgs", []);
        TypeWriter.WriteOutput(code, $"{name}Result", function.Result);

        void Method(string wrapper, string method, string args, string options, bool mayLeaveOut = true)
        {
            var parameter = isOptional && mayLeaveOut ? $"{args}? args = null" : $"{args} args";
            code.Line($"public static {wrapper}<{name}Result> {method}({parameter}, {options}) =>")
                .Line(
                    $"    global::Pulumi.Deployment.Instance.{method}<{name}Result>(\"{function.Token}\", args ?? new {args}(), options.WithDefaults());"
                )
                .Line();
        }
    }

    private static void WritePlainArgs(CodeWriter code, FunctionSchema function) =>
        code.Block(
            $"public sealed class {function.Name}Args : global::Pulumi.InvokeArgs",
            () =>
            {
                foreach (var property in function.Arguments)
                {
                    var type = property.PlainType("Args");
                    code.Line($"[Input(\"{property.WireName}\"{(property.IsRequired ? ", required: true" : "")})]");
                    if (property.IsCollection)
                    {
                        code.Line($"private {type}? _{property.WireName};");
                        code.Block(
                            $"public {type} {property.Name}",
                            () =>
                                code.Line($"get => _{property.WireName} ??= new {type}();")
                                    .Line($"set => _{property.WireName} = value;")
                        );
                    }
                    else
                    {
                        code.Line(
                                $"public {type}{(property.IsRequired ? "" : "?")} {property.Name} {{ get; set; }}{(property.IsRequired ? " = default!;" : "")}"
                            )
                            .Line();
                    }
                }

                code.Line($"public {function.Name}Args() {{ }}")
                    .Line()
                    .Line($"public static new {function.Name}Args Empty => new {function.Name}Args();");
            }
        );
}
