using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>Where result files lie: objects of S3, written and read as the caller.</summary>
internal interface IResultStore
{
    /// <summary>Stores a file's content as an object, encrypted as <paramref name="results"/> says.</summary>
    Task PutAsync(
        CallContext call,
        string uri,
        Stream content,
        string contentType,
        ResultConfiguration results,
        CancellationToken cancellationToken
    );

    /// <summary>The object's content from an offset on, or null when there is none.</summary>
    Task<Stream?> OpenAsync(CallContext call, string uri, long offset, CancellationToken cancellationToken);
}
