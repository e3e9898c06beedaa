using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Catalog;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.Saved;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>
/// StartQueryExecution: checks what can be refused before an execution exists (workgroup, result location, syntax,
/// token), then hands the execution over to be run.
/// </summary>
internal sealed class QuerySubmissions(
    StateDatabase database,
    WorkGroupStore groups,
    PreparedStatements prepared,
    RequestTokens tokens,
    ExecutionStore executions,
    QueryRuns runs,
    SqlRoom sql,
    Ids ids,
    TimeProvider time
)
{
    private const int LongestQuery = 262144;

    public Task<StartQueryExecutionResponse> StartAsync(
        StartQueryExecutionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var group = groups.GetEnabled(call.Scope, request.WorkGroup);
        Check(request);
        var results = group.ResultsFor(request.ResultConfiguration);
        var fingerprint = string.Join(
            '\n',
            request.QueryString,
            request.QueryExecutionContext?.Database,
            request.ResultConfiguration?.OutputLocation
        );
        if (tokens.Find(call.Scope, "start", request.ClientRequestToken, fingerprint) is { } known)
        {
            return Task.FromResult(new StartQueryExecutionResponse(known));
        }

        var statement = Read(request, call, group);
        var execution = Build(request, call, group, results, statement.Kind);
        var isNew = database.InTransaction(() =>
        {
            // Two clients with one token race here; the second finds the first one's execution.
            if (tokens.Find(call.Scope, "start", request.ClientRequestToken, fingerprint) is { } first)
            {
                execution = executions.Get(call.Scope, first);
                return false;
            }

            executions.Add(call.Scope, execution);
            tokens.Remember(call.Scope, "start", request.ClientRequestToken, fingerprint, execution.Id);
            return true;
        });
        if (isNew)
        {
            runs.Start(execution, statement, call);
        }

        return Task.FromResult(new StartQueryExecutionResponse(execution.Id));
    }

    /// <summary>EXECUTE is what the statement behind the name is: its type decides where the result goes.</summary>
    private AthenaStatement Read(StartQueryExecutionRequest request, CallContext call, WorkGroup group)
    {
        var statement = AthenaStatement.Read(request.QueryString);
        CatalogGuard.CheckExists(statement, request.QueryExecutionContext, sql.Catalog(call));
        var text = statement.Tree switch
        {
            ExecuteStatement { Name: { } name } => prepared.Find(call.Scope, group.Name, name.Name)?.QueryStatement,
            ExecuteStatement { ImmediateText: { } immediate } => immediate,
            _ => null,
        };
        if (text is not null)
        {
            var inner = StatementKind.Of(text);
            return statement with
            {
                Kind = statement.Kind with
                {
                    StatementType = inner.StatementType,
                    SubstatementType = inner.SubstatementType,
                },
            };
        }

        return statement;
    }

    private QueryExecution Build(
        StartQueryExecutionRequest request,
        CallContext call,
        WorkGroup group,
        ResultConfiguration results,
        StatementKind kind
    )
    {
        if (results.OutputLocation is not { Length: > 0 } prefix)
        {
            throw AthenaErrors.NoOutputLocation();
        }

        var id = ids.Uuid();
        return new QueryExecution
        {
            Id = id,
            Query = request.QueryString,
            StatementType = kind.StatementType,
            SubstatementType = kind.SubstatementType,
            WorkGroup = group.Name,
            Context = new QueryExecutionContext
            {
                Database = request.QueryExecutionContext?.Database?.ToLowerInvariant(),
                Catalog = request.QueryExecutionContext?.Catalog?.ToLowerInvariant(),
            },
            Results = results with
            {
                OutputLocation = ResultFiles.PathOf(prefix, id, kind.StatementType, kind.SubstatementType),
            },
            Parameters = request.ExecutionParameters,
            Reuse = request.ResultReuseConfiguration,
            ScanCutoff = group.Configuration.BytesScannedCutoffPerQuery,
            EnforcesLocation = group.Enforces,
            CallerArn = call.CallerArn,
            Submitted = time.GetUtcNow(),
        };
    }

    private static void Check(StartQueryExecutionRequest request)
    {
        if (request.QueryString.Length is 0 or > LongestQuery)
        {
            throw AthenaErrors.Constraint(
                "queryString",
                request.QueryString.Length == 0
                    ? "have length greater than or equal to 1"
                    : $"have length less than or equal to {LongestQuery}"
            );
        }

        if (request.ExecutionParameters is [])
        {
            throw AthenaErrors.Constraint("executionParameters", "have length greater than or equal to 1");
        }

        if (
            request.ResultReuseConfiguration?.ResultReuseByAgeConfiguration?.MaxAgeInMinutes
            is < 0
                or > ResultReuse.LongestAge
        )
        {
            throw AthenaErrors.Constraint(
                "resultReuseConfiguration.resultReuseByAgeConfiguration.maxAgeInMinutes",
                $"have value between 0 and {ResultReuse.LongestAge}"
            );
        }

        if (request.ResultConfiguration is { } results)
        {
            WorkGroupRules.Check(results);
        }
    }
}
