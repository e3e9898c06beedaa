namespace CustomerLake.Environments.Report;

/// <summary>Until when the preview is there, and what a reviewer can do with it.</summary>
internal static class LeaseSection
{
    public static string? Write(ReportInput input, ReportDepth depth)
    {
        if (input is not { Lease: { } lease, Leftovers: null })
        {
            return null;
        }

        var number = input.Stack[(input.Stack.LastIndexOf('-') + 1)..];
        // One line: GitHub breaks a comment's lines where they break.
        return $"### Lease\n\nThe preview may stay until {lease}. `lake preview up --pr {number}` brings it up to date and starts "
            + $"the lease anew, `lake preview down --pr {number}` takes it away at once, and `lake preview sweep` does so when the "
            + $"lease is over or the pull request is closed, unless it has the label `{SweepOptions.KeepLabel}`.";
    }
}
