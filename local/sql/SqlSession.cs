using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Session;
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
    private readonly IDialectRules _rules = Dialects.RulesOf(dialect);

    public SqlDialect Dialect => dialect;

    public ISqlCatalog Catalog => catalog;

    public ISqlStorage Storage => storage;

    public IQueryExecutor Executor => executor;

    /// <summary>The settings; <c>USE</c> changes the database.</summary>
    public SqlSessionOptions Options { get; set; } = options;

    /// <summary>Evaluates the client's Python functions; null where there is no Python.</summary>
    public PythonCallback? Python { get; set; }

    /// <summary>Temporary views by lower-case name.</summary>
    internal Dictionary<string, Query> TemporaryViews { get; } = [];

    /// <summary>Prepared statements by lower-case name.</summary>
    internal Dictionary<string, PrepareStatement> Prepared { get; } = [];

    /// <summary>Reads one statement.</summary>
    /// <exception cref="SqlException"><c>SYNTAX_ERROR</c>, with its position.</exception>
    public Statement Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _rules.Parse(text);
    }

    /// <summary>Makes a query reachable by an unqualified name in this session (Spark's temporary view).</summary>
    public void SetTemporaryView(string name, Query query)
    {
        ArgumentNullException.ThrowIfNull(name);
        TemporaryViews[name.ToLowerInvariant()] = query;
    }

    /// <summary>The columns that a statement's result has, without running it.</summary>
    /// <exception cref="SqlException">The statement does not bind.</exception>
    public IReadOnlyList<SqlResultColumn> Describe(Statement statement, SqlRunOptions run)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(run);
        return new StatementRunner(this, _rules).Describe(statement, run);
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
        return new StatementRunner(this, _rules).RunAsync(statement, run, cancellationToken);
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
        ArgumentNullException.ThrowIfNull(run);
        return new Session.Write.QueryWriter(this, _rules).WriteAsync(query, write, run, cancellationToken);
    }
}
