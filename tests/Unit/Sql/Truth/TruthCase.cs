using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Tests.Unit.Sql.Truth;

/// <summary>One recorded case; the fields are explained in tests/truth/trino/README.md.</summary>
internal sealed record TruthCase
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public required string Id { get; init; }
    public required string Group { get; init; }
    public required string Sql { get; init; }
    public string[] Setup { get; init; } = [];
    public string[]? AthenaSetup { get; init; }
    public string[] Data { get; init; } = [];
    public string[] AthenaDdl { get; init; } = [];
    public bool Ordered { get; init; }
    public string[][]? Columns { get; init; }
    public JsonElement[]? Rows { get; init; }
    public string?[][]? Text { get; init; }
    public long? UpdateCount { get; init; }
    public string? UpdateType { get; init; }
    public TruthError? Error { get; init; }
    public bool ShapeOnly { get; init; }
    public bool TrinoOnly { get; init; }
    public string? Doubt { get; init; }

    /// <summary>Cases that count: not of Trino alone, and without doubt about Athena.</summary>
    [JsonIgnore]
    public bool Counts => !TrinoOnly && Doubt is null;

    public static IEnumerable<TruthCase> ReadAll(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.jsonl")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Select(line => JsonSerializer.Deserialize<TruthCase>(line, Options)!);
}

internal sealed record TruthError
{
    public required string Name { get; init; }
    public string? Message { get; init; }
}
