using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.People;

/// <summary>Groups of readers and authors.</summary>
internal sealed class GroupStore(Principals principals, Ids ids)
{
    public Task<GroupResponse> CreateAsync(CreateGroupRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        if (request.GroupName.Length == 0 || request.GroupName.Any(letter => letter is < ' ' or > 'ÿ'))
        {
            throw QuickSightErrors.Invalid(
                $"The group name '{request.GroupName}' is empty or has letters beyond Latin-1."
            );
        }

        var group = new GroupDescription
        {
            Arn = call.Arn("quicksight", $"group/{Principals.Key(request.Namespace, request.GroupName)}"),
            GroupName = request.GroupName,
            Description = request.Description,
            PrincipalId = $"group/d-{ids.Hex(10)}/{ids.Uuid()}",
        };
        return principals.Groups.TryAdd(call.Scope, Principals.Key(request.Namespace, request.GroupName), group)
            ? Answer(group, call)
            : throw QuickSightErrors.Exists("Group", request.GroupName);
    }

    public Task<GroupResponse> DescribeAsync(GroupRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        return Answer(Get(call, request.Namespace, request.GroupName), call);
    }

    public Task<GroupResponse> UpdateAsync(CreateGroupRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        return Answer(
            principals.Groups.Update(
                call.Scope,
                Principals.Key(request.Namespace, request.GroupName),
                current => current with { Description = request.Description }
            ) ?? throw QuickSightErrors.NotFound("Group", request.GroupName),
            call
        );
    }

    public Task<QuickSightResponse> DeleteAsync(GroupRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        principals.Database.InTransaction(() =>
        {
            Get(call, request.Namespace, request.GroupName);
            principals.Groups.Delete(call.Scope, Principals.Key(request.Namespace, request.GroupName));
            principals.Members.DeleteAll(call.Scope, Principals.MemberPrefix(request.Namespace, request.GroupName));
        });
        return QuickSightResponse.For(call);
    }

    public Task<ListGroupsResponse> ListAsync(ListGroupsRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = principals.Groups.Entries(
            call.Scope,
            request.Namespace + "/",
            QuickSightPage.After(request.NextToken),
            size + 1
        );
        var (groups, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListGroupsResponse
            {
                RequestId = call.RequestId,
                GroupList = groups,
                NextToken = next,
            }
        );
    }

    public GroupDescription Get(CallContext call, string space, string name) =>
        principals.Groups.Find(call.Scope, Principals.Key(space, name))
        ?? throw QuickSightErrors.NotFound("Group", name);

    private void Check(NamespaceScopedRequest request, CallContext call)
    {
        request.CheckAccount(call);
        principals.CheckNamespace(call, request.Namespace);
    }

    private static Task<GroupResponse> Answer(GroupDescription group, CallContext call) =>
        Task.FromResult(new GroupResponse { RequestId = call.RequestId, Group = group });
}
