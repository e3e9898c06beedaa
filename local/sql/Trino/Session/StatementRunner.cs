using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Parse;
using CustomerLake.Local.Sql.Trino.Session.Write;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session;

/// <summary>Runs statements: a case per kind.</summary>
internal sealed class StatementRunner(TrinoSession session)
{
    private static readonly Position Start = new(1, 1);

    private readonly QueryRunner _queries = new(session);

    public IReadOnlyList<SqlResultColumn> Describe(Statement statement, SqlRunOptions run) =>
        statement switch
        {
            QueryStatement query => QueryRunner.Columns(
                QueryRunner.Bind(_queries.NewContext(Parameters(run)), query.Query)
            ),
            ExecuteStatement execute => Describe(Prepared(execute), run with { }),
            ExplainStatement => [new SqlResultColumn("Query Plan", SqlType.Varchar)],
            _ => [],
        };

    public Task<SqlResult> RunAsync(Statement statement, SqlRunOptions run, CancellationToken cancellationToken) =>
        RunAsync(statement, Parameters(run), run, cancellationToken);

    private static Expression[] Parameters(SqlRunOptions run) =>
        [.. run.Parameters.Select(TrinoParser.ParseExpression)];

    private Task<SqlResult> RunAsync(
        Statement statement,
        IReadOnlyList<Expression> parameters,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        if (statement is not (PrepareStatement or ExecuteStatement))
        {
            var count = ParameterCount.Of(statement);
            if (count > parameters.Count)
            {
                throw new SqlException(
                    "INVALID_PARAMETER_USAGE",
                    $"Incorrect number of parameters: expected {count} but found {parameters.Count}",
                    Start
                );
            }
        }

        var context = _queries.NewContext(parameters);
        switch (statement)
        {
            case QueryStatement query:
                return _queries.RunAsync(context, QueryRunner.Bind(context, query.Query), run, cancellationToken);
            case InsertStatement insert:
                return new InsertRunner(session, context).RunAsync(insert, run, cancellationToken);
            case CreateTableAsStatement create:
                return new CreateTableRunner(session, context).RunAsync(create, run, cancellationToken);
            case UnloadStatement unload:
                return new UnloadRunner(session, context).RunAsync(unload, run, cancellationToken);
            case CreateViewStatement view:
                return Task.FromResult(new ViewRunner(session, context).Create(view));
            case DropStatement drop:
                return Task.FromResult(new ViewRunner(session, context).Drop(drop));
            case ExplainStatement explain:
                return Task.FromResult(new ExplainRunner(context).Run(explain));
            case PrepareStatement prepare:
                session.Prepared[prepare.Name.Name.ToLowerInvariant()] = prepare;
                return Task.FromResult(SqlResult.Empty with { UpdateType = "PREPARE" });
            case DeallocateStatement deallocate:
                return session.Prepared.Remove(deallocate.Name.Name.ToLowerInvariant())
                    ? Task.FromResult(SqlResult.Empty with { UpdateType = "DEALLOCATE" })
                    : throw NotPrepared(deallocate.Name);
            case ExecuteStatement execute:
                return ExecuteAsync(execute, run, cancellationToken);
            case DeleteStatement or UpdateStatement or MergeStatement:
                throw new ChangeBinder(context).Refusal(statement);
            case UtilityStatement { Kind: "USE" } use:
                return Task.FromResult(Use(use));
            case ShowStatement show:
                return Task.FromResult(ShowRunner.Run(show));
            default:
                throw TrinoErrors.NotSupported($"The statement {Words(statement)}", statement.At);
        }
    }

    private static string Words(Statement statement) =>
        statement is UtilityStatement utility
            ? utility.Kind
            : statement.GetType().Name.Replace("Statement", "", StringComparison.Ordinal);

    private static SqlException NotPrepared(Identifier name) =>
        new("NOT_FOUND", $"Prepared statement not found: {name}");

    private Statement Prepared(ExecuteStatement execute) =>
        execute.Name is null ? TrinoParser.ParseStatement(execute.ImmediateText!)
        : session.Prepared.TryGetValue(execute.Name.Name.ToLowerInvariant(), out var prepared) ? prepared.Statement
        : throw NotPrepared(execute.Name);

    private Task<SqlResult> ExecuteAsync(
        ExecuteStatement execute,
        SqlRunOptions run,
        CancellationToken cancellationToken
    )
    {
        var statement = Prepared(execute);
        var count = ParameterCount.Of(statement);
        return count == execute.Arguments.Count
            ? RunAsync(statement, execute.Arguments, run, cancellationToken)
            : throw new SqlException(
                "INVALID_PARAMETER_USAGE",
                $"Incorrect number of parameters: expected {count} but found {execute.Arguments.Count}",
                Start
            );
    }

    private SqlResult Use(UtilityStatement use)
    {
        string[] parts = [.. use.Name.Select(part => part.Name.ToLowerInvariant())];
        if (parts.Length > 1 && parts[0] != session.Options.CatalogName)
        {
            throw new SqlException("CATALOG_NOT_FOUND", $"Catalog '{parts[0]}' not found");
        }

        if (session.Catalog.FindDatabase(parts[^1]) is null)
        {
            throw new SqlException("SCHEMA_NOT_FOUND", $"Schema '{parts[^1]}' does not exist");
        }

        session.Options = session.Options with { Database = parts[^1] };
        return SqlResult.Empty with { UpdateType = "USE" };
    }
}

/// <summary>How many parameters a statement has: one more than the highest index.</summary>
internal static partial class ParameterCount
{
    public static int Of(Statement statement) => Pattern().Count(SqlTree.ToJson(statement));

    [System.Text.RegularExpressions.GeneratedRegex("\"node\":\"parameter\"")]
    private static partial System.Text.RegularExpressions.Regex Pattern();
}
