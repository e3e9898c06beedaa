using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Tests.Unit.Sql;

public sealed class JsonFramesTests
{
    [Fact]
    public async Task A_message_comes_back_as_it_was_sent_however_deep_it_nests()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var text = new string('[', 2_000) + "1" + new string(']', 2_000);
        using var stream = new MemoryStream();
        using (var output = new JsonFrames(Stream.Null, stream))
        {
            await output.WriteAsync(text, cancellationToken);
            await output.WriteAsync(new { kind = "ready" }, cancellationToken);
        }

        stream.Position = 0;
        using var input = new JsonFrames(stream, Stream.Null);
        using var first = await input.ReadAsync(cancellationToken);
        using var second = await input.ReadAsync(cancellationToken);

        Assert.Equal(text, first?.RootElement.GetRawText());
        Assert.Equal("ready", second?.RootElement.GetProperty("kind").GetString());
        Assert.Null(await input.ReadAsync(cancellationToken));
    }

    [Fact]
    public async Task A_length_that_cannot_be_is_refused()
    {
        using var input = new JsonFrames(new MemoryStream([0x7F, 0xFF, 0xFF, 0xFF, 0]), Stream.Null);

        await Assert.ThrowsAsync<InvalidDataException>(() => input.ReadAsync(TestContext.Current.CancellationToken));
    }
}
