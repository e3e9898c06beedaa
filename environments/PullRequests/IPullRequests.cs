namespace CustomerLake.Environments.PullRequests;

/// <summary>What is asked of the place where pull requests live.</summary>
public interface IPullRequests
{
    /// <exception cref="EnvironmentException">It gave no answer, or there is no such pull request.</exception>
    Task<PullRequestState> StateOfAsync(int number, CancellationToken cancellationToken);

    /// <summary>Every comment of a pull request, oldest first.</summary>
    Task<IReadOnlyList<Comment>> CommentsAsync(int number, CancellationToken cancellationToken);

    Task<Comment> AddAsync(int number, string text, CancellationToken cancellationToken);

    /// <summary>False when the comment is gone.</summary>
    Task<bool> EditAsync(long commentId, string text, CancellationToken cancellationToken);

    /// <summary>One that is gone already is no fault.</summary>
    Task DeleteAsync(long commentId, CancellationToken cancellationToken);
}

public sealed record PullRequestState(bool IsOpen, IReadOnlyCollection<string> Labels);

/// <param name="Id">The older, the smaller.</param>
/// <param name="IsOurs">Written by the account that writes reports; anybody can quote a marker.</param>
public sealed record Comment(long Id, bool IsOurs, string Text);
