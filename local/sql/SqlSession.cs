using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql;

/// <summary>
/// One caller's conversation with the SQL room: text or trees in a dialect, bound against a catalog, printed for DuckDB,
/// run by an executor. Holds prepared statements and temporary views; not for concurrent use.
/// </summary>
public sealed class SqlSession(
    SqlDialect dialect,
    ISqlCatalog catalog,
    ISqlStorage storage,
    IQueryExecutor executor,
    SqlSessionOptions options
)
{
    public SqlDialect Dialect => dialect;

    public ISqlCatalog Catalog => catalog;

    public ISqlStorage Storage => storage;

    public IQueryExecutor Executor => executor;

    public SqlSessionOptions Options => options;

    /// <summary>Reads one statement.</summary>
    /// <exception cref="SqlException"><c>SYNTAX_ERROR</c>, with its position.</exception>
    public Statement Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        throw new SqlException("NOT_SUPPORTED", $"The {dialect} dialect has no parser yet.");
    }

    /// <summary>The columns that a statement's result has, without running it.</summary>
    /// <exception cref="SqlException">The statement does not bind.</exception>
    public IReadOnlyList<SqlResultColumn> Describe(Statement statement, SqlRunOptions run)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(run);
        throw new SqlException("NOT_SUPPORTED", $"The {dialect} dialect cannot bind yet.");
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
        throw new SqlException("NOT_SUPPORTED", $"The {dialect} dialect cannot run {statement.GetType().Name} yet.");
    }

    /// <summary>Runs a query and publishes its rows as files of a location, in one transaction.</summary>
    /// <exception cref="SqlException">As for running; or the target may not be written.</exception>
    public Task<SqlResult> WriteAsync(
        Query query,
        SqlWrite write,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(write);
        throw new SqlException("NOT_SUPPORTED", $"The {dialect} dialect cannot write {write.Format} yet.");
    }
}
