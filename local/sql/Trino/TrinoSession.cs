using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Parse;
using CustomerLake.Local.Sql.Trino.Session;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Trino;

/// <summary>
/// One caller's conversation with the SQL room: text or trees, bound against a catalog, printed for DuckDB,
/// run by an executor. Holds prepared statements; not for concurrent use.
/// </summary>
public sealed class TrinoSession(
    ISqlCatalog catalog,
    ISqlStorage storage,
    IQueryExecutor executor,
    TrinoSessionOptions options
)
{
    public ISqlCatalog Catalog => catalog;

    public ISqlStorage Storage => storage;

    public IQueryExecutor Executor => executor;

    /// <summary>The settings; <c>USE</c> changes the database.</summary>
    public TrinoSessionOptions Options { get; set; } = options;

    /// <summary>Prepared statements by lower-case name.</summary>
    internal Dictionary<string, PrepareStatement> Prepared { get; } = [];

    /// <summary>Reads one statement.</summary>
    /// <exception cref="SqlException"><c>SYNTAX_ERROR</c>, with its position.</exception>
    public static Statement Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TrinoParser.ParseStatement(text);
    }

    /// <summary>The columns that a statement's result has, without running it.</summary>
    /// <exception cref="SqlException">The statement does not bind.</exception>
    public IReadOnlyList<SqlResultColumn> Describe(Statement statement, SqlRunOptions run)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(run);
        return new StatementRunner(this).Describe(statement, run);
    }

    /// <summary>Parses, binds, runs.</summary>
    /// <exception cref="SqlException">Syntax, binding or run-time failure, worded by the dialect.</exception>
    public Task<SqlResult> RunAsync(string text, SqlRunOptions run, CancellationToken cancellationToken) =>
        RunAsync(Parse(text), run, cancellationToken);

    /// <inheritdoc cref="RunAsync(string, SqlRunOptions, CancellationToken)"/>
    public Task<SqlResult> RunAsync(Statement statement, SqlRunOptions run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(run);
        return new StatementRunner(this).RunAsync(statement, run, cancellationToken);
    }
}
