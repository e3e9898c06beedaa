using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Crawlers;

/// <summary>The crawler's versioned Configuration text, read strictly: an unknown key is an error, as in AWS.</summary>
internal sealed record CrawlerConfiguration
{
    public static readonly CrawlerConfiguration Default = new();

    /// <summary>New columns are added to tables; nothing is dropped or retyped. Overrides the schema change policy.</summary>
    public bool MergesNewColumns { get; init; }

    /// <summary>Partitions take format and schema from their table.</summary>
    public bool PartitionsInherit { get; init; }

    /// <summary>Compatible folders form one table, however different their schemas are.</summary>
    public bool CombinesCompatibleSchemas { get; init; }

    /// <summary>The absolute level of tables, where the bucket is level 1.</summary>
    public int? TableLevel { get; init; }

    public int? TableThreshold { get; init; }

    public bool CreatesPartitionIndex { get; init; } = true;

    /// <exception cref="Protocol.AwsException">InvalidInputException.</exception>
    public static CrawlerConfiguration Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Default;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw GlueErrors.InvalidInput($"Crawler configuration is no JSON: {fault.Message}");
        }
    }

    private static CrawlerConfiguration Read(JsonElement root)
    {
        RequireObject(root, "Configuration");
        Allow(root, "Configuration", "Version", "CrawlerOutput", "Grouping", "CreatePartitionIndex");
        if (!root.TryGetProperty("Version", out var version) || Number(version, "Version") != 1)
        {
            throw GlueErrors.InvalidInput("Crawler configuration must have 'Version' 1.0.");
        }

        var output = Child(root, "CrawlerOutput", "CrawlerOutput", "Tables", "Partitions");
        var tables = Child(output, "Tables", "CrawlerOutput.Tables", "AddOrUpdateBehavior", "TableThreshold");
        var partitions = Child(output, "Partitions", "CrawlerOutput.Partitions", "AddOrUpdateBehavior");
        var grouping = Child(root, "Grouping", "Grouping", "TableGroupingPolicy", "TableLevelConfiguration");
        return new CrawlerConfiguration
        {
            MergesNewColumns = Flag(tables, "AddOrUpdateBehavior", "MergeNewColumns"),
            PartitionsInherit = Flag(partitions, "AddOrUpdateBehavior", "InheritFromTable"),
            CombinesCompatibleSchemas = Flag(grouping, "TableGroupingPolicy", "CombineCompatibleSchemas"),
            TableLevel = Positive(grouping, "TableLevelConfiguration"),
            TableThreshold = Positive(tables, "TableThreshold"),
            CreatesPartitionIndex =
                !root.TryGetProperty("CreatePartitionIndex", out var index) || Boolean(index, "CreatePartitionIndex"),
        };
    }

    private static JsonElement? Child(JsonElement? parent, string name, string path, params string[] keys)
    {
        if (parent is null || !parent.Value.TryGetProperty(name, out var child))
        {
            return null;
        }

        RequireObject(child, path);
        Allow(child, path, keys);
        return child;
    }

    private static void RequireObject(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw GlueErrors.InvalidInput($"{path} must be a JSON object.");
        }
    }

    private static void Allow(JsonElement element, string path, params string[] keys)
    {
        var unknown = element.EnumerateObject().Select(property => property.Name).Except(keys).ToList();
        if (unknown.Count > 0)
        {
            throw GlueErrors.InvalidInput($"{path} contains unsupported keys: {string.Join(", ", unknown)}.");
        }
    }

    private static bool Flag(JsonElement? parent, string name, string value)
    {
        if (parent is null || !parent.Value.TryGetProperty(name, out var found))
        {
            return false;
        }

        return found.ValueKind == JsonValueKind.String && found.GetString() == value
            ? true
            : throw GlueErrors.InvalidInput($"{name} must be '{value}', not {found.GetRawText()}.");
    }

    private static int? Positive(JsonElement? parent, string name)
    {
        if (parent is null || !parent.Value.TryGetProperty(name, out var found))
        {
            return null;
        }

        var number = Number(found, name);
        return number is >= 1 and <= int.MaxValue && number == Math.Floor(number)
            ? (int)number
            : throw GlueErrors.InvalidInput($"{name} must be a whole number of at least 1, not {found.GetRawText()}.");
    }

    private static double Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number
            ? element.GetDouble()
            : throw GlueErrors.InvalidInput($"{name} must be a number, not {element.GetRawText()}.");

    private static bool Boolean(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? element.GetBoolean()
            : throw GlueErrors.InvalidInput($"{name} must be true or false, not {element.GetRawText()}.");
}
