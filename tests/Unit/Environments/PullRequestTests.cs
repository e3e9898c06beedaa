using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.PullRequests;
using CustomerLake.Environments.Report;
using Octokit;
using Octokit.Internal;

namespace CustomerLake.Tests.Unit.Environments;

public sealed class ReportCommentTests
{
    private static readonly string _marker = PullRequestReport.MarkerOf("pr-7");

    private readonly FakeGitHub _github = new();

    [Fact]
    public async Task The_first_report_is_added_and_the_next_takes_its_place()
    {
        await Publisher().PublishAsync(7, Report("one"));
        await Publisher().PublishAsync(7, Report("two"));

        Assert.Equal([Report("two")], _github.Texts);
    }

    [Fact]
    public async Task Case_preview_comment_race_of_two_runs_at_once_one_comment_remains()
    {
        _github.BeforeAnswer = new Barrier(2);

        await Task.WhenAll(
            Task.Run(() => Publisher().PublishAsync(7, Report("one"))),
            Task.Run(() => Publisher().PublishAsync(7, Report("two")))
        );

        Assert.Single(_github.Texts);
        await Publisher().PublishAsync(7, Report("three"));
        Assert.Equal([Report("three")], _github.Texts);
    }

    [Fact]
    public async Task Case_preview_comment_race_a_person_who_quotes_the_marker_is_left_alone()
    {
        _github.Write("somebody", Report("quoted"));

        await Publisher().PublishAsync(7, Report("one"));

        Assert.Equal([Report("quoted"), Report("one")], _github.Texts);
    }

    [Fact]
    public async Task A_comment_of_ours_for_another_stack_is_left_alone()
    {
        _github.Write(GitHubPullRequests.WorkflowLogin, PullRequestReport.MarkerOf("pr-71") + "\nother");

        await Publisher().PublishAsync(7, Report("one"));

        Assert.Equal(2, _github.Texts.Count);
    }

    [Fact]
    public async Task Case_preview_comment_race_a_deleted_comment_is_made_again()
    {
        var first = await Publisher().PublishAsync(7, Report("one"));
        _github.GoneOnEdit = first.Id;

        await Publisher().PublishAsync(7, Report("two"));

        Assert.Equal([Report("two")], _github.Texts);
    }

    [Fact]
    public async Task A_refusal_says_what_was_asked_of_whom()
    {
        _github.Refusal = HttpStatusCode.Forbidden;

        var fault = await Assert.ThrowsAsync<EnvironmentException>(() => Publisher().PublishAsync(7, Report("one")));

        Assert.StartsWith(
            "GitHub refused the comments of pull request 7 of acme/lake (403)",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    private ReportComment Publisher() => new(_github.PullRequests());

    private static string Report(string text) => $"{_marker}\n{text}\n";
}

public sealed class PreviewDeploymentTests : IDisposable
{
    private readonly EnvironmentFixture _lake = new();
    private readonly FakeGitHub _github = new();

    public void Dispose() => _lake.Dispose();

    [Fact]
    public async Task An_open_pull_request_gets_its_preview()
    {
        var outcome = await DeployAsync();

        Assert.NotNull(outcome.Up);
        Assert.Null(outcome.Down);
    }

    [Fact]
    public async Task Case_preview_closed_while_deploying_keeps_none()
    {
        _lake.Command.On(
            "up",
            _ =>
            {
                _github.IsOpen = false;
                return "";
            }
        );

        var outcome = await DeployAsync();

        Assert.Empty(outcome.Down!.Leftovers);
        Assert.Equal("stack rm --yes pr-7", _lake.Command.Lines.Last());
    }

    [Fact]
    public async Task One_that_is_closed_gets_none_and_loses_what_it_had()
    {
        _github.IsOpen = false;

        var outcome = await DeployAsync();

        Assert.Null(outcome.Up);
        Assert.DoesNotContain(_lake.Command.Lines, line => line.StartsWith("up ", StringComparison.Ordinal));
        Assert.Contains(_lake.Command.Lines, line => line.StartsWith("destroy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Case_preview_closed_while_deploying_who_cleans_up_waits_for_who_deploys()
    {
        var tries = 0;
        _lake.Command.On(
            "destroy",
            _ =>
                ++tries < 4
                    ? throw Automation.ScriptedCommand.ErrorOf(1, "error: the stack is currently locked by 1 lock(s).")
                    : ""
        );
        var time = new EagerTime();
        var began = time.GetUtcNow();

        var down = await Previews.DownAsync(
            7,
            _lake.Options with
            {
                Time = time,
                Patience = TimeSpan.FromMinutes(10),
            },
            new NothingLeft()
        );

        Assert.Equal((4, TimeSpan.FromSeconds(2 + 4 + 8)), (tries, time.GetUtcNow() - began));
        Assert.NotNull(down.Destroyed);
    }

    [Fact]
    public async Task Patience_has_an_end()
    {
        _lake.Command.Failing("destroy", "error: the stack is currently locked by 1 lock(s).");
        var time = new EagerTime();
        var began = time.GetUtcNow();

        var fault = await Assert.ThrowsAsync<EnvironmentException>(() =>
            Previews.DownAsync(
                7,
                _lake.Options with
                {
                    Time = time,
                    Patience = TimeSpan.FromMinutes(5),
                },
                new NothingLeft()
            )
        );

        Assert.Equal(FailureReason.Busy, fault.Reason);
        Assert.InRange(time.GetUtcNow() - began, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task A_sweep_asks_for_the_state_and_heeds_the_label()
    {
        await Previews.UpAsync(7, _lake.Options, TimeSpan.FromHours(9));
        _lake.Command.On("stack ls", """[{"name":"pr-7"}]""");
        var sweep = new SweepOptions { PullRequests = _github.PullRequests() };

        var open = await Previews.SweepAsync(_lake.Options, new NothingLeft(), sweep);
        _github.IsOpen = false;
        _github.Labels = [SweepOptions.KeepLabel];
        var kept = await Previews.SweepAsync(_lake.Options, new NothingLeft(), sweep);
        _github.Labels = [];
        _github.Refusal = HttpStatusCode.BadGateway;
        var unknown = await Previews.SweepAsync(_lake.Options, new NothingLeft(), sweep);
        _github.Refusal = null;
        var closed = await Previews.SweepAsync(_lake.Options, new NothingLeft(), sweep);

        Assert.Empty(open);
        Assert.Empty(kept);
        Assert.Contains("(502)", Assert.Single(unknown).Fault, StringComparison.Ordinal);
        Assert.True(Assert.Single(closed).IsClean);
    }

    private Task<DeploymentOutcome> DeployAsync() =>
        new PreviewDeployment(_github.PullRequests(), new NothingLeft()).RunAsync(7, _lake.Options);

    private sealed class NothingLeft : ILeftoverCheck
    {
        public Task<IReadOnlyList<Leftover>> AskAsync(EnvironmentMark mark, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Leftover>>([]);

        public Task RemoveMadeByServicesAsync(
            EnvironmentMark mark,
            IReadOnlyList<Leftover> leftovers,
            CancellationToken cancellationToken
        ) => Task.CompletedTask;
    }
}

/// <summary>GitHub's API as far as it is used, behind the genuine client, without a socket.</summary>
internal sealed class FakeGitHub : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, (string Login, string Text)> _comments = [];
    private int _lists;

    public bool IsOpen { get; set; } = true;

    public IReadOnlyList<string> Labels { get; set; } = [];

    public HttpStatusCode? Refusal { get; set; }

    public long? GoneOnEdit { get; set; }

    /// <summary>Holds the first two lists until both were asked for.</summary>
    public Barrier? BeforeAnswer { get; set; }

    public IReadOnlyList<string> Texts => [.. _comments.Values.Select(comment => comment.Text)];

    public GitHubPullRequests PullRequests() =>
        new(
            new GitHubClient(
                new Connection(
                    new Octokit.ProductHeaderValue("tests"),
                    new Uri("http://github.test/"),
                    new InMemoryCredentialStore(new Credentials("token")),
                    new HttpClientAdapter(() => this),
                    new SimpleJsonSerializer()
                )
            ),
            "acme",
            "lake"
        );

    public long Write(string login, string text)
    {
        lock (_lock)
        {
            var id = _comments.Count == 0 ? 1 : _comments.Keys.Max() + 1;
            _comments[id] = (login, text);
            return id;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (Refusal is { } refusal)
        {
            return Answer(refusal, new { message = "no" });
        }

        var parts = request.RequestUri!.AbsolutePath.Split("/repos/acme/lake/")[^1].Split('/');
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return (request.Method.Method, parts) switch
        {
            ("GET", ["pulls", _]) => Answer(
                HttpStatusCode.OK,
                new { state = IsOpen ? "open" : "closed", labels = Labels.Select(name => new { name }) }
            ),
            ("GET", ["issues", _, "comments"]) => List(),
            ("POST", ["issues", _, "comments"]) => Shown(
                HttpStatusCode.Created,
                Write(GitHubPullRequests.WorkflowLogin, TextOf(body))
            ),
            ("PATCH", ["issues", "comments", var id]) => Edit(
                long.Parse(id, CultureInfo.InvariantCulture),
                TextOf(body)
            ),
            ("DELETE", ["issues", "comments", var id]) => Delete(long.Parse(id, CultureInfo.InvariantCulture)),
            _ => Answer(HttpStatusCode.NotFound, new { message = $"{request.Method} {request.RequestUri}" }),
        };
    }

    private static string TextOf(string body) => JsonDocument.Parse(body).RootElement.GetProperty("body").GetString()!;

    private HttpResponseMessage List()
    {
        HttpResponseMessage answer;
        lock (_lock)
        {
            answer = Answer(HttpStatusCode.OK, _comments.Select(Entry));
        }

        if (Interlocked.Increment(ref _lists) <= 2)
        {
            BeforeAnswer?.SignalAndWait(TimeSpan.FromSeconds(30));
        }

        return answer;
    }

    private HttpResponseMessage Edit(long id, string text)
    {
        lock (_lock)
        {
            if (id == GoneOnEdit)
            {
                _comments.Remove(id);
            }

            if (!_comments.TryGetValue(id, out var comment))
            {
                return Answer(HttpStatusCode.NotFound, new { message = "Not Found" });
            }

            _comments[id] = comment with { Text = text };
            return Shown(HttpStatusCode.OK, id);
        }
    }

    private HttpResponseMessage Delete(long id)
    {
        lock (_lock)
        {
            return _comments.Remove(id)
                ? new HttpResponseMessage(HttpStatusCode.NoContent)
                : Answer(HttpStatusCode.NotFound, new { message = "Not Found" });
        }
    }

    private HttpResponseMessage Shown(HttpStatusCode status, long id) =>
        Answer(status, Entry(KeyValuePair.Create(id, _comments[id])));

    private static object Entry(KeyValuePair<long, (string Login, string Text)> comment) =>
        new
        {
            id = comment.Key,
            body = comment.Value.Text,
            user = new { login = comment.Value.Login },
        };

    private static HttpResponseMessage Answer(HttpStatusCode status, object body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
}

/// <summary>A clock whose waits are over at once, having taken their time.</summary>
internal sealed class EagerTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _now += dueTime;
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
