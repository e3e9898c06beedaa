using CustomerLake.Environments;
using CustomerLake.Environments.PullRequests;

namespace CustomerLake.Tests.Unit.Environments;

public sealed class GitHubWorkflowTests : IDisposable
{
    private readonly string _event = Path.GetTempFileName();
    private readonly Dictionary<string, string> _variables = new() { ["GITHUB_REPOSITORY"] = "acme/lake" };

    public void Dispose() => File.Delete(_event);

    [Fact]
    public void Without_a_token_GitHub_is_not_asked_and_the_variable_is_named()
    {
        var fault = Assert.Throws<EnvironmentException>(() => Workflow().PullRequests());

        Assert.StartsWith("GitHub cannot be asked: GITHUB_TOKEN is not set.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_token_is_none()
    {
        _variables["GITHUB_TOKEN"] = "";
        _variables.Remove("GITHUB_REPOSITORY");

        var fault = Assert.Throws<EnvironmentException>(() => Workflow().PullRequests());

        Assert.Contains("GITHUB_TOKEN and GITHUB_REPOSITORY are not set", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_REPOSITORY", "lake", "GITHUB_REPOSITORY is 'lake'; it must be owner/name.")]
    [InlineData("GITHUB_API_URL", "nowhere", "GITHUB_API_URL is 'nowhere'; it must be an address.")]
    public void A_malformed_variable_is_told_with_its_value(string name, string value, string message)
    {
        _variables["GITHUB_TOKEN"] = "t";
        _variables[name] = value;

        Assert.Equal(message, Assert.Throws<EnvironmentException>(() => Workflow().PullRequests()).Message);
    }

    [Fact]
    public void The_event_names_the_pull_request_and_its_commit()
    {
        Event("""{"action":"opened","number":7,"pull_request":{"number":7,"head":{"sha":"abc123"}}}""");

        Assert.Equal(new PullRequestEvent(7, "abc123"), Workflow().PullRequestOfEvent());
    }

    [Theory]
    [InlineData("""{"schedule":"0 * * * *"}""")]
    [InlineData("[]")]
    public void An_event_of_another_kind_is_about_none(string text)
    {
        Event(text);

        Assert.Null(Workflow().PullRequestOfEvent());
    }

    [Fact]
    public void Outside_a_workflow_there_is_no_event() => Assert.Null(Workflow().PullRequestOfEvent());

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{"pull_request":{"number":"seven"}}""")]
    [InlineData("""{"pull_request":{}}""")]
    [InlineData("""{"pull_request":7}""")]
    public void An_event_that_cannot_be_read_is_named_with_the_way_out(string text)
    {
        Event(text);

        var fault = Assert.Throws<EnvironmentException>(() => Workflow().PullRequestOfEvent());

        Assert.Contains(_event, fault.Message, StringComparison.Ordinal);
        Assert.EndsWith("Give the pull request with --pr.", fault.Message, StringComparison.Ordinal);
    }

    private void Event(string text)
    {
        File.WriteAllText(_event, text);
        _variables["GITHUB_EVENT_PATH"] = _event;
    }

    private GitHubWorkflow Workflow() => new(_variables.GetValueOrDefault);
}
