namespace CustomerLake.Local.Cloud.Services.QuickSight.People;

internal abstract record NamespaceScopedRequest : QuickSightRequest
{
    public required string Namespace { get; init; }
}

internal sealed record CreateNamespaceRequest : QuickSightRequest
{
    public required string Namespace { get; init; }
    public required string IdentityStore { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record NamespaceRequest : NamespaceScopedRequest;

internal sealed record ListNamespacesRequest : QuickSightRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record NamespaceDescription
{
    public required string Name { get; init; }
    public required string Arn { get; init; }
    public required string CapacityRegion { get; init; }
    public string CreationStatus { get; init; } = "CREATED";
    public string IdentityStore { get; init; } = "QUICKSIGHT";
}

internal sealed record CreateNamespaceResponse : QuickSightResponse
{
    public required string Arn { get; init; }
    public required string Name { get; init; }
    public required string CapacityRegion { get; init; }
    public required string CreationStatus { get; init; }
    public required string IdentityStore { get; init; }
}

internal sealed record DescribeNamespaceResponse : QuickSightResponse
{
    public required NamespaceDescription Namespace { get; init; }
}

internal sealed record ListNamespacesResponse : QuickSightResponse
{
    public required IReadOnlyList<NamespaceDescription> Namespaces { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record CreateGroupRequest : NamespaceScopedRequest
{
    public required string GroupName { get; init; }
    public string? Description { get; init; }
}

internal sealed record GroupRequest : NamespaceScopedRequest
{
    public required string GroupName { get; init; }
}

internal sealed record ListGroupsRequest : NamespaceScopedRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record GroupDescription
{
    public required string Arn { get; init; }
    public required string GroupName { get; init; }
    public string? Description { get; init; }
    public required string PrincipalId { get; init; }
}

internal sealed record GroupResponse : QuickSightResponse
{
    public required GroupDescription Group { get; init; }
}

internal sealed record ListGroupsResponse : QuickSightResponse
{
    public required IReadOnlyList<GroupDescription> GroupList { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record GroupMembershipRequest : NamespaceScopedRequest
{
    public required string GroupName { get; init; }
    public required string MemberName { get; init; }
}

internal sealed record ListGroupMembershipsRequest : NamespaceScopedRequest
{
    public required string GroupName { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record GroupMember(string Arn, string MemberName);

internal sealed record GroupMemberResponse : QuickSightResponse
{
    public required GroupMember GroupMember { get; init; }
}

internal sealed record ListGroupMembershipsResponse : QuickSightResponse
{
    public required IReadOnlyList<GroupMember> GroupMemberList { get; init; }
    public string? NextToken { get; init; }
}

internal sealed record RegisterUserRequest : NamespaceScopedRequest
{
    public required string IdentityType { get; init; }
    public required string Email { get; init; }
    public required string UserRole { get; init; }
    public string? IamArn { get; init; }
    public string? SessionName { get; init; }
    public string? UserName { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record UserRequest : NamespaceScopedRequest
{
    public required string UserName { get; init; }
}

internal sealed record UpdateUserRequest : NamespaceScopedRequest
{
    public required string UserName { get; init; }
    public required string Email { get; init; }
    public required string Role { get; init; }
}

internal sealed record ListUsersRequest : NamespaceScopedRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record ListUserGroupsRequest : NamespaceScopedRequest
{
    public required string UserName { get; init; }
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record UserDescription
{
    public required string Arn { get; init; }
    public required string UserName { get; init; }
    public required string Email { get; init; }
    public required string Role { get; init; }
    public required string IdentityType { get; init; }
    public required bool Active { get; init; }
    public required string PrincipalId { get; init; }
}

internal sealed record UserResponse : QuickSightResponse
{
    public required UserDescription User { get; init; }
}

internal sealed record RegisterUserResponse : QuickSightResponse
{
    public required UserDescription User { get; init; }
    public string? UserInvitationUrl { get; init; }
}

internal sealed record ListUsersResponse : QuickSightResponse
{
    public required IReadOnlyList<UserDescription> UserList { get; init; }
    public string? NextToken { get; init; }
}
