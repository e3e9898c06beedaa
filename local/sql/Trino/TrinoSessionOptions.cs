using CustomerLake.Local.Sql.Catalog;

namespace CustomerLake.Local.Sql.Trino;

/// <summary>What a session is set to.</summary>
public sealed record TrinoSessionOptions
{
    public const string DefaultCatalogName = "awsdatacatalog";

    /// <summary>The catalog's name in messages and three-part names.</summary>
    public string CatalogName { get; init; } = DefaultCatalogName;

    /// <summary>The database of unqualified names.</summary>
    public string Database { get; init; } = SqlDatabase.DefaultName;

    /// <summary>An IANA zone name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Where CTAS puts data when the statement names no location; null to use the database's location.</summary>
    public string? OutputLocation { get; init; }

    /// <summary>Bytes a query may scan before it ends; null for no bound.</summary>
    public long? ScanCutoff { get; init; }

    public string User { get; init; } = "user";

    /// <summary>Supplies <c>now()</c>.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>When the running statement began: <c>now()</c> for all of it. The session sets it per statement.</summary>
    public DateTimeOffset StartedAt { get; init; }
}

/// <summary>What one run is given.</summary>
public sealed record SqlRunOptions
{
    public static readonly SqlRunOptions Default = new();

    /// <summary>Values of <c>?</c> in order, each an expression in the dialect's text (<c>'abc'</c>, <c>DATE '2020-01-01'</c>).</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Takes rows as they come, in batches; then <see cref="SqlResult.Rows"/> stays empty.</summary>
    public Func<IReadOnlyList<object?[]>, CancellationToken, ValueTask>? RowSink { get; init; }

    /// <summary>Time to run; null for no bound.</summary>
    public TimeSpan? Deadline { get; init; }
}
