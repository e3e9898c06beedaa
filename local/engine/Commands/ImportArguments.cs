using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Deploy;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What <c>pulumi import</c> is to adopt: from its arguments, or from a file.</summary>
internal static class ImportArguments
{
    public static ImmutableArray<ImportSpec> Read(CommandLine line, CommandContext context)
    {
        if (line.IsGiven("from"))
        {
            throw new CommandFailedException(
                "import --from is not supported by the embedded engine",
                CommandFailedException.Misuse
            );
        }

        if (!line.IsGiven("generate-code") || line.Has("generate-code"))
        {
            throw new CommandFailedException(
                "generating code for imported resources is not supported by the embedded engine; "
                    + "pass --generate-code=false",
                CommandFailedException.Misuse
            );
        }

        var protect = !line.IsGiven("protect") || line.Has("protect");
        if (line.Value("file") is { } file)
        {
            return FromFile(Path.Combine(context.Call.WorkDirectory, file), file, protect);
        }

        return line.Positional.Length == 3
            ?
            [
                new ImportSpec(line.Positional[0], line.Positional[1], line.Positional[2])
                {
                    Protect = protect,
                    Parent = line.Value("parent"),
                    Provider = line.Value("provider"),
                    Properties = line.Values("properties"),
                },
            ]
            : throw new CommandFailedException("an inline resource must be specified if no import file is used");
    }

    private static ImmutableArray<ImportSpec> FromFile(string path, string shown, bool protect)
    {
        if (!File.Exists(path))
        {
            throw new CommandFailedException(
                $"could not read import file: could not open import file: open {shown}: no such file or directory"
            );
        }

        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(File.ReadAllText(path));
        }
        catch (JsonException)
        {
            throw new CommandFailedException("could not read import file: unexpected EOF");
        }

        using (json)
        {
            var table = json.RootElement.TryGetProperty("nameTable", out var names)
                ? names.EnumerateObject().ToDictionary(name => name.Name, name => name.Value.GetString() ?? "")
                : [];
            ImmutableArray<ImportSpec> specs = json.RootElement.TryGetProperty("resources", out var resources)
                ? [.. resources.EnumerateArray().Select(item => Spec(item, protect, table))]
                : [];
            ThrowIfParentIsUnknown(specs, table);
            return specs;
        }
    }

    private static void ThrowIfParentIsUnknown(ImmutableArray<ImportSpec> specs, Dictionary<string, string> table)
    {
        var names = specs.Select(spec => spec.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            if (spec.Parent is { } parent && !names.Contains(parent) && !table.ContainsValue(parent))
            {
                throw new CommandFailedException(
                    $"the parent '{parent}' for resource '{spec.Name}' of type '{spec.Type}' has no entry in 'nameTable'"
                );
            }
        }
    }

    private static ImportSpec Spec(JsonElement item, bool protect, Dictionary<string, string> table)
    {
        var name = text("name") ?? "";
        var type = text("type") ?? "";
        var isComponent = item.TryGetProperty("component", out var component) && component.GetBoolean();
        if (type.Length == 0 || name.Length == 0)
        {
            throw new CommandFailedException(
                $"could not read import file: could not parse resource: resource has no {(type.Length == 0 ? "type" : "name")}"
            );
        }

        if (!isComponent && text("id") is null or "")
        {
            throw new CommandFailedException($"resource '{name}' of type '{type}' has no ID");
        }

        return new ImportSpec(type, name, text("id") ?? "")
        {
            IsComponent = isComponent,
            Parent = text("parent") is { } parent ? table.GetValueOrDefault(parent, parent) : null,
            Provider = text("provider") is { } provider ? table.GetValueOrDefault(provider, provider) : null,
            Version = text("version"),
            Properties = item.TryGetProperty("properties", out var properties)
                ? [.. properties.EnumerateArray().Select(property => property.GetString() ?? "")]
                : [],
            Protect = protect,
        };

        string? text(string member) =>
            item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }
}
