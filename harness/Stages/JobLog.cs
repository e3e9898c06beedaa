using Amazon.CloudWatchLogs.Model;
using Amazon.Runtime;

namespace CustomerLake.Harness.Stages;

/// <summary>Reads log streams of CloudWatch Logs.</summary>
internal static class JobLog
{
    private const int TailLines = 25;

    /// <summary>Every line of a stream, in order.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        StageContext context,
        string group,
        string stream,
        CancellationToken cancellationToken
    )
    {
        using var logs = context.Options.Target.Logs();
        var lines = new List<string>();
        string? next = null;
        while (true)
        {
            var page = await logs.GetLogEventsAsync(
                new GetLogEventsRequest
                {
                    LogGroupName = group,
                    LogStreamName = stream,
                    StartFromHead = true,
                    NextToken = next,
                },
                cancellationToken
            );
            lines.AddRange((page.Events ?? []).SelectMany(each => each.Message.Split('\n')));
            // The end is reached when the token comes back unchanged.
            if (page.NextForwardToken == next)
            {
                return lines;
            }

            next = page.NextForwardToken;
        }
    }

    /// <summary>The last lines, or none: a missing log must not hide the failure it would explain.</summary>
    public static async Task<IReadOnlyList<string>> TailAsync(
        StageContext context,
        string? group,
        string? stream,
        CancellationToken cancellationToken
    )
    {
        if (group is null || stream is null)
        {
            return [];
        }

        try
        {
            var lines = await ReadAsync(context, group, stream, cancellationToken);
            return [.. lines.Where(line => line.Length > 0).TakeLast(TailLines)];
        }
        catch (AmazonServiceException fault)
        {
            return [$"(log {group}/{stream} could not be read: {fault.Message})"];
        }
    }
}
