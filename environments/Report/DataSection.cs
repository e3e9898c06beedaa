using System.Globalization;
using CustomerLake.Harness.Records;

namespace CustomerLake.Environments.Report;

/// <summary>What the sample gave, stage by stage and source by source, and where it is not what was expected.</summary>
internal static class DataSection
{
    public static string? Write(ReportInput input, ReportDepth depth)
    {
        if (input.Run is not { } run)
        {
            return null;
        }

        var parts = new List<string>
        {
            $"### Data\n\n{Verdict(run)}",
            Stages(run, depth),
            Sources(run, input.BaseRun, depth),
        };
        if (run.Mismatches.Count > 0)
        {
            parts.Insert(1, Mismatches(run, depth));
        }

        if (run.Anomalies.Count > 0)
        {
            parts.Add(string.Join('\n', run.Anomalies.Select(Sentence)));
        }

        // What the later stages note stands in the sentences above and below.
        var noted = run.Stages.Where(stage => stage.Name is not StageName.Analyze and not StageName.Consume);
        if (noted.SelectMany(stage => stage.Notes).Distinct().ToList() is { Count: > 0 } notes)
        {
            parts.Add(string.Join('\n', notes.Take(depth.MaxRows).Select(note => $"- {Markdown.Code(note)}")));
        }

        parts.Add(
            run.AccessEnforced
                ? "Access: each persona can do what is its own and nothing else."
                : "Access: each persona's grants exist, but nobody was refused what is not theirs: policies are not enforced here."
        );
        return string.Join("\n\n", parts);
    }

    private static string Verdict(RunRecord run) =>
        (run.Mismatches.Count, run.Checked) switch
        {
            (0, CheckKind.ExpectedResults) => "Every table equals the expected results of the data.",
            (0, _) => "No expected results: data contracts and the conservation of rows were checked, and hold.",
            var (count, _) => $"**{count} {(count == 1 ? "result is" : "results are")} not as expected.**",
        };

    private static string Mismatches(RunRecord run, ReportDepth depth) =>
        Markdown.Table(
            ["Expectation", "Key", "Expected", "Found"],
            [
                .. run.Mismatches.Select(m =>
                    new[]
                    {
                        Markdown.Code(m.Expectation),
                        Markdown.Code(m.Key),
                        Markdown.Code(m.Expected ?? "nothing"),
                        Markdown.Code(m.Actual ?? "nothing"),
                    }
                ),
            ],
            depth
        );

    private static string Stages(RunRecord run, ReportDepth depth) =>
        Markdown.Table(
            ["Stage", "In→", "Out→", "Duplicates→", "Rejected→", "Bytes→", "Seconds→"],
            [
                .. run.Stages.Select(stage =>
                    new[]
                    {
                        stage.Name.ToString(),
                        $"{Markdown.Number(stage.In)} {stage.InUnit}",
                        $"{Markdown.Number(stage.Out)} {stage.OutUnit}",
                        NoneIfZero(stage.Duplicates, Markdown.Number),
                        NoneIfZero(stage.Rejected.Values.Sum(), Markdown.Number),
                        NoneIfZero(stage.Bytes, Markdown.Bytes),
                        Markdown.Seconds(stage.Seconds),
                    }
                ),
            ],
            depth
        );

    /// <summary>Most stages count only some of it.</summary>
    private static string NoneIfZero(long number, Func<long, string> write) => number == 0 ? "" : write(number);

    private static string Sources(RunRecord run, RunRecord? before, ReportDepth depth) =>
        Markdown.Table(
            ["Source", "In→", "Out→", "Duplicates→", "Rejected→"],
            [
                .. run
                    .Sources.OrderBy(source => source.Key, StringComparer.Ordinal)
                    .Select(source =>
                    {
                        var old = before?.Sources.GetValueOrDefault(source.Key);
                        return new[]
                        {
                            Markdown.Code(source.Key),
                            Compared(source.Value.In, old?.In),
                            Compared(source.Value.Out, old?.Out),
                            Compared(source.Value.Duplicates, old?.Duplicates),
                            Rejected(source.Value, old),
                        };
                    }),
            ],
            depth
        );

    private static string Rejected(SourceCounts counts, SourceCounts? before)
    {
        var reasons = counts
            .Rejected.OrderByDescending(reason => reason.Value)
            .ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => $"{Markdown.Number(reason.Value)} {Markdown.Code(reason.Key)}");
        var total = Compared(counts.Rejected.Values.Sum(), before?.Rejected.Values.Sum());
        return string.Join("<br>", reasons.Prepend(total));
    }

    /// <summary>A number, and by how much it differs from the one before the change.</summary>
    private static string Compared(long now, long? before) =>
        before is { } old && old != now
            ? string.Create(CultureInfo.InvariantCulture, $"{now:N0} ({now - old:+#,0;-#,0})")
            : Markdown.Number(now);

    private static string Sentence(Anomaly anomaly) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"🔎 Revenue of {Markdown.Code(anomaly.Country)} on {anomaly.Day}: {anomaly.RevenueEur:N0} EUR, usually {anomaly.MeanEur:N0} EUR (score {anomaly.Score:0.0})."
        );
}
