using System.Globalization;

namespace CustomerLake.Bench.Engine;

/// <summary>
/// The embedded engine at 50, 500 and 2,000 resources of the local cloud. An up and a destroy may take twice as long as
/// the same API calls issued directly, a preview without changes twice as long as the program under the SDK's mocks and
/// a reading of the checkpoint; four times the resources may take 4.4 times as long.
/// </summary>
internal static class EngineBench
{
    private const double RatioLimit = 2;
    private const double LinearLimit = 4.4;

    /// <summary>
    /// What a preview may take beside its ratio, whatever the size: settings, display and event log, which the program
    /// alone has not.
    /// </summary>
    private static readonly TimeSpan PreviewBase = TimeSpan.FromMilliseconds(50);

    private static readonly (int Size, int Rounds)[] Sizes = [(50, 9), (500, 5), (2000, 5)];
    private static readonly string[] Operations = ["up", "preview", "destroy"];

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await new EngineRound(200).RunAsync(cancellationToken);
        var times = new Dictionary<(string Operation, int Size), RoundTime>();
        foreach (var (size, rounds) in Sizes)
        {
            var all = new List<RoundTime>();
            for (var round = 0; round < rounds; round++)
            {
                all.AddRange(await new EngineRound(size).RunAsync(cancellationToken));
            }

            foreach (var operation in Operations)
            {
                var own = all.Where(time => time.Operation == operation).ToList();
                times[(operation, size)] = new RoundTime(
                    operation,
                    Measure.Median(own.Select(time => time.Engine)),
                    Measure.Median(own.Select(time => time.Bare))
                );
            }
        }

        return Tell(times);
    }

    private static int Tell(Dictionary<(string Operation, int Size), RoundTime> times)
    {
        var broken = new List<string>();
        foreach (var operation in Operations)
        {
            foreach (var (size, _) in Sizes)
            {
                var time = times[(operation, size)];
                var (free, against) =
                    operation == "preview"
                        ? (PreviewBase, "program and checkpoint alone, 0.05 s aside")
                        : (TimeSpan.Zero, "same calls");
                Limit(
                    $"{operation, -8}{size, 5} resources",
                    $"{Measure.Seconds(time.Engine)} against {Measure.Seconds(time.Bare)}, {against}",
                    Math.Max(0, (time.Engine - free) / time.Bare),
                    RatioLimit
                );
            }

            Limit(
                $"{operation, -8} t(2000)/t(500)",
                "",
                times[(operation, 2000)].Engine / times[(operation, 500)].Engine,
                LinearLimit
            );
        }

        Console.WriteLine(broken.Count == 0 ? "  linear" : $"  over the limit: {string.Join(", ", broken)}");
        return broken.Count == 0 ? 0 : 1;

        void Limit(string what, string how, double ratio, double limit)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {what, -24} {ratio:F2} (at most {limit})  {how}")
                    .TrimEnd()
            );
            if (ratio > limit)
            {
                broken.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {ratio:F2}"));
            }
        }
    }
}
