using CustomerLake.Harness;
using Microsoft.Extensions.Time.Testing;

namespace CustomerLake.Tests.Unit.Harness;

public sealed class PollingTests
{
    [Fact]
    public async Task Looks_again_until_it_is_done()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        var looks = 0;
        var waiting = new Polling(time, TimeSpan.FromHours(1)).UntilAsync(
            "It",
            _ => Task.FromResult(++looks),
            seen => seen == 4,
            TestContext.Current.CancellationToken
        );
        await AdvanceUntilDoneAsync(time, waiting);
        Assert.Equal(4, await waiting);
    }

    [Fact]
    public async Task Gives_up_at_the_deadline_and_says_on_what()
    {
        var time = new FakeTimeProvider();
        var waiting = new Polling(time, TimeSpan.FromMinutes(2)).UntilAsync(
            "Crawler x",
            _ => Task.FromResult(0),
            _ => false,
            TestContext.Current.CancellationToken
        );
        await AdvanceUntilDoneAsync(time, waiting);
        var fault = await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Equal("Crawler x was not done within 2 minutes.", fault.Message);
    }

    private static async Task AdvanceUntilDoneAsync(FakeTimeProvider time, Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }
}
