using System.CommandLine;
using CustomerLake.Cli.Backend;
using CustomerLake.Environments.Report;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary><c>lake preview report</c>: the report of the last <c>up</c> or <c>down</c>, once more, without doing anything.</summary>
internal static class PreviewReportCommand
{
    public static Command Make(LakePaths paths)
    {
        var pullRequest = PreviewOptions.PullRequest();
        var output = new Option<FileInfo?>("--out")
        {
            Description = "Write the report to this file; standard output if not given.",
        };
        var comment = PreviewOptions.Comment();
        var command = new Command("report", "Write what is known of a pull request's preview, as Markdown")
        {
            pullRequest,
            output,
            comment,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var number = PreviewOptions.NumberOf(parsed, pullRequest);
                var stack = Environments.Previews.StackOf(number);
                var pullRequests = parsed.GetValue(comment) ? PreviewOptions.Workflow.PullRequests() : null;
                var reports = new PreviewReports(paths, parsed.GetValue(output), pullRequests);
                var input =
                    reports.Find(stack)
                    ?? throw new UserException(
                        $"Nothing is known of a preview '{stack}' here ('{reports.PathOf(stack)}' does not exist).",
                        $"`lake preview up --pr {number}` makes one."
                    );
                if (parsed.GetValue(output) is null && pullRequests is null)
                {
                    Console.Out.Write(PullRequestReport.Render(input));
                    return 0;
                }

                await reports.PublishAsync(number, input, cancellationToken);
                return 0;
            }
        );
        return command;
    }
}
