using System.Text.Json;
using CustomerLake.Harness.Records;

namespace CustomerLake.Harness.Expectations;

/// <summary>The results that a data folder says its data must give: <c>expected.json</c>, version 1.</summary>
internal sealed record ExpectedResults(
    int Version,
    IReadOnlyDictionary<string, SourceCounts> Sources,
    IReadOnlyDictionary<string, ExpectedTable> Tables,
    ExpectedAnomaly? Anomaly
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Null when the folder holds none.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be read as one.</exception>
    public static async Task<ExpectedResults?> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "expected.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            await using var file = File.OpenRead(path);
            var expected = await JsonSerializer.DeserializeAsync<ExpectedResults>(file, Options, cancellationToken);
            return expected is { Version: 1, Tables: not null, Sources: not null }
                ? expected
                : throw new InvalidDataException(
                    $"'{path}' is of version {expected?.Version}; this harness reads version 1."
                );
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}' is not valid: {fault.Message}", fault);
        }
    }
}

/// <summary>Rows as Athena prints them; a column <c>rows</c> counts the rows that are equal in the others.</summary>
internal sealed record ExpectedTable(
    IReadOnlyList<string> Key,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string?[]> Rows
);

internal sealed record ExpectedAnomaly(string Day, string Country);
