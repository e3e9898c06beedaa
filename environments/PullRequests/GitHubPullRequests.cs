using Octokit;

namespace CustomerLake.Environments.PullRequests;

/// <summary>The pull requests of a GitHub repository.</summary>
/// <param name="login">The account whose token the client has; of a workflow's token it cannot be asked.</param>
public sealed class GitHubPullRequests(
    IGitHubClient client,
    string owner,
    string repository,
    string login = GitHubPullRequests.WorkflowLogin
) : IPullRequests
{
    /// <summary>Who comments with the token of a workflow.</summary>
    public const string WorkflowLogin = "github-actions[bot]";

    public Task<PullRequestState> StateOfAsync(int number, CancellationToken cancellationToken) =>
        AskAsync(
            async () =>
            {
                var pullRequest = await client.PullRequest.Get(owner, repository, number);
                return new PullRequestState(
                    pullRequest.State.Value == ItemState.Open,
                    [.. pullRequest.Labels.Select(label => label.Name)]
                );
            },
            $"the state of pull request {number}",
            cancellationToken
        );

    public Task<IReadOnlyList<Comment>> CommentsAsync(int number, CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<Comment>>(
            async () => [.. (await client.Issue.Comment.GetAllForIssue(owner, repository, number)).Select(CommentOf)],
            $"the comments of pull request {number}",
            cancellationToken
        );

    public Task<Comment> AddAsync(int number, string text, CancellationToken cancellationToken) =>
        AskAsync(
            async () => CommentOf(await client.Issue.Comment.Create(owner, repository, number, text)),
            $"a new comment on pull request {number}",
            cancellationToken
        );

    public async Task<bool> EditAsync(long commentId, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(
                async () => await client.Issue.Comment.Update(owner, repository, commentId, text) is not null,
                $"an edit of comment {commentId}",
                cancellationToken
            );
        }
        catch (EnvironmentException fault) when (fault.InnerException is NotFoundException)
        {
            return false;
        }
    }

    public async Task DeleteAsync(long commentId, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(
                async () =>
                {
                    await client.Issue.Comment.Delete(owner, repository, commentId);
                    return true;
                },
                $"the deletion of comment {commentId}",
                cancellationToken
            );
        }
        catch (EnvironmentException fault) when (fault.InnerException is NotFoundException) { }
    }

    private Comment CommentOf(IssueComment comment) =>
        new(
            comment.Id,
            string.Equals(comment.User?.Login, login, StringComparison.OrdinalIgnoreCase),
            comment.Body ?? ""
        );

    /// <summary>The library takes no token: a call under way is waited for no longer once it is cancelled.</summary>
    private async Task<T> AskAsync<T>(Func<Task<T>> askAsync, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await askAsync().WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is ApiException or HttpRequestException)
        {
            var status = fault is ApiException api ? $" ({(int)api.StatusCode})" : "";
            throw new EnvironmentException(
                FailureReason.Failed,
                $"GitHub refused {what} of {owner}/{repository}{status}: {fault.Message}",
                fault
            );
        }
    }
}
