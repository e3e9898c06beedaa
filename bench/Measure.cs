using System.Diagnostics;
using System.Globalization;

namespace CustomerLake.Bench;

/// <summary>Times something several times and keeps the median, which one slow run does not move.</summary>
internal static class Measure
{
    public static async Task<TimeSpan> MedianAsync(int times, Func<Task> work)
    {
        var taken = new List<TimeSpan>();
        for (var time = 0; time < times; time++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            taken.Add(Stopwatch.GetElapsedTime(started));
        }

        return Median(taken);
    }

    public static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var ordered = times.Order().ToList();
        return ordered[ordered.Count / 2];
    }

    public static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"'{program} {string.Join(' ', arguments)}' ended with {process.ExitCode}:\n{await output}{await error}"
            );
        }
    }

    public static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + " s";

    public static string Ratio(TimeSpan ours, TimeSpan limit) =>
        (ours / limit).ToString("F1", CultureInfo.InvariantCulture) + "x";
}
