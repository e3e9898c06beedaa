using System.Text.Json;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>How a script failed, as the driver saw it.</summary>
internal sealed record JobFailure
{
    public required string Type { get; init; }

    /// <summary>The names of the exception's classes, its own first.</summary>
    public required IReadOnlyList<string> Bases { get; init; }

    public required string Message { get; init; }

    /// <summary>The line of the script, where one took part.</summary>
    public int? Line { get; init; }

    /// <summary>Null when the script ended without a word: killed, or left by <c>os._exit</c>.</summary>
    public static JobFailure? Read(string path) =>
        File.Exists(path)
            ? JsonSerializer.Deserialize<JobFailure>(File.ReadAllText(path), JsonSerializerOptions.Web)
            : null;

    /// <summary>
    /// Glue's ErrorMessage: <c>Error Category: X; Failed Line Number: N; Type: text</c>. Spark's own failures come
    /// without their Python type. Categories after published messages of failed runs.
    /// </summary>
    public override string ToString()
    {
        var line = Line is { } number ? $"Failed Line Number: {number}; " : "";
        return $"Error Category: {Category}; {line}{Type}: {Message}";
    }

    private string Category =>
        Bases.Select(CategoryOf).FirstOrDefault(category => category is not null) ?? "UNCLASSIFIED_ERROR";

    private static string? CategoryOf(string type) =>
        type switch
        {
            "AnalysisException" or "ParseException" => "QUERY_ERROR",
            "ImportError" => "IMPORT_ERROR",
            "SyntaxError" => "SYNTAX_ERROR",
            "GlueArgumentError" or "IllegalArgumentException" => "INVALID_ARGUMENT_ERROR",
            "KeyError" or "ValueError" or "IndexError" => "INVALID_ARGUMENT_ERROR",
            "PermissionError" => "PERMISSION_ERROR",
            "FileNotFoundError" => "RESOURCE_NOT_FOUND_ERROR",
            "TimeoutError" => "TIMEOUT_ERROR",
            "MemoryError" => "OUT_OF_MEMORY_ERROR",
            _ => null,
        };
}
