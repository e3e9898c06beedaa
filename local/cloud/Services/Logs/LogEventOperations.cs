using System.Globalization;
using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Logs;

/// <summary>Log streams and the events in them.</summary>
internal sealed partial class LogEventOperations(LogStore store, TimeProvider time)
{
    private const int MostEvents = 10000;
    private const int MostStreams = 50;

    public Task<Nothing> CreateStreamAsync(LogStreamRequest request, CallContext call, CancellationToken _)
    {
        if (!StreamName().IsMatch(request.LogStreamName))
        {
            throw LogsErrors.Invalid(
                $"1 validation error detected: Value '{request.LogStreamName}' at 'logStreamName' failed to satisfy "
                    + "constraint: Member must satisfy regular expression pattern: [^:*]*"
            );
        }

        store.AddStream(call.Scope, request.LogGroupName, request.LogStreamName);
        return Nothing.Task;
    }

    public Task<Nothing> DeleteStreamAsync(LogStreamRequest request, CallContext call, CancellationToken _)
    {
        store.DeleteStream(call.Scope, request.LogGroupName, request.LogStreamName);
        return Nothing.Task;
    }

    public Task<DescribeLogStreamsResponse> DescribeStreamsAsync(
        DescribeLogStreamsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var group = GroupOf(request.LogGroupName, request.LogGroupIdentifier, call.Scope);
        if (request.OrderBy is not (null or "LogStreamName" or "LastEventTime"))
        {
            throw LogsErrors.Invalid($"Cannot order by '{request.OrderBy}'.");
        }

        if (request.OrderBy == "LastEventTime" && request.LogStreamNamePrefix is not null)
        {
            throw LogsErrors.Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        IEnumerable<LogStream> streams = store.Streams(call.Scope, group, request.LogStreamNamePrefix ?? "");
        streams = request.OrderBy == "LastEventTime" ? streams.OrderBy(stream => stream.LastEvent ?? 0) : streams;
        streams = request.Descending == true ? streams.Reverse() : streams;
        var (page, next) = LogPaging.Page(
            streams,
            stream => stream.Name,
            request.NextToken,
            request.Limit,
            MostStreams
        );
        return Task.FromResult(
            new DescribeLogStreamsResponse
            {
                LogStreams =
                [
                    .. page.Select(stream => new LogStreamEntry
                    {
                        LogStreamName = stream.Name,
                        CreationTime = stream.Created,
                        FirstEventTimestamp = stream.FirstEvent,
                        LastEventTimestamp = stream.LastEvent,
                        LastIngestionTime = stream.LastIngestion,
                        Arn = $"{LogsService.GroupArn(call, group)}:log-stream:{stream.Name}",
                    }),
                ],
                NextToken = next,
            }
        );
    }

    public Task<PutLogEventsResponse> PutAsync(PutLogEventsRequest request, CallContext call, CancellationToken _)
    {
        var events = request.LogEvents;
        if (events.Count is 0 or > MostEvents)
        {
            throw LogsErrors.Invalid(
                $"Log events must be from 1 to {MostEvents} in a batch; there are {events.Count}."
            );
        }

        if (events.Zip(events.Skip(1)).Any(pair => pair.First.Timestamp > pair.Second.Timestamp))
        {
            throw LogsErrors.Invalid("Log events in a single PutLogEvents request must be in chronological order.");
        }

        // Events of the future and of more than two weeks ago are dropped and told.
        var now = time.GetUtcNow();
        var oldest = now.AddDays(-14).ToUnixTimeMilliseconds();
        var newest = now.AddHours(2).ToUnixTimeMilliseconds();
        var tooOld = events.TakeWhile(entry => entry.Timestamp < oldest).Count();
        var tooNew = events.Count(entry => entry.Timestamp <= newest);
        var kept = events.Take(tooNew).Skip(tooOld).Select(entry => (entry.Timestamp, entry.Message)).ToList();
        store.Put(call.Scope, request.LogGroupName, request.LogStreamName, kept);
        return Task.FromResult(
            new PutLogEventsResponse
            {
                RejectedLogEventsInfo =
                    kept.Count == events.Count
                        ? null
                        : new RejectedLogEvents
                        {
                            TooOldLogEventEndIndex = tooOld > 0 ? tooOld : null,
                            TooNewLogEventStartIndex = tooNew < events.Count ? tooNew : null,
                        },
            }
        );
    }

    public Task<GetLogEventsResponse> GetAsync(GetLogEventsRequest request, CallContext call, CancellationToken _)
    {
        var group = GroupOf(request.LogGroupName, request.LogGroupIdentifier, call.Scope);
        store.RequireStream(call.Scope, group, request.LogStreamName);
        var limit = Limit(request.Limit);
        var all = store.Events(
            call.Scope,
            group,
            request.LogStreamName,
            new EventRange(request.StartTime ?? 0, request.EndTime ?? long.MaxValue),
            int.MaxValue
        );
        // Tokens are places between events: f/N stands before event N going forward, b/N behind it going backward.
        var (isForward, place) = Place(request, all.Count);
        var start = isForward ? Math.Min(place, all.Count) : Math.Max(0, Math.Min(place, all.Count) - limit);
        var end = isForward ? Math.Min(all.Count, start + limit) : Math.Min(place, all.Count);
        return Task.FromResult(
            new GetLogEventsResponse
            {
                Events =
                [
                    .. all.Skip(start)
                        .Take(end - start)
                        .Select(entry => new OutputLogEvent
                        {
                            Timestamp = entry.Timestamp,
                            Message = entry.Message,
                            IngestionTime = entry.Ingestion,
                        }),
                ],
                NextForwardToken = string.Create(CultureInfo.InvariantCulture, $"f/{end}"),
                NextBackwardToken = string.Create(CultureInfo.InvariantCulture, $"b/{start}"),
            }
        );
    }

    public Task<FilterLogEventsResponse> FilterAsync(
        FilterLogEventsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var group = GroupOf(request.LogGroupName, request.LogGroupIdentifier, call.Scope);
        if (request.LogStreamNames is not null && request.LogStreamNamePrefix is not null)
        {
            throw LogsErrors.Invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }

        foreach (var name in request.LogStreamNames ?? [])
        {
            store.RequireStream(call.Scope, group, name);
        }

        var pattern = FilterPattern.Parse(request.FilterPattern);
        var limit = Limit(request.Limit);
        var range = Behind(request);
        // The end is inclusive here, as it is not in GetLogEvents.
        var found = store
            .Events(call.Scope, group, null, range, int.MaxValue)
            .Where(entry => request.LogStreamNames?.Contains(entry.Stream) ?? true)
            .Where(entry => entry.Stream.StartsWith(request.LogStreamNamePrefix ?? "", StringComparison.Ordinal))
            .Where(entry => pattern.Matches(entry.Message))
            .Take(limit + 1)
            .ToList();
        var page = found.Take(limit).ToList();
        return Task.FromResult(
            new FilterLogEventsResponse
            {
                Events =
                [
                    .. page.Select(entry => new FilteredLogEvent
                    {
                        LogStreamName = entry.Stream,
                        Timestamp = entry.Timestamp,
                        Message = entry.Message,
                        IngestionTime = entry.Ingestion,
                        EventId = entry.Id.ToString("D56", CultureInfo.InvariantCulture),
                    }),
                ],
                NextToken = found.Count > page.Count ? LogPaging.Encode($"{page[^1].Timestamp}/{page[^1].Id}") : null,
            }
        );
    }

    private static EventRange Behind(FilterLogEventsRequest request)
    {
        var range = new EventRange(request.StartTime ?? 0, request.EndTime is { } end ? end + 1 : long.MaxValue);
        if (request.NextToken is null)
        {
            return range;
        }

        return
            LogPaging.Decode(request.NextToken).Split('/') is [var at, var id]
            && long.TryParse(at, CultureInfo.InvariantCulture, out var afterTime)
            && long.TryParse(id, CultureInfo.InvariantCulture, out var afterId)
            ? range with
            {
                AfterTime = afterTime,
                AfterId = afterId,
            }
            : throw LogsErrors.Invalid("The specified nextToken is invalid.");
    }

    private static (bool IsForward, int Place) Place(GetLogEventsRequest request, int count)
    {
        if (request.NextToken is not { } token)
        {
            return request.StartFromHead == true ? (true, 0) : (false, count);
        }

        return
            token.Split('/') is [("f" or "b") and var way, var text]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (way == "f", place)
            : throw LogsErrors.Invalid("The specified nextToken is invalid.");
    }

    private static int Limit(int? limit) =>
        limit is < 1 or > MostEvents
            ? throw LogsErrors.Invalid(
                $"1 validation error detected: Value '{limit}' at 'limit' must be from 1 to {MostEvents}."
            )
            : limit ?? MostEvents;

    private string GroupOf(string? name, string? identifier, Scope scope)
    {
        if ((name is null) == (identifier is null))
        {
            throw LogsErrors.Invalid("Exactly one of logGroupName and logGroupIdentifier must be given.");
        }

        var group = name ?? LogGroupOperations.NameOf(identifier!);
        store.RequireGroup(scope, group);
        return group;
    }

    [GeneratedRegex(@"\A[^:*]{1,512}\z")]
    private static partial Regex StreamName();
}
