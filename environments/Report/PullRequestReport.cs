namespace CustomerLake.Environments.Report;

/// <summary>
/// What a pull request's preview has to tell its reviewers, as one Markdown comment: a headline, then a section each for
/// the infrastructure, the data, the money and the time, and what is left.
/// </summary>
public static class PullRequestReport
{
    /// <summary>GitHub refuses a comment of more than 65,536 characters; some room stays for what a bot adds.</summary>
    public const int MaxLength = 60_000;

    private static readonly Func<ReportInput, ReportDepth, string?>[] _sections =
    [
        HeadlineSection.Write,
        InfrastructureSection.Write,
        DataSection.Write,
        CostSection.Write,
        LeaseSection.Write,
        LeftoversSection.Write,
    ];

    /// <summary>The first line of the comment of a preview, by which a bot finds the one to replace.</summary>
    public static string MarkerOf(string stack) => $"<!-- customer-lake-preview:{stack} -->";

    /// <summary>The whole comment. One that would be too long loses its details first, then the ends of its tables.</summary>
    public static string Render(ReportInput input)
    {
        var text = "";
        foreach (var depth in ReportDepth.All)
        {
            var sections = _sections.Select(write => write(input, depth)).OfType<string>();
            text = $"{MarkerOf(input.Stack)}\n{string.Join("\n\n", sections.Select(section => section.Trim()))}\n";
            if (text.Length <= MaxLength)
            {
                break;
            }
        }

        return text;
    }
}
