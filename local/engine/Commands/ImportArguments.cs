using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What <c>pulumi import</c> is to adopt: from its arguments, or from a file.</summary>
internal static class ImportArguments
{
    public static ImmutableArray<ImportSpec> Read(CommandLine line, StackName stack, string workDirectory)
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
        if (line.Value("file") is not { } file)
        {
            return new ImportResolver(stack, protect).Resolve(Inline(line));
        }

        if (!line.Positional.IsEmpty || new[] { "parent", "provider", "properties" }.Any(line.IsGiven))
        {
            throw new CommandFailedException(
                "an inline resource may not be specified in conjunction with an import file"
            );
        }

        return new ImportResolver(stack, protect).Resolve(FromFile(Path.Combine(workDirectory, file), file));
    }

    private static ImportList Inline(CommandLine line)
    {
        var missing = line.Positional.Length switch
        {
            0 => "type, name, and id",
            1 => "name and id",
            2 => "id",
            3 => null,
            _ => throw new CommandFailedException("only expected at most three arguments"),
        };
        if (missing is not null)
        {
            throw new CommandFailedException(
                $"an inline resource must be specified if no converter or import file is used, missing {missing}"
            );
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var parent = Named(line.Value("parent"), "parent");
        if (parent is var (above, urn))
        {
            names[above] = Urn.TryParse(urn, out _)
                ? urn
                : throw new CommandFailedException($"invalid parent URN: '{urn}'");
        }

        var provider = Named(line.Value("provider"), "provider");
        if (provider is var (name, reference) && !names.TryAdd(name, reference))
        {
            throw new CommandFailedException($"provider and parent must have distinct names, both were '{name}'");
        }

        return new ImportList(
            names,
            [
                new ImportItem(line.Positional[0], line.Positional[1], line.Positional[2])
                {
                    Parent = parent?.Name,
                    Provider = provider?.Name,
                    Properties = [.. line.Values("properties").SelectMany(text => text.Split(','))],
                },
            ]
        );
    }

    /// <param name="text"><c>name=URN</c>, or a URN by itself.</param>
    private static (string Name, string Urn)? Named(string? text, string name) =>
        string.IsNullOrEmpty(text) ? null
        : text.Split('=', 2) is [{ Length: > 0 } given, var urn] && Urn.TryParse(urn, out _) ? (given, urn)
        : (name, text);

    private static ImportList FromFile(string path, string shown)
    {
        if (!File.Exists(path))
        {
            throw new CommandFailedException(
                $"could not read import file: could not open import file: open {shown}: no such file or directory"
            );
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var names = json.RootElement.TryGetProperty("nameTable", out var table)
                ? table.EnumerateObject().ToDictionary(name => name.Name, name => name.Value.GetString() ?? "")
                : [];
            return new ImportList(
                names,
                json.RootElement.TryGetProperty("resources", out var list)
                    ? [.. list.EnumerateArray().Select(Item)]
                    : []
            );
        }
        catch (JsonException)
        {
            throw new CommandFailedException("could not read import file: unexpected EOF");
        }
        catch (InvalidOperationException fault)
        {
            throw new CommandFailedException($"could not read import file: {fault.Message}");
        }
    }

    private static ImportItem Item(JsonElement item)
    {
        foreach (var member in new[] { "inputs", "outputs", "parameterization", "extension" })
        {
            if (item.TryGetProperty(member, out var given) && given.ValueKind != JsonValueKind.Null)
            {
                throw new CommandFailedException(
                    $"'{member}' in an import file is not supported by the embedded engine"
                );
            }
        }

        var (name, logical) = (text("name") ?? "", text("logicalName") ?? "");
        return new ImportItem(text("type") ?? "", name.Length > 0 ? name : logical, text("id") ?? "")
        {
            LogicalName = logical.Length > 0 ? logical : name,
            Parent = text("parent") is { Length: > 0 } parent ? parent : null,
            Provider = text("provider") is { Length: > 0 } provider ? provider : null,
            Version = text("version") is { Length: > 0 } version ? version : null,
            IsComponent = item.TryGetProperty("component", out var component) && component.GetBoolean(),
            IsRemote = item.TryGetProperty("remote", out var remote) && remote.GetBoolean(),
            Properties = item.TryGetProperty("properties", out var properties)
                ? [.. properties.EnumerateArray().Select(property => property.GetString() ?? "")]
                : [],
        };

        string? text(string member) =>
            item.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }
}

/// <summary>Resources to adopt, and the URNs that stand for names among them.</summary>
internal sealed record ImportList(IReadOnlyDictionary<string, string> Names, IReadOnlyList<ImportItem> Items);

internal sealed record ImportItem(string Type, string Name, string Id)
{
    public string LogicalName { get; init; } = Name;

    public string? Parent { get; init; }

    public string? Provider { get; init; }

    public string? Version { get; init; }

    public bool IsComponent { get; init; }

    public bool IsRemote { get; init; }

    public ImmutableArray<string> Properties { get; init; } = [];
}
