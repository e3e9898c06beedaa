namespace CustomerLake.Environments.Report;

/// <summary>What the services still have of a destroyed preview.</summary>
internal static class LeftoversSection
{
    public static string? Write(ReportInput input, ReportDepth depth) =>
        input.Leftovers is { Count: > 0 } left
            ? "### Left\n\nThe services still have:\n\n"
                + Markdown.Table(
                    ["Service", "Kind", "Name"],
                    [.. left.Select(l => new[] { l.Service, l.Kind, Markdown.Code(l.Name) })],
                    depth
                )
            : null;
}
