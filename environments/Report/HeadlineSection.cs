namespace CustomerLake.Environments.Report;

/// <summary>One line that says whether to look further.</summary>
internal static class HeadlineSection
{
    public static string Write(ReportInput input, ReportDepth depth)
    {
        var (symbol, state) = StateOf(input);
        var commit = input.Commit is { } hash ? $" at {Markdown.Code(hash[..Math.Min(hash.Length, 10)])}" : "";
        var console = input.Console is { } uri ? $"\n\nConsole: <{uri}>" : "";
        var fault = input.Fault is { } text ? $"\n\n{Markdown.Block(text)}" : "";
        var place = input.Place is { } name ? $" {name}" : "";
        return $"## {symbol} Preview {Markdown.Code(input.Stack)}{commit}{place}: {state}{fault}{console}";
    }

    private static (string Symbol, string State) StateOf(ReportInput input) =>
        input switch
        {
            { Fault: not null } => ("❌", "failed"),
            { Leftovers.Count: > 0 } => ("❌", "destroyed, but not all of it"),
            { Leftovers: not null } => ("🧹", "destroyed, nothing is left"),
            { Run.Mismatches.Count: > 0 } => ("❌", "the data is not as expected"),
            { Run: not null } => ("✅", "up, and the sample gave what it should"),
            { Update: not null } => ("⏳", "up, no data has run through it yet"),
            _ => ("⏳", "on its way"),
        };
}
