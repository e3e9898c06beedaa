using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Local.Cloud.Console.Runs;

/// <summary>
/// The record of a run as whoever ran it reports it: version 1 of the harness's document. Members that the console does
/// not show are passed over; a document of another version is refused.
/// </summary>
internal sealed record RunReport
{
    public const int KnownVersion = 1;

    public required int Version { get; init; }
    public required string Stack { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required double Seconds { get; init; }
    public required IReadOnlyList<StageReport> Stages { get; init; }
    public IReadOnlyList<AnomalyReport> Anomalies { get; init; } = [];
    public string? Checked { get; init; }
    public IReadOnlyList<MismatchReport> Mismatches { get; init; } = [];
    public bool AccessEnforced { get; init; }

    public bool Succeeded => Mismatches.Count == 0;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <exception cref="FormatException">The document is no run record of the known version; says why.</exception>
    public static RunReport Read(byte[] json)
    {
        try
        {
            var report =
                JsonSerializer.Deserialize<RunReport>(json, Options)
                ?? throw new FormatException("The run record is null.");
            return report.Version == KnownVersion
                ? report
                : throw new FormatException(
                    $"The run record has version {report.Version}; this console reads version {KnownVersion}."
                );
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The run record cannot be read: {fault.Message}", fault);
        }
    }
}

internal sealed record StageReport
{
    public required string Name { get; init; }
    public required long In { get; init; }
    public string? InUnit { get; init; }
    public required long Out { get; init; }
    public string? OutUnit { get; init; }
    public long Duplicates { get; init; }
    public IReadOnlyDictionary<string, long> Rejected { get; init; } = new Dictionary<string, long>();
    public long Bytes { get; init; }
    public double Seconds { get; init; }
    public IReadOnlyList<string> Notes { get; init; } = [];
}

internal sealed record AnomalyReport(string Day, string Country, decimal RevenueEur, decimal MeanEur, double Score);

internal sealed record MismatchReport(string Expectation, string Key, string? Expected, string? Actual);
