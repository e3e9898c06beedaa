using CustomerLake.Local.Cloud.Services.Athena.Ddl;
using CustomerLake.Local.Cloud.Services.Athena.Saved;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>PREPARE, EXECUTE and DEALLOCATE PREPARE, on the prepared statements of the query's workgroup.</summary>
internal sealed class PreparedRunner(PreparedStatements statements)
{
    public HiveAnswer Run(EngineRun run, AthenaStatement statement)
    {
        var (scope, group) = (run.Call.Scope, run.Execution.WorkGroup);
        switch (statement.Tree)
        {
            case PrepareStatement prepare:
                // SQL replaces a statement of that name; the API's Create refuses to.
                statements.Delete(scope, group, prepare.Name.Name);
                statements.Create(
                    scope,
                    new WritePreparedStatementRequest
                    {
                        StatementName = prepare.Name.Name,
                        WorkGroup = group,
                        QueryStatement = prepare.Text,
                    }
                );
                return HiveAnswer.Nothing;
            case DeallocateStatement deallocate:
                return statements.Delete(scope, group, deallocate.Name.Name)
                    ? HiveAnswer.Nothing
                    : throw Missing(deallocate.Name.Name);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>
    /// Makes the session know the workgroup's statement before EXECUTE names it, and turns the API's parameters into
    /// expressions.
    /// </summary>
    public async Task<(EngineRun Run, AthenaStatement Statement)> ResolveAsync(
        EngineRun run,
        AthenaStatement statement,
        CancellationToken cancellationToken
    )
    {
        var parameters = ExecutionParameters.Classify(run.Execution.Parameters, run.Session);
        var bound = run with { Parameters = parameters };
        if (statement.Tree is not ExecuteStatement { Name: { } name } execute)
        {
            return (bound, statement);
        }

        var found = statements.Find(run.Call.Scope, run.Execution.WorkGroup, name.Name) ?? throw Missing(name.Name);
        if (execute.Arguments.Count > 0)
        {
            await run.Session.RunAsync(
                new PrepareStatement(name, run.Session.Parse(found.QueryStatement)) { Text = found.QueryStatement },
                SqlRunOptions.Default,
                cancellationToken
            );
            return (bound, statement);
        }

        // Without USING it is the statement itself, with the API's parameters.
        return (bound, AthenaStatement.Read(found.QueryStatement, run.Session));
    }

    private static SqlException Missing(string name) => new("NOT_FOUND", $"Prepared statement not found: {name}");
}
