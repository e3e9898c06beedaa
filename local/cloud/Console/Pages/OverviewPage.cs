using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Console.Runs;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>The seven stages of every stack with the results of its last run.</summary>
internal static class OverviewPage
{
    private static readonly string[] Columns =
    [
        "Stage",
        "In",
        "Out",
        "Duplicates",
        "Rejected",
        "Bytes",
        "Seconds",
        "Notes",
    ];

    public static Markup Show(ConsoleLake lake, ConsoleRequest request)
    {
        var runs = lake.Runs.List();
        return Layout.Page(
            "Overview",
            "Overview",
            request.Scope,
            runs.Count == 0
                ? Layout.Empty("No run has been reported yet. './lake run -s STACK' reports one.")
                : Markup.Join(runs.Select(Run))
        );
    }

    private static Markup Run(RunReport run) =>
        Markup.Of(
            $"""
            <section class="run"><h2>{run.Stack} {Verdict(run)}</h2>
            <p>Started {run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, took {run.Seconds:0.0} s. {Checked(run)}
            Access: {(run.AccessEnforced ? "enforced" : "not enforced yet")}.</p>
            {Layout.Table(Columns, run.Stages.Select(Stage), $"The stages of {run.Stack}")}
            {Anomalies(run)}
            {Mismatches(run)}
            </section>
            """
        );

    private static Markup Verdict(RunReport run) =>
        run.Succeeded
            ? Markup.Of($"<span class=\"good\">as expected</span>")
            : Markup.Of($"<span class=\"bad\">{run.Mismatches.Count} unexpected</span>");

    private static string Checked(RunReport run) =>
        run.Checked switch
        {
            "expectedResults" => "Every table was compared with the expected results.",
            "conservationOnly" => "Only data contracts and the conservation of rows were checked.",
            _ => "",
        };

    private static IReadOnlyList<Markup> Stage(StageReport stage) =>
        [
            Markup.Of($"<strong>{Title(stage.Name)}</strong>"),
            Count(stage.In, stage.InUnit),
            Count(stage.Out, stage.OutUnit),
            Layout.Number(stage.Duplicates),
            Rejected(stage),
            Layout.Number(stage.Bytes),
            Markup.Of($"<span class=\"number\">{stage.Seconds:0.00}</span>"),
            Layout.Text(string.Join("; ", stage.Notes)),
        ];

    /// <summary>The record says <c>process</c>, people say Process.</summary>
    private static string Title(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name[1..];

    private static Markup Count(long count, string? unit) => Markup.Of($"<span class=\"number\">{count}</span> {unit}");

    private static Markup Rejected(StageReport stage) =>
        stage.Rejected.Count == 0
            ? Layout.Number(0)
            : Markup.Of(
                $"""
                <details><summary class="number">{stage.Rejected.Values.Sum()}</summary><ul>{stage
                    .Rejected.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => Markup.Of($"<li>{pair.Key}: {pair.Value}</li>"))}</ul></details>
                """
            );

    private static Markup Anomalies(RunReport run) =>
        run.Anomalies.Count == 0
            ? Layout.Empty("No anomaly was found.")
            : Markup.Of(
                $"""
                <h3>Anomalies</h3><ul class="anomalies">{run.Anomalies.Select(anomaly =>
                    Markup.Of(
                        $"<li><strong>{anomaly.Day} {anomaly.Country}</strong>: revenue {anomaly.RevenueEur:N2} EUR, {anomaly.Score:0.0} deviations above the mean of the other days ({anomaly.MeanEur:N2} EUR)</li>"
                    )
                )}</ul>
                """
            );

    private static Markup Mismatches(RunReport run) =>
        run.Succeeded
            ? Markup.None
            : Layout.Table(
                ["Expectation", "Key", "Expected", "Found"],
                run.Mismatches.Select(each =>
                    (IReadOnlyList<Markup>)
                        [
                            Layout.Text(each.Expectation),
                            Layout.Text(each.Key),
                            Layout.Text(each.Expected ?? "nothing"),
                            Layout.Text(each.Actual ?? "nothing"),
                        ]
                ),
                "What was not as expected"
            );
}
