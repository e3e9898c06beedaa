using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Providers.Aws;

namespace CustomerLake.Bench.Engine;

/// <summary>
/// The calls that the provider makes for <see cref="ChainStack"/>, issued with nothing around them: signed by the same
/// code, as many at a time, each chain in its order.
/// </summary>
internal sealed class DirectCalls(AwsCall aws, int size, int parallel)
{
    public Task CreateAsync(CancellationToken cancellationToken) => ChainsAsync(false, CreateAsync, cancellationToken);

    public Task DeleteAsync(CancellationToken cancellationToken) =>
        ChainsAsync(true, (index, token) => SendAsync("DeleteLogGroup", Named(index), token), cancellationToken);

    private async Task CreateAsync(int index, CancellationToken cancellationToken)
    {
        var group = Named(index);
        group["tags"] = new JsonObject { ["chain"] = $"{index / ChainStack.ChainLength}" };
        await SendAsync("CreateLogGroup", group, cancellationToken);
        var retention = Named(index);
        retention["retentionInDays"] = ChainStack.RetentionInDays;
        await SendAsync("PutRetentionPolicy", retention, cancellationToken);
        var found = await SendAsync(
            "DescribeLogGroups",
            new JsonObject { ["logGroupNamePrefix"] = ChainStack.NameOf(index) },
            cancellationToken
        );
        await SendAsync(
            "ListTagsForResource",
            new JsonObject { ["resourceArn"] = $"{found["logGroups"]![0]!["arn"]}".TrimEnd('*').TrimEnd(':') },
            cancellationToken
        );
    }

    private async Task ChainsAsync(
        bool reversed,
        Func<int, CancellationToken, Task> oneAsync,
        CancellationToken cancellationToken
    )
    {
        using var slots = new SemaphoreSlim(parallel);
        await Task.WhenAll(Enumerable.Range(0, size).Chunk(ChainStack.ChainLength).Select(ChainAsync));

        async Task ChainAsync(int[] chain)
        {
            foreach (var index in reversed ? chain.Reverse() : chain)
            {
                await slots.WaitAsync(cancellationToken);
                try
                {
                    await oneAsync(index, cancellationToken);
                }
                finally
                {
                    slots.Release();
                }
            }
        }
    }

    private Task<JsonObject> SendAsync(string operation, JsonObject request, CancellationToken cancellationToken) =>
        aws.JsonAsync("logs", "Logs_20140328", operation, request, cancellationToken);

    private static JsonObject Named(int index) => new() { ["logGroupName"] = ChainStack.NameOf(index) };
}
