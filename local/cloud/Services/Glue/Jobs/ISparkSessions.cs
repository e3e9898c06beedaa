using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>Opens the SQL session that a run's Python talks to. The seam to the SQL room.</summary>
internal interface ISparkSessions
{
    /// <summary>A session over the Glue catalog and S3 in the name of the run's role.</summary>
    Task<ISparkSession> OpenAsync(CallContext role, string folder, CancellationToken cancellationToken);
}

/// <summary>An open session. Disposing it ends its work at once and throws unpublished output away.</summary>
internal interface ISparkSession : IAsyncDisposable
{
    /// <summary>What the Python process finds in its environment: the socket and the one-time token.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }
}
