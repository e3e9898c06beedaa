using System.Text.Json;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Spark.Remote;

/// <summary>
/// The child's side of <see cref="SparkWorkerProcess"/>: one run's session, over a catalog and objects that the parent
/// keeps. The first frame in says how to begin, the first out where Python finds the session; every further frame out is
/// a call to the parent, answered by one in.
/// </summary>
internal static class SparkWorker
{
    /// <summary>Serves until the parent closes the conversation.</summary>
    public static async Task<int> RunAsync(Stream input, Stream output)
    {
        using var frames = new JsonFrames(input, output);
        using var first = await frames.ReadAsync(CancellationToken.None);
        if (first is null)
        {
            return 0;
        }

        var start = first.Deserialize<SparkWorkerStart>(JsonFrames.Options)!;
        await using var parent = new ParentCalls(frames);
        await using var server = SparkSessionServer.Start(
            new SparkSessionOptions
            {
                Catalog = new RemoteCatalog(parent),
                Storage = new RemoteStorage(parent),
                ScratchFolder = start.ScratchFolder,
                Settings = start.Settings,
            }
        );
        await frames.WriteAsync(new SparkWorkerStarted(server.SocketPath, server.Token), CancellationToken.None);
        await parent.ListenAsync();
        return 0;
    }
}

/// <summary>How a session begins.</summary>
internal sealed record SparkWorkerStart(string ScratchFolder, IReadOnlyDictionary<string, string> Settings);

/// <summary>Where Python finds the session.</summary>
internal sealed record SparkWorkerStarted(string SocketPath, string Token);
