using System.Text.Json.Serialization;

namespace CustomerLake.Samples.Expectations;

/// <summary>The document <c>expected.json</c>; its reader is the harness, which has records of its own.</summary>
internal sealed record Expected(
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("sources")] SortedDictionary<string, ExpectedSource> Sources,
    [property: JsonPropertyName("tables")] SortedDictionary<string, ExpectedTable> Tables,
    [property: JsonPropertyName("anomaly")] ExpectedAnomaly Anomaly
);

/// <summary>Rows of one source: in = out + duplicates + rejected.</summary>
internal sealed record ExpectedSource(
    [property: JsonPropertyName("in")] int In,
    [property: JsonPropertyName("out")] int Out,
    [property: JsonPropertyName("duplicates")] int Duplicates,
    [property: JsonPropertyName("rejected")] SortedDictionary<string, int> Rejected
);

/// <summary>A curated table: rows of texts as Athena prints them, in column order; null for NULL.</summary>
internal sealed record ExpectedTable(
    [property: JsonPropertyName("key")] string[] Key,
    [property: JsonPropertyName("columns")] string[] Columns,
    [property: JsonPropertyName("rows")] IReadOnlyList<string?[]> Rows
);

internal sealed record ExpectedAnomaly(
    [property: JsonPropertyName("day")] string Day,
    [property: JsonPropertyName("country")] string Country
);
