using System.Text.Json;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>
/// The body of <c>./lake scenarios FOLDER</c>: runs recorded scenarios of the real engine on this one and prints a line
/// for each that differs.
/// </summary>
public static class ScenarioProgram
{
    /// <summary>0 when every scenario gave what was recorded, else 1.</summary>
    public static async Task<int> RunAsync(string folder, TextWriter output)
    {
        var results = new List<ScenarioResult>();
        foreach (var scenario in Load(folder))
        {
            var result = await ScenarioRunner.RunAsync(scenario);
            results.Add(result);
            if (result.Difference is { } difference)
            {
                await output.WriteLineAsync($"{result.Id}: {difference}");
            }
        }

        var failed = results.Count(result => result.Difference is not null);
        await output.WriteLineAsync($"{results.Count - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>Every scenario of the files of a folder; files of another form are left out.</summary>
    public static IEnumerable<JsonElement> Load(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            foreach (var scenario in document.RootElement.EnumerateArray())
            {
                if (scenario.ValueKind == JsonValueKind.Object && scenario.TryGetProperty("steps", out _))
                {
                    yield return scenario.Clone();
                }
            }
        }
    }
}

/// <param name="Difference">Step and what differs; null when all is as recorded.</param>
public sealed record ScenarioResult(string Id, string? Difference);
