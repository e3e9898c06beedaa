using System.Text.Json;
using Octokit;

namespace CustomerLake.Environments.PullRequests;

/// <summary>What a GitHub workflow tells its steps by environment variables: whose run it is, about which pull request.</summary>
/// <param name="variable">The value of a variable; null where it is not set.</param>
public sealed class GitHubWorkflow(Func<string, string?> variable)
{
    private const string Token = "GITHUB_TOKEN";
    private const string Repository = "GITHUB_REPOSITORY";
    private const string Event = "GITHUB_EVENT_PATH";
    private const string Api = "GITHUB_API_URL";

    private static readonly Uri _publicApi = new("https://api.github.com");

    /// <summary>The pull requests of the workflow's repository.</summary>
    /// <exception cref="EnvironmentException">The token or the repository is not given; says which.</exception>
    public IPullRequests PullRequests()
    {
        var missing = new[] { Token, Repository }.Where(name => Value(name) is null).ToList();
        if (missing.Count > 0)
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"GitHub cannot be asked: {string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not set. "
                    + "A workflow passes them by `env:`, with a token that may write pull requests."
            );
        }

        if (Value(Repository)!.Split('/') is not [{ Length: > 0 } owner, { Length: > 0 } name])
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"{Repository} is '{Value(Repository)}'; it must be owner/name."
            );
        }

        return new GitHubPullRequests(
            new GitHubClient(new ProductHeaderValue("customer-lake"), ApiAddress())
            {
                Credentials = new Credentials(Value(Token)),
            },
            owner,
            name
        );
    }

    /// <summary>The pull request that the workflow's event is about; null where the event is about none.</summary>
    /// <exception cref="EnvironmentException">There is no event, or it cannot be read.</exception>
    public PullRequestEvent? PullRequestOfEvent()
    {
        if (Value(Event) is not { } path)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("pull_request", out var pullRequest)
                ? new PullRequestEvent(
                    pullRequest.GetProperty("number").GetInt32(),
                    pullRequest.GetProperty("head").GetProperty("sha").GetString()!
                )
                : null;
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or InvalidOperationException
                        or KeyNotFoundException
                        or FormatException
            )
        {
            throw new EnvironmentException(
                FailureReason.Failed,
                $"The workflow's event '{path}' ({Event}) cannot be read: {fault.Message} Give the pull request with --pr.",
                fault
            );
        }
    }

    private Uri ApiAddress() =>
        Value(Api) is not { } text ? _publicApi
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw new EnvironmentException(FailureReason.Failed, $"{Api} is '{text}'; it must be an address.");

    private string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
}

/// <param name="Commit">The head of its branch.</param>
public sealed record PullRequestEvent(int Number, string Commit);
