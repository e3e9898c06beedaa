using CustomerLake.Local.Cloud.Services.Athena.Ddl;
using CustomerLake.Local.Cloud.Services.Athena.Saved;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino.Tree;

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
    /// EXECUTE becomes the statement that its name stands for, with the values of USING or of the API; the API's values
    /// become expressions.
    /// </summary>
    public (EngineRun Run, AthenaStatement Statement) Resolve(EngineRun run, AthenaStatement statement)
    {
        var text = statement.Tree switch
        {
            ExecuteStatement { Name: { } name } => (
                statements.Find(run.Call.Scope, run.Execution.WorkGroup, name.Name) ?? throw Missing(name.Name)
            ).QueryStatement,
            ExecuteStatement { ImmediateText: { } immediate } => immediate,
            _ => null,
        };
        var resolved = text is null ? statement : AthenaStatement.Read(text);
        var given = text is null ? [] : UsingClause.Arguments(run.Execution.Query);
        var values = given.Count > 0 ? given : ExecutionParameters.Classify(run.Execution.Parameters);
        return (run with { Parameters = ExecutionParameters.Fit(values, resolved.Tree) }, resolved);
    }

    private static SqlException Missing(string name) => new("NOT_FOUND", $"Prepared statement not found: {name}");
}
