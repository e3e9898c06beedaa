using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>Opens the SQL session that a run's Python talks to. The seam to the SQL room.</summary>
internal interface ISparkSessions
{
    /// <summary>A session over the Glue catalog and S3 in the name of the run's role.</summary>
    /// <param name="role">Reads and writes in this name.</param>
    /// <param name="folder">Private to the run; the session's socket goes here.</param>
    /// <param name="kmsKey">What objects are encrypted with; null for S3's own encryption.</param>
    /// <param name="settings">Spark settings that the session starts with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ISparkSession> OpenAsync(
        CallContext role,
        string folder,
        string? kmsKey,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken
    );
}

/// <summary>An open session. Disposing it ends its work at once and throws unpublished output away.</summary>
internal interface ISparkSession : IAsyncDisposable
{
    /// <summary>What the Python process finds in its environment: the socket and the one-time token.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }
}
