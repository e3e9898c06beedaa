using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CustomerLake.Environments.PullRequests;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary>The options that the preview verbs share.</summary>
internal static class PreviewOptions
{
    private static readonly TimeSpan _longestLease = TimeSpan.FromDays(30);

    public static GitHubWorkflow Workflow { get; } = new(Environment.GetEnvironmentVariable);

    public static Option<int?> PullRequest() =>
        new("--pr")
        {
            Description = "The number of the pull request; in a GitHub workflow, that of its event if not given.",
            CustomParser = result => WholeNumber(result, result.Tokens[0]),
        };

    public static Option<FileInfo?> Report() =>
        new("--report") { Description = "Write the report to this file (Markdown)." };

    public static Option<bool> Comment() =>
        new("--comment")
        {
            Description = "Write the report as the pull request's comment; needs GITHUB_TOKEN and GITHUB_REPOSITORY.",
        };

    public static Option<bool> Json() => new("--json") { Description = "One JSON document." };

    public static Option<TimeSpan?> Lease() =>
        new("--lease")
        {
            Description = "How long the preview may stay, such as 30m, 8h or 2d; 24h if not given.",
            CustomParser = result => Duration(result),
        };

    /// <summary>The number that was given, or else that of the workflow's event.</summary>
    /// <exception cref="UserException">There is neither.</exception>
    public static int NumberOf(ParseResult parsed, Option<int?> option) =>
        parsed.GetValue(option)
        ?? Workflow.PullRequestOfEvent()?.Number
        ?? throw new MisuseException(
            "Which pull request? Give its number with --pr; outside a GitHub workflow that runs on pull_request there is no other way to know."
        );

    public static int[] WholeNumbers(ArgumentResult result) =>
        [.. result.Tokens.Select(token => WholeNumber(result, token)).OfType<int>()];

    private static int? WholeNumber(ArgumentResult result, Token token)
    {
        var text = token.Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        result.AddError($"'{text}' is no number of a pull request; give a whole number from 1, such as 7.");
        return null;
    }

    private static TimeSpan? Duration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var unit = text.Length == 0 ? TimeSpan.Zero : UnitOf(text[^1]);
        if (
            unit > TimeSpan.Zero
            && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
            && count <= _longestLease / unit
        )
        {
            return count * unit;
        }

        result.AddError($"'{text}' is no lease; give minutes, hours or days up to 30d, such as 30m, 8h or 2d.");
        return null;
    }

    private static TimeSpan UnitOf(char letter) =>
        letter switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
}
