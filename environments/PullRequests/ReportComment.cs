using CustomerLake.Environments.Report;

namespace CustomerLake.Environments.PullRequests;

/// <summary>
/// The one comment of a pull request that holds its preview's report. Two runs may publish at once: after a comment was
/// added the list is read again, the oldest of ours stays, and the others go. Comments of people are never touched.
/// </summary>
public sealed class ReportComment(IPullRequests pullRequests)
{
    /// <summary>Somebody would have to delete our comment as fast as we make it.</summary>
    private const int MaxTries = 5;

    /// <summary>Writes the report in the place of the former one, or as a new comment.</summary>
    /// <param name="report">What <see cref="PullRequestReport.Render"/> gave; begins with the marker.</param>
    /// <exception cref="EnvironmentException">The comment could not be written.</exception>
    public async Task<Comment> PublishAsync(int number, string report, CancellationToken cancellationToken = default)
    {
        var marker = report.Split('\n', 2)[0];
        for (var attempt = 1; attempt <= MaxTries; attempt++)
        {
            var ours = await OursAsync(number, marker, cancellationToken);
            if (ours.Count == 0)
            {
                var added = await pullRequests.AddAsync(number, report, cancellationToken);
                ours = await OursAsync(number, marker, cancellationToken);
                if (ours is [var only] && only.Id == added.Id)
                {
                    return added;
                }
            }

            foreach (var younger in ours.Skip(1))
            {
                await pullRequests.DeleteAsync(younger.Id, cancellationToken);
            }

            if (ours is [var oldest, ..] && await pullRequests.EditAsync(oldest.Id, report, cancellationToken))
            {
                return oldest with { Text = report };
            }
        }

        throw new EnvironmentException(
            FailureReason.Failed,
            $"The report could not be written to pull request {number}: its comment was gone {MaxTries} times. See who deletes it."
        );
    }

    private async Task<List<Comment>> OursAsync(int number, string marker, CancellationToken cancellationToken) =>
        [
            .. (await pullRequests.CommentsAsync(number, cancellationToken))
                .Where(comment => comment.IsOurs && comment.Text.StartsWith(marker, StringComparison.Ordinal))
                .OrderBy(comment => comment.Id),
        ];
}
