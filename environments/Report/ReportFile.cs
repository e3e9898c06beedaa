using System.Text.Json;
using System.Text.Json.Serialization;

namespace CustomerLake.Environments.Report;

/// <summary>What was last known of a preview, kept in a file: a report can be written again without doing anything.</summary>
public static class ReportFile
{
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(string path, ReportInput input)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Outputs and text are no part of a report, and the text may be long.
        var kept = input with
        {
            Update = input.Update is { } update
                ? update with
                {
                    Outputs = new Dictionary<string, object?>(),
                    Text = "",
                }
                : null,
        };
        File.WriteAllText(path, JsonSerializer.Serialize(kept, _json));
    }

    /// <summary>Null where there is none.</summary>
    /// <exception cref="EnvironmentException">It cannot be read.</exception>
    public static ReportInput? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ReportInput>(File.ReadAllText(path), _json) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"What is known of the preview cannot be read from '{path}': {fault.Message} Bring the preview up again.",
                fault
            );
        }
    }
}
