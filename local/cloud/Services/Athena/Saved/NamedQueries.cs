using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.Saved;

/// <summary>Queries saved by name for the people of a workgroup.</summary>
internal sealed class NamedQueries(SavedQueries saved, WorkGroupStore groups, RequestTokens tokens, Ids ids)
{
    private const int MostInBatch = 50;

    public Task<CreateNamedQueryResponse> CreateAsync(
        CreateNamedQueryRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        CheckText(request.Name, 128, "name");
        CheckText(request.Database, 255, "database");
        CheckText(request.QueryString, 262144, "queryString");
        var group = groups.Get(call.Scope, request.WorkGroup ?? WorkGroup.Primary);
        var fingerprint = string.Join('\n', request.Name, request.Database, request.QueryString, group.Name);
        return saved.Database.InTransaction(() =>
        {
            if (tokens.Find(call.Scope, "named", request.ClientRequestToken, fingerprint) is { } known)
            {
                return Task.FromResult(new CreateNamedQueryResponse(known));
            }

            var id = ids.Uuid();
            saved.Named.Put(
                call.Scope,
                id,
                new NamedQueryDescription
                {
                    NamedQueryId = id,
                    Name = request.Name,
                    Description = request.Description,
                    Database = request.Database,
                    QueryString = request.QueryString,
                    WorkGroup = group.Name,
                }
            );
            saved.NamedOrder.Put(call.Scope, SavedQueries.Prefix(group.Name) + ids.Ulid(), id);
            tokens.Remember(call.Scope, "named", request.ClientRequestToken, fingerprint, id);
            return Task.FromResult(new CreateNamedQueryResponse(id));
        });
    }

    public Task<GetNamedQueryResponse> GetAsync(NamedQueryRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new GetNamedQueryResponse(Get(call.Scope, request.NamedQueryId)));

    public Task<Nothing> UpdateAsync(UpdateNamedQueryRequest request, CallContext call, CancellationToken _)
    {
        CheckText(request.Name, 128, "name");
        CheckText(request.QueryString, 262144, "queryString");
        saved.Database.InTransaction(() =>
        {
            var current = Get(call.Scope, request.NamedQueryId);
            saved.Named.Put(
                call.Scope,
                request.NamedQueryId,
                current with
                {
                    Name = request.Name,
                    QueryString = request.QueryString,
                    // An absent description keeps the old one; an empty text takes it away.
                    Description = request.Description switch
                    {
                        null => current.Description,
                        "" => null,
                        var text => text,
                    },
                }
            );
        });
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(NamedQueryRequest request, CallContext call, CancellationToken _)
    {
        saved.Database.InTransaction(() =>
        {
            var query = Get(call.Scope, request.NamedQueryId);
            var order = saved.NamedOrder.Entries(call.Scope, SavedQueries.Prefix(query.WorkGroup));
            saved.NamedOrder.Delete(call.Scope, order.First(entry => entry.Value == request.NamedQueryId).Key);
            saved.Named.Delete(call.Scope, request.NamedQueryId);
        });
        return Nothing.Task;
    }

    public Task<ListNamedQueriesResponse> ListAsync(
        ListNamedQueriesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var group = groups.Get(call.Scope, request.WorkGroup ?? WorkGroup.Primary);
        var size = AthenaPage.Size(request.MaxResults, 0, 50);
        var entries = saved.NamedOrder.Entries(
            call.Scope,
            SavedQueries.Prefix(group.Name),
            AthenaPage.After(request.NextToken),
            size + 1
        );
        var (found, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(new ListNamedQueriesResponse(found, next));
    }

    public Task<BatchGetNamedQueryResponse> BatchGetAsync(
        BatchGetNamedQueryRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        AthenaBatch.Check(request.NamedQueryIds, MostInBatch, "namedQueryIds");
        var (found, missing) = AthenaBatch.Split(request.NamedQueryIds, id => saved.Named.Find(call.Scope, id));
        return Task.FromResult(
            new BatchGetNamedQueryResponse(
                found,
                [.. missing.Select(id => new UnprocessedNamedQueryId(id, AthenaErrors.InvalidInput, Missing(id)))]
            )
        );
    }

    private NamedQueryDescription Get(Scope scope, string id) =>
        saved.Named.Find(scope, id) ?? throw AthenaErrors.Invalid(Missing(id));

    private static string Missing(string id) => $"NamedQuery {id} was not found";

    private static void CheckText(string text, int most, string member)
    {
        if (text.Length == 0 || text.Length > most)
        {
            throw AthenaErrors.Constraint(
                member,
                text.Length == 0
                    ? "have length greater than or equal to 1"
                    : $"have length less than or equal to {most}"
            );
        }
    }
}
