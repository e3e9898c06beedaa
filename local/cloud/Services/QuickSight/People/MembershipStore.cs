using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.QuickSight.People;

/// <summary>Who is in which group.</summary>
internal sealed class MembershipStore(Principals principals, GroupStore groups)
{
    public Task<GroupMemberResponse> CreateAsync(GroupMembershipRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        groups.Get(call, request.Namespace, request.GroupName);
        var user =
            principals.Users.Find(call.Scope, Principals.Key(request.Namespace, request.MemberName))
            ?? throw QuickSightErrors.NotFound("User", request.MemberName);
        var member = new GroupMember(user.Arn, user.UserName);
        // Adding a member twice answers as the first time did.
        principals.Members.Put(call.Scope, Key(request), member);
        return Answer(member, call);
    }

    public Task<GroupMemberResponse> DescribeAsync(
        GroupMembershipRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        Check(request, call);
        return Answer(
            principals.Members.Find(call.Scope, Key(request))
                ?? throw QuickSightErrors.NotFound("Group member", request.MemberName),
            call
        );
    }

    public Task<QuickSightResponse> DeleteAsync(GroupMembershipRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        return principals.Members.Delete(call.Scope, Key(request))
            ? QuickSightResponse.For(call)
            : throw QuickSightErrors.NotFound("Group member", request.MemberName);
    }

    public Task<ListGroupMembershipsResponse> ListAsync(
        ListGroupMembershipsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        Check(request, call);
        groups.Get(call, request.Namespace, request.GroupName);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = principals.Members.Entries(
            call.Scope,
            Principals.MemberPrefix(request.Namespace, request.GroupName),
            QuickSightPage.After(request.NextToken),
            size + 1
        );
        var (members, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListGroupMembershipsResponse
            {
                RequestId = call.RequestId,
                GroupMemberList = members,
                NextToken = next,
            }
        );
    }

    public Task<ListGroupsResponse> ListOfUserAsync(
        ListUserGroupsRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        Check(request, call);
        var size = QuickSightPage.Size(request.MaxResults);
        var after = QuickSightPage.After(request.NextToken);
        var entries = principals
            .Groups.Entries(call.Scope, request.Namespace + "/", after)
            .Where(entry =>
                principals.Members.Find(
                    call.Scope,
                    Principals.MemberPrefix(request.Namespace, entry.Value.GroupName) + request.UserName
                )
                    is not null
            )
            .Take(size + 1)
            .ToList();
        var (found, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListGroupsResponse
            {
                RequestId = call.RequestId,
                GroupList = found,
                NextToken = next,
            }
        );
    }

    private void Check(NamespaceScopedRequest request, CallContext call)
    {
        request.CheckAccount(call);
        principals.CheckNamespace(call, request.Namespace);
    }

    private static string Key(GroupMembershipRequest request) =>
        Principals.MemberPrefix(request.Namespace, request.GroupName) + request.MemberName;

    private static Task<GroupMemberResponse> Answer(GroupMember member, CallContext call) =>
        Task.FromResult(new GroupMemberResponse { RequestId = call.RequestId, GroupMember = member });
}
