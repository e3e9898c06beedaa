using System.Text.Json;
using System.Text.Json.Nodes;

namespace CustomerLake.Harness;

/// <summary>The outputs of a stack, as the harness needs them.</summary>
public sealed record LakeOutputs
{
    public required string Region { get; init; }

    public required string AccountId { get; init; }

    public required string RawBucket { get; init; }

    public required string CuratedBucket { get; init; }

    public required string ScriptsBucket { get; init; }

    public required string ResultsBucket { get; init; }

    public required string RawDatabase { get; init; }

    public required string CuratedDatabase { get; init; }

    public required string RawCrawler { get; init; }

    public required string CuratedCrawler { get; init; }

    public required string Job { get; init; }

    public required string Workgroup { get; init; }

    /// <summary>Key → id.</summary>
    public required IReadOnlyDictionary<string, string> NamedQueries { get; init; }

    /// <summary>Key → id.</summary>
    public required IReadOnlyDictionary<string, string> DataSets { get; init; }

    public required string Dashboard { get; init; }

    /// <summary>Persona → role ARN.</summary>
    public required IReadOnlyDictionary<string, string> Personas { get; init; }

    /// <summary>Persona → QuickSight group name.</summary>
    public required IReadOnlyDictionary<string, string> Groups { get; init; }

    /// <summary>Reads the outputs from JSON (as <c>pulumi stack output --json</c> prints them).</summary>
    /// <exception cref="InvalidDataException">An output is missing or of another shape; all of them are named.</exception>
    public static LakeOutputs FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<LakeOutputs>(json, Options)
                ?? throw new JsonException("The outputs are null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"The stack's outputs are not those of a Customer Lake ({fault.Message.Split(" Path:")[0]}). Bring the stack up to date with `up` first.",
                fault
            );
        }
    }

    /// <summary>Reads outputs given by name.</summary>
    /// <inheritdoc cref="FromJson"/>
    public static LakeOutputs From(IReadOnlyDictionary<string, object?> outputs) =>
        FromJson(
            new JsonObject(
                outputs.Select(pair => KeyValuePair.Create(pair.Key, JsonSerializer.SerializeToNode(pair.Value)))
            ).ToJsonString()
        );

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
}
