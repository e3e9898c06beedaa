using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Pulumi.Aws.Generator;

/// <summary>Writes the classes of <c>Pulumi.Aws</c> from the schema files, one source a file.</summary>
[Generator]
public sealed class AwsSchemaGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor _broken = new(
        "AWS0001",
        "A schema file cannot be read",
        "{0}: {1}",
        "Schema",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal))
            .Select(
                (file, token) =>
                    (Name: Path.GetFileNameWithoutExtension(file.Path), Text: file.GetText(token)?.ToString() ?? "")
            );
        context.RegisterSourceOutput(files, (output, file) => Write(output, file.Name, file.Text));
    }

    private static void Write(SourceProductionContext output, string name, string text)
    {
        try
        {
            var schema = Schema.Parse(text);
            output.AddSource($"{name}.g.cs", SourceText.From(SchemaWriter.Write(schema), Encoding.UTF8));
        }
        catch (FormatException e)
        {
            output.ReportDiagnostic(Diagnostic.Create(_broken, Location.None, name, e.Message));
        }
    }
}
