namespace CustomerLake.Environments.Report;

/// <summary>Until when the preview is there, and how to keep it.</summary>
internal static class LeaseSection
{
    public static string? Write(ReportInput input, ReportDepth depth) =>
        input is { Lease: { } lease, Leftovers: null }
            ? $"### Lease\n\nThe preview is there until {lease}; each push starts the lease anew. "
                + "It goes when the pull request is closed, or with the first sweep after that time."
            : null;
}
