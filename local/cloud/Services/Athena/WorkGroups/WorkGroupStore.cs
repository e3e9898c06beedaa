using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Saved;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

/// <summary>The workgroups of an account. <c>primary</c> exists without having been created.</summary>
internal sealed class WorkGroupStore(StateDatabase database, AthenaTags tags, SavedQueries saved, TimeProvider time)
{
    private readonly ResourceTable<WorkGroup> _groups = new(database, "athena-workgroup");

    public WorkGroup? Find(Scope scope, string name) =>
        _groups.Find(scope, name) ?? (name == WorkGroup.Primary ? WorkGroup.DefaultPrimary : null);

    /// <summary>In the order of names.</summary>
    public IReadOnlyList<WorkGroup> List(Scope scope) => [.. Entries(scope).Select(entry => entry.Value)];

    public WorkGroup Get(Scope scope, string name) => Find(scope, name) ?? throw AthenaErrors.NoWorkGroup();

    /// <summary>The workgroup of a query: it must exist and be enabled.</summary>
    public WorkGroup GetEnabled(Scope scope, string? name)
    {
        var group = Get(scope, name ?? WorkGroup.Primary);
        return group.State == WorkGroup.Enabled ? group : throw AthenaErrors.DisabledWorkGroup(group.Name);
    }

    public Task<Nothing> CreateAsync(CreateWorkGroupRequest request, CallContext call, CancellationToken _)
    {
        WorkGroupRules.CheckName(request.Name);
        var configuration = WorkGroup.WithDefaults(request.Configuration);
        WorkGroupRules.Check(configuration);
        var group = new WorkGroup
        {
            Name = request.Name,
            Configuration = configuration,
            Description = request.Description,
            Created = time.GetUtcNow(),
        };
        if (request.Name == WorkGroup.Primary || !_groups.TryAdd(call.Scope, request.Name, group))
        {
            throw AthenaErrors.Invalid("WorkGroup is already created");
        }

        tags.Set(call.Scope, AthenaTags.WorkGroupArn(call, request.Name), request.Tags);
        return Nothing.Task;
    }

    public Task<GetWorkGroupResponse> GetAsync(WorkGroupRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new GetWorkGroupResponse(Get(call.Scope, request.WorkGroup).ToDescription()));

    public Task<Nothing> UpdateAsync(UpdateWorkGroupRequest request, CallContext call, CancellationToken _)
    {
        if (request.State is not (null or WorkGroup.Enabled or WorkGroup.Disabled))
        {
            throw AthenaErrors.Constraint("state", "satisfy enum value set: [ENABLED, DISABLED]");
        }

        return database.InTransaction(() =>
        {
            var current = Get(call.Scope, request.WorkGroup);
            var configuration = request.ConfigurationUpdates is { } updates
                ? WorkGroupRules.Apply(current.Configuration, updates)
                : current.Configuration;
            WorkGroupRules.Check(configuration);
            _groups.Put(
                call.Scope,
                current.Name,
                current with
                {
                    Configuration = configuration,
                    Description = request.Description ?? current.Description,
                    State = request.State ?? current.State,
                }
            );
            return Nothing.Task;
        });
    }

    public Task<Nothing> DeleteAsync(DeleteWorkGroupRequest request, CallContext call, CancellationToken _)
    {
        if (request.WorkGroup == WorkGroup.Primary)
        {
            throw AthenaErrors.Invalid("The primary workgroup cannot be deleted.");
        }

        database.InTransaction(() =>
        {
            Get(call.Scope, request.WorkGroup);
            if (request.RecursiveDeleteOption is not true && saved.Any(call.Scope, request.WorkGroup))
            {
                throw AthenaErrors.Invalid($"WorkGroup {request.WorkGroup} is not empty");
            }

            saved.DeleteAll(call.Scope, request.WorkGroup);
            tags.Set(call.Scope, AthenaTags.WorkGroupArn(call, request.WorkGroup), null);
            _groups.Delete(call.Scope, request.WorkGroup);
        });
        return Nothing.Task;
    }

    public Task<ListWorkGroupsResponse> ListAsync(ListWorkGroupsRequest request, CallContext call, CancellationToken _)
    {
        var size = AthenaPage.Size(request.MaxResults, 1, 50);
        var after = AthenaPage.After(request.NextToken);
        var entries = Entries(call.Scope)
            .Where(entry => after is null || string.CompareOrdinal(entry.Key, after) > 0)
            .Take(size + 1)
            .ToList();
        var (groups, next) = AthenaPage.Cut(entries, size);
        return Task.FromResult(new ListWorkGroupsResponse([.. groups.Select(group => group.ToSummary())], next));
    }

    private IEnumerable<KeyValuePair<string, WorkGroup>> Entries(Scope scope) =>
        _groups
            .Entries(scope)
            .Append(KeyValuePair.Create(WorkGroup.Primary, Get(scope, WorkGroup.Primary)))
            .DistinctBy(entry => entry.Key)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);

    public static Task<ListEngineVersionsResponse> ListEnginesAsync(
        ListEngineVersionsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        AthenaPage.Size(request.MaxResults, 1, 10);
        if (request.NextToken is not null)
        {
            throw AthenaErrors.BadToken();
        }

        return Task.FromResult(
            new ListEngineVersionsResponse([
                EngineVersion.Default,
                EngineVersion.Default with
                {
                    SelectedEngineVersion = EngineVersion.Effective,
                },
            ])
        );
    }
}
