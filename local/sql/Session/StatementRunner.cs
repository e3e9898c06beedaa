using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Tree;

namespace CustomerLake.Local.Sql.Session;

/// <summary>Runs statements: a case per kind.</summary>
internal sealed class StatementRunner(SqlSession session, IDialectRules rules)
{
    private readonly QueryRunner _queries = new(session, rules);

    public IReadOnlyList<SqlResultColumn> Describe(Statement statement, SqlRunOptions run)
    {
        var context = _queries.NewContext(Parameters(run));
        return statement is QueryStatement query
            ? QueryRunner.Columns(QueryRunner.Bind(context, query.Query))
            : throw rules.Errors.NotSupported($"Describing a {statement.GetType().Name}", statement.At);
    }

    public Task<SqlResult> RunAsync(Statement statement, SqlRunOptions run, CancellationToken cancellationToken)
    {
        var context = _queries.NewContext(Parameters(run));
        return statement switch
        {
            QueryStatement query => _queries.RunAsync(
                context,
                QueryRunner.Bind(context, query.Query),
                run,
                cancellationToken
            ),
            _ => throw rules.Errors.NotSupported($"The statement {statement.GetType().Name}", statement.At),
        };
    }

    private static Expression[] Parameters(SqlRunOptions run) =>
        [.. run.Parameters.Select(Trino.Parse.TrinoParser.ParseExpression)];
}
