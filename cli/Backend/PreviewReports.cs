using CustomerLake.Cli.Output;
using CustomerLake.Environments.PullRequests;
using CustomerLake.Environments.Report;

namespace CustomerLake.Cli.Backend;

/// <summary>Keeps what is known of each preview, and hands its report to those who asked for it.</summary>
/// <param name="file">Gets the report; null writes none.</param>
/// <param name="pullRequests">Gets the report as a comment; null writes none.</param>
internal sealed class PreviewReports(LakePaths paths, FileInfo? file, IPullRequests? pullRequests)
{
    /// <summary>Where previews are that this program makes.</summary>
    public const string Place = "in the local cloud";

    public string PathOf(string stack) => Path.Combine(paths.State, "previews", $"{stack}.json");

    public ReportInput? Find(string stack) => ReportFile.Read(PathOf(stack));

    /// <summary>Keeps it, and writes the report to where it was asked for.</summary>
    public async Task PublishAsync(int pullRequest, ReportInput input, CancellationToken cancellationToken)
    {
        ReportFile.Write(PathOf(input.Stack), input);
        var text = PullRequestReport.Render(input);
        if (file is not null)
        {
            try
            {
                Directory.CreateDirectory(file.DirectoryName!);
                await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new UserException($"The report could not be written to '{file}': {fault.Message}", inner: fault);
            }

            Terminal.System.Say($"The report of {input.Stack} is in {file}.");
        }

        if (pullRequests is not null)
        {
            await new ReportComment(pullRequests).PublishAsync(pullRequest, text, cancellationToken);
            Terminal.System.Say($"The report of {input.Stack} is on pull request {pullRequest}.");
        }
    }

    /// <summary>Of a preview that is gone nothing is kept.</summary>
    public void Forget(string stack) => File.Delete(PathOf(stack));
}
