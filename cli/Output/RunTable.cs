using System.Globalization;
using CustomerLake.Harness.Records;
using Spectre.Console;

namespace CustomerLake.Cli.Output;

/// <summary>A run of the seven stages as one table, followed by what a reader must not miss.</summary>
internal static class RunTable
{
    private const int LongestList = 20;

    public static void Write(IAnsiConsole console, RunRecord run)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("Stage", "In", "Out");
        table.AddColumn(new TableColumn("Duplicates").RightAligned());
        table.AddColumn(new TableColumn("Rejected").RightAligned());
        table.AddColumn(new TableColumn("Bytes").RightAligned());
        table.AddColumn(new TableColumn("Seconds").RightAligned());
        foreach (var stage in run.Stages)
        {
            table.AddRow(
                stage.Name.ToString(),
                $"{Number(stage.In)} {stage.InUnit}",
                $"{Number(stage.Out)} {stage.OutUnit}",
                stage.Name == StageName.Process ? Number(stage.Duplicates) : "",
                stage.Name == StageName.Process ? Number(stage.Rejected.Values.Sum()) : "",
                stage.Bytes == 0 ? "" : Number(stage.Bytes),
                stage.Seconds.ToString("F2", CultureInfo.InvariantCulture)
            );
        }

        console.Write(table);
        foreach (var (reason, rows) in run.Stages.SelectMany(stage => stage.Rejected))
        {
            console.WriteLine($"  rejected {Number(rows), 5}  {reason}");
        }

        foreach (var note in run.Stages.SelectMany(stage => stage.Notes.Select(note => $"{stage.Name}: {note}")))
        {
            console.WriteLine($"  {note}");
        }

        WriteVerdict(console, run);
    }

    private static void WriteVerdict(IAnsiConsole console, RunRecord run)
    {
        var against =
            run.Checked == CheckKind.ExpectedResults
                ? "the expected results"
                : "data contracts and the conservation of rows (there is no expected.json)";
        if (run.Succeeded)
        {
            console.WriteLine(
                $"All results equal {against}.".Replace("equal data", "hold against data", StringComparison.Ordinal)
            );
            return;
        }

        console.WriteLine($"{run.Mismatches.Count} results differ from {against}:");
        foreach (var mismatch in run.Mismatches.Take(LongestList))
        {
            console.WriteLine($"  {mismatch}");
        }

        if (run.Mismatches.Count > LongestList)
        {
            console.WriteLine($"  … and {run.Mismatches.Count - LongestList} more (all of them with --json).");
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
