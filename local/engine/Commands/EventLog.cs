using CustomerLake.Local.Engine.Events;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>The file of <c>--event-log</c>: one JSON document per line.</summary>
internal sealed class EventLog(StreamWriter writer, TimeProvider time) : IDisposable
{
    public static EventLog? Open(CommandContext context, CommandLine line) =>
        line.Value("event-log") is { } path
            ? new EventLog(
                new StreamWriter(Path.Combine(context.Call.WorkDirectory, path)) { AutoFlush = true },
                context.Time
            )
            : null;

    public void Write(EngineEvent happened, int sequence) =>
        writer.WriteLine(EventJson.Write(happened, sequence, time.GetUtcNow()).ToJsonString());

    public void Dispose() => writer.Dispose();
}
