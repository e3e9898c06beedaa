using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Services.Athena.Saved;

/// <summary>Prepared statements of a workgroup: made by the API or by PREPARE, run by EXECUTE.</summary>
internal sealed partial class PreparedStatements(SavedQueries saved, WorkGroupStore groups, TimeProvider time)
{
    private const int MostInWorkGroup = 1000;
    private const int MostInBatch = 256;

    /// <summary>Refuses a text that is no statement. Set by the service, which knows the languages.</summary>
    public Action<string> CheckStatement { get; set; } = _ => { };

    public PreparedStatementDescription? Find(Scope scope, string workGroup, string name) =>
        saved.Prepared.Find(scope, Key(workGroup, name));

    public void Create(Scope scope, WritePreparedStatementRequest request)
    {
        Check(request);
        saved.Database.InTransaction(() =>
        {
            groups.Get(scope, request.WorkGroup);
            if (Find(scope, request.WorkGroup, request.StatementName) is not null)
            {
                throw AthenaErrors.Invalid(
                    $"PreparedStatement {request.StatementName} already exists in workgroup {request.WorkGroup}"
                );
            }

            if (saved.Prepared.Entries(scope, SavedQueries.Prefix(request.WorkGroup)).Count >= MostInWorkGroup)
            {
                throw AthenaErrors.Invalid(
                    $"Cannot create prepared statement {request.StatementName}. The number of prepared statements in this workgroup exceeds the limit of {MostInWorkGroup}."
                );
            }

            Put(scope, request, request.Description);
        });
    }

    public bool Delete(Scope scope, string workGroup, string name) =>
        saved.Prepared.Delete(scope, Key(workGroup, name));

    public Task<Nothing> CreateAsync(WritePreparedStatementRequest request, CallContext call, CancellationToken _)
    {
        Create(call.Scope, request);
        return Nothing.Task;
    }

    public Task<GetPreparedStatementResponse> GetAsync(
        PreparedStatementRequest request,
        CallContext call,
        CancellationToken _
    ) => Task.FromResult(new GetPreparedStatementResponse(Get(call.Scope, request.WorkGroup, request.StatementName)));

    public Task<Nothing> UpdateAsync(WritePreparedStatementRequest request, CallContext call, CancellationToken _)
    {
        Check(request);
        saved.Database.InTransaction(() =>
        {
            var current = Get(call.Scope, request.WorkGroup, request.StatementName);
            Put(call.Scope, request, request.Description ?? current.Description);
        });
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(PreparedStatementRequest request, CallContext call, CancellationToken _)
    {
        groups.Get(call.Scope, request.WorkGroup);
        return Delete(call.Scope, request.WorkGroup, request.StatementName)
            ? Nothing.Task
            : throw Missing(request.WorkGroup, request.StatementName);
    }

    public Task<ListPreparedStatementsResponse> ListAsync(
        ListPreparedStatementsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        groups.Get(call.Scope, request.WorkGroup);
        var size = AthenaPage.Size(request.MaxResults, 1, 50);
        var entries = saved.Prepared.Entries(
            call.Scope,
            SavedQueries.Prefix(request.WorkGroup),
            AthenaPage.After(request.NextToken),
            size + 1
        );
        var (statements, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(
            new ListPreparedStatementsResponse(
                [
                    .. statements.Select(statement => new PreparedStatementSummary(
                        statement.StatementName,
                        statement.LastModifiedTime
                    )),
                ],
                next
            )
        );
    }

    public Task<BatchGetPreparedStatementResponse> BatchGetAsync(
        BatchGetPreparedStatementRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        AthenaBatch.Check(request.PreparedStatementNames, MostInBatch, "preparedStatementNames");
        groups.Get(call.Scope, request.WorkGroup);
        var (found, missing) = AthenaBatch.Split(
            request.PreparedStatementNames,
            name => Find(call.Scope, request.WorkGroup, name)
        );
        return Task.FromResult(
            new BatchGetPreparedStatementResponse(
                found,
                [
                    .. missing.Select(name => new UnprocessedPreparedStatementName(
                        name,
                        "STATEMENT_NOT_FOUND",
                        Missing(request.WorkGroup, name).Message
                    )),
                ]
            )
        );
    }

    private PreparedStatementDescription Get(Scope scope, string workGroup, string name)
    {
        groups.Get(scope, workGroup);
        return Find(scope, workGroup, name) ?? throw Missing(workGroup, name);
    }

    private static AwsException Missing(string workGroup, string name) =>
        AthenaErrors.NotFound($"PreparedStatement {name} was not found in workGroup {workGroup}", name);

    private void Put(Scope scope, WritePreparedStatementRequest request, string? description) =>
        saved.Prepared.Put(
            scope,
            Key(request.WorkGroup, request.StatementName),
            new PreparedStatementDescription
            {
                StatementName = request.StatementName,
                QueryStatement = request.QueryStatement,
                WorkGroupName = request.WorkGroup,
                Description = description,
                LastModifiedTime = time.GetUtcNow(),
            }
        );

    private void Check(WritePreparedStatementRequest request)
    {
        if (!NamePattern().IsMatch(request.StatementName))
        {
            throw AthenaErrors.Constraint(
                "statementName",
                "satisfy regular expression pattern: [a-zA-Z_][a-zA-Z0-9_@:]{1,256}"
            );
        }

        CheckStatement(request.QueryStatement);
    }

    private static string Key(string workGroup, string name) => SavedQueries.Prefix(workGroup) + name;

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_@:]{1,256}$")]
    private static partial Regex NamePattern();
}
