using System.Net;
using System.Text;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;
using Microsoft.Extensions.Time.Testing;

namespace CustomerLake.Tests.Unit.Engine.Providers;

/// <summary>What passes by itself is tried again, each time after a wait of its own.</summary>
public sealed class AwsCallRetryTests
{
    private const string Throttled = """{"__type":"ThrottlingException","message":"Rate exceeded"}""";
    private const string Settling =
        """{"__type":"InvalidInputException","message":"Service is unable to assume provided role."}""";
    private const string Refused = """{"__type":"AccessDeniedException","message":"no"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Throttled)]
    [InlineData(Settling)]
    public async Task It_is_tried_until_it_passes_and_the_waits_stay_within_bounds(string error)
    {
        var (time, service) = (new WaitingTime(), new Service(error, failures: 6));
        var retry = new AwsRetry();

        var response = await Call(service, time, seed: 1).SendAsync(new AwsRequest("glue", "GetJob"), Token);

        Assert.Equal(200, response.Status);
        Assert.Equal(7, service.Calls);
        Assert.Equal(6, time.Waits.Count);
        Assert.All(
            time.Waits.Index(),
            wait => Assert.InRange(wait.Item, TimeSpan.FromMilliseconds(1), retry.Delay(wait.Index + 1, 1))
        );
    }

    [Fact]
    public async Task Two_callers_that_are_throttled_together_do_not_come_back_together()
    {
        var (one, two) = (new WaitingTime(), new WaitingTime());

        await Call(new Service(Throttled, 6), one, seed: 1).SendAsync(new AwsRequest("glue", "GetJob"), Token);
        await Call(new Service(Throttled, 6), two, seed: 2).SendAsync(new AwsRequest("glue", "GetJob"), Token);

        Assert.Empty(one.Waits.Intersect(two.Waits));
        Assert.Equal(one.Waits.Count, one.Waits.Distinct().Count());
    }

    [Fact]
    public async Task Patience_has_an_end_and_the_services_own_error_is_told()
    {
        var (time, service) = (new WaitingTime(), new Service(Throttled, int.MaxValue));

        var fault = await Assert.ThrowsAsync<AwsServiceException>(() =>
            Call(service, time, seed: 1).SendAsync(new AwsRequest("glue", "GetJob"), Token)
        );

        Assert.Equal("ThrottlingException", fault.Code);
        Assert.Equal(AwsRetry.DefaultAttempts, service.Calls);
    }

    [Fact]
    public async Task What_does_not_pass_by_itself_is_told_at_once()
    {
        var (time, service) = (new WaitingTime(), new Service(Refused, int.MaxValue));

        await Assert.ThrowsAsync<AwsServiceException>(() =>
            Call(service, time, seed: 1).SendAsync(new AwsRequest("glue", "GetJob"), Token)
        );

        Assert.Equal(1, service.Calls);
        Assert.Empty(time.Waits);
    }

    private static AwsCall Call(HttpMessageHandler service, TimeProvider time, int seed)
    {
        var inputs = PropertyMap.Of(("region", "eu-west-1"), ("accessKey", "k"), ("secretKey", "s"));
        var configuration = AwsConfiguration.Read(inputs, _ => null, new AwsRetry());
        return new AwsCall(new HttpClient(service), configuration, time, new Random(seed));
    }

    private sealed class Service(string error, int failures) : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new HttpResponseMessage(++Calls > failures ? HttpStatusCode.OK : HttpStatusCode.BadRequest)
                {
                    Content = new StringContent(Calls > failures ? "{}" : error, Encoding.UTF8, "application/json"),
                }
            );
    }

    /// <summary>Every wait is over as soon as it begins, and is remembered.</summary>
    private sealed class WaitingTime : FakeTimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Waits.Add(dueTime);
            Advance(dueTime);
            return timer;
        }
    }
}
