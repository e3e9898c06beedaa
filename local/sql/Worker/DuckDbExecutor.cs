using System.Diagnostics;
using CustomerLake.Local.Sql.Runtime;
using DuckDB.NET.Data;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>
/// Runs queries in this process, each on a fresh in-memory instance that is locked down first: only the query's own files
/// can be read, no setting can be changed, no extension loaded (measured matrix: docs of DuckDB, "Securing DuckDB").
/// A deadline interrupts; only a <c>WorkerPool</c> can also kill.
/// </summary>
public sealed class DuckDbExecutor(DuckDbLimits limits) : IQueryExecutor
{
    private const int BatchSize = 1000;

    /// <inheritdoc/>
    public async Task<EngineOutcome> ExecuteAsync(
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sink);
        using var spill = new SpillFolder(limits.SpillFolder);
        await using var instance = new DuckDbInstance(limits, spill.Path);
        return await ExecuteOnAsync(instance, query, sink, cancellationToken);
    }

    /// <summary>Runs on an instance that was opened before (pre-warmed) and has run nothing.</summary>
    internal static async Task<EngineOutcome> ExecuteOnAsync(
        DuckDbInstance instance,
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (query.Deadline is { } time)
        {
            deadline.CancelAfter(time);
        }

        try
        {
            instance.Prepare(query);
            await using var command = instance.Connection.CreateCommand();
            command.CommandText = OutputSql.Print(query);
            command.UseStreamingMode = true;
            using var interrupt = deadline.Token.Register(command.Cancel);
            deadline.Token.ThrowIfCancellationRequested();
            return query.Output is null
                ? await ReadAsync(instance, command, query, sink, deadline.Token)
                : Write(instance, command, query);
        }
        catch (DuckDBException failure) when (!deadline.IsCancellationRequested)
        {
            throw EngineErrors.Translate(failure);
        }
        catch (Exception failure) when (failure is DuckDBException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SqlException(
                "EXCEEDED_TIME_LIMIT",
                $"Query exceeded the maximum execution time limit of {query.Deadline?.TotalMinutes:0.##}m",
                failure
            );
        }
    }

    private static async Task<EngineOutcome> ReadAsync(
        DuckDbInstance instance,
        DuckDBCommand command,
        EngineQuery query,
        Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask> sink,
        CancellationToken cancellationToken
    )
    {
        // DuckDB works on the calling thread; the caller's must stay free.
        await using var reader = await Task.Run(command.ExecuteReader, cancellationToken);
        var batch = new List<object?[]>(BatchSize);
        long rows = 0;
        while (reader.Read())
        {
            batch.Add(ValueReader.ReadRow(reader, query.ColumnTypes));
            rows++;
            if (batch.Count == BatchSize)
            {
                await sink(batch, cancellationToken);
                batch = new List<object?[]>(BatchSize);
                instance.CheckScanCutoff(query);
            }
        }

        if (batch.Count > 0)
        {
            await sink(batch, cancellationToken);
        }

        return new EngineOutcome(instance.MeasureBytes(query), rows, []);
    }

    private static EngineOutcome Write(DuckDbInstance instance, DuckDBCommand command, EngineQuery query)
    {
        Debug.Assert(query.Output is not null);
        command.UseStreamingMode = false;
        long rows = command.ExecuteNonQuery();
        var folder = OutputSql.TargetFolder(query.Output);
        string[] files = Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(query.Output.Folder, path))
                    .Order(StringComparer.Ordinal),
            ]
            : [];
        return new EngineOutcome(instance.MeasureBytes(query), rows, files);
    }
}

/// <summary>What one query may use.</summary>
public sealed record DuckDbLimits
{
    public static readonly DuckDbLimits Default = new();

    /// <summary>512 MB is the least that sorts; 1 GB runs most.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    public long SpillBytes { get; init; } = 4L << 30;

    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>How deep a printed expression may nest.</summary>
    public int ExpressionDepth { get; init; } = 1000;

    /// <summary>Where private spill folders are made; null for the system's temporary folder.</summary>
    public string? SpillFolder { get; init; }
}

/// <summary>A private folder for one query's spill; made on first use, deleted when disposed.</summary>
internal sealed class SpillFolder : IDisposable
{
    public SpillFolder(string? parent)
    {
        Path = System.IO.Path.Combine(
            parent ?? System.IO.Path.GetTempPath(),
            $"lake-spill-{System.IO.Path.GetRandomFileName()}"
        );
    }

    public string Path { get; }

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
