using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Harness.Records;

/// <summary>
/// What one run of the seven stages came to: the one document that the console table, the pull-request report and the
/// tests all read. <see cref="Version"/> changes when a member changes its meaning.
/// </summary>
public sealed record RunRecord
{
    public int Version { get; init; } = 1;

    public required string Stack { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Wall time of all stages, in seconds.</summary>
    public required double Seconds { get; init; }

    public required IReadOnlyList<StageRecord> Stages { get; init; }

    /// <summary>Rows by source: customers, orders, events, exchange_rates.</summary>
    public required IReadOnlyDictionary<string, SourceCounts> Sources { get; init; }

    public required IReadOnlyList<Anomaly> Anomalies { get; init; }

    /// <summary>Against what the results were checked.</summary>
    public required CheckKind Checked { get; init; }

    public required IReadOnlyList<Mismatch> Mismatches { get; init; }

    /// <summary>Whether a persona was refused what is not its own, as found by trying.</summary>
    public required bool AccessEnforced { get; init; }

    [JsonIgnore]
    public bool Succeeded => Mismatches.Count == 0;

    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    public static RunRecord FromJson(string json) =>
        JsonSerializer.Deserialize<RunRecord>(json, JsonOptions) ?? throw new JsonException("A run record is null.");

    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

public enum CheckKind
{
    /// <summary>Every table was compared with <c>expected.json</c>.</summary>
    ExpectedResults,

    /// <summary>There is no <c>expected.json</c>: only data contracts and the conservation of rows were checked.</summary>
    ConservationOnly,
}

/// <summary>One stage. Numbers count what <see cref="InUnit"/> and <see cref="OutUnit"/> name (files, rows, tables…).</summary>
public sealed record StageRecord
{
    public required StageName Name { get; init; }

    public required long In { get; init; }

    public required string InUnit { get; init; }

    public required long Out { get; init; }

    public required string OutUnit { get; init; }

    public long Duplicates { get; init; }

    /// <summary>Reason → rows.</summary>
    public IReadOnlyDictionary<string, long> Rejected { get; init; } = new Dictionary<string, long>();

    /// <summary>Written, stored or scanned.</summary>
    public long Bytes { get; init; }

    public double Seconds { get; init; }

    /// <summary>What a reader should know and no check refuses, such as a column no contract names.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

public enum StageName
{
    Acquire,
    Stage,
    Process,
    Store,
    Analyze,
    Serve,
    Consume,
}

/// <summary>Rows of one source; <see cref="In"/> = <see cref="Out"/> + <see cref="Duplicates"/> + all of <see cref="Rejected"/>.</summary>
public sealed record SourceCounts(long In, long Out, long Duplicates, IReadOnlyDictionary<string, long> Rejected);

/// <param name="Day">ISO date.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="RevenueEur">The day's revenue.</param>
/// <param name="MeanEur">The mean of the country's other days.</param>
/// <param name="Score">Standard deviations above that mean.</param>
public sealed record Anomaly(string Day, string Country, decimal RevenueEur, decimal MeanEur, double Score);

/// <summary>A result that is not what was expected. <paramref name="Expectation"/> names the rule: <c>orders.amount_eur</c>, <c>orders rows</c>.</summary>
public sealed record Mismatch(string Expectation, string Key, string? Expected, string? Actual)
{
    public override string ToString() =>
        $"{Expectation} of {Key}: expected {Expected ?? "nothing"}, found {Actual ?? "nothing"}";
}
