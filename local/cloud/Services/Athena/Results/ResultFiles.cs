using System.Text;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>
/// The files a statement leaves: CSV for queries, text for SHOW, DESCRIBE, EXPLAIN and other DDL, a manifest of
/// written objects, and <c>.metadata</c> beside all that has columns.
/// </summary>
internal sealed class ResultFiles(IResultStore store)
{
    private const string Binary = "application/octet-stream";
    private const string PlainText = "binary/octet-stream";

    public static string PathOf(string prefix, string id, string? statementType, string? substatement)
    {
        var folder = prefix.EndsWith('/') ? prefix : prefix + "/";
        return (statementType, substatement) switch
        {
            ("DML", "SELECT" or "UPDATE" or "DELETE" or "MERGE" or "EXECUTE") => $"{folder}{id}.csv",
            ("DML", "INSERT" or "UNLOAD") => folder + id,
            (_, "CREATE_TABLE_AS_SELECT") => $"{folder}tables/{id}",
            _ => $"{folder}{id}.txt",
        };
    }

    public Task PutCsvAsync(
        QueryExecution execution,
        CallContext call,
        Stream csv,
        CancellationToken cancellationToken
    ) => store.PutAsync(call, execution.ResultPath, csv, Binary, execution.Results, cancellationToken);

    public Task PutTextAsync(
        QueryExecution execution,
        CallContext call,
        string text,
        CancellationToken cancellationToken
    ) => PutAsync(execution, call, execution.ResultPath, Encoding.UTF8.GetBytes(text), PlainText, cancellationToken);

    public Task PutMetadataAsync(
        QueryExecution execution,
        CallContext call,
        ExecutionOutcome outcome,
        CancellationToken cancellationToken
    ) =>
        PutAsync(
            execution,
            call,
            execution.ResultPath + ".metadata",
            MetadataFile.Write(execution.Id, outcome.Columns, outcome.UpdateType, outcome.UpdateCount),
            Binary,
            cancellationToken
        );

    /// <summary>One written object a line.</summary>
    public async Task<string> PutManifestAsync(
        QueryExecution execution,
        CallContext call,
        IReadOnlyList<string> objects,
        CancellationToken cancellationToken
    )
    {
        var path = execution.ResultPath + "-manifest.csv";
        var text = string.Concat(objects.Select(uri => uri + "\n"));
        await PutAsync(execution, call, path, Encoding.UTF8.GetBytes(text), PlainText, cancellationToken);
        return path;
    }

    public Task<Stream?> OpenAsync(
        QueryExecution execution,
        CallContext call,
        long offset,
        CancellationToken cancellationToken
    ) => store.OpenAsync(call, execution.ResultPath, offset, cancellationToken);

    private async Task PutAsync(
        QueryExecution execution,
        CallContext call,
        string path,
        byte[] bytes,
        string contentType,
        CancellationToken cancellationToken
    )
    {
        using var content = new MemoryStream(bytes);
        await store.PutAsync(call, path, content, contentType, execution.Results, cancellationToken);
    }
}
