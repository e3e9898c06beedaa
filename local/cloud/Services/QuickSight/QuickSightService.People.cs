using CustomerLake.Local.Cloud.Services.QuickSight.People;

namespace CustomerLake.Local.Cloud.Services.QuickSight;

internal sealed partial class QuickSightService
{
    private void AddPeople(NamespaceStore namespaces, GroupStore groups, MembershipStore members, UserStore users) =>
        Operations
            .AddRoute<CreateNamespaceRequest, CreateNamespaceResponse>(
                "CreateNamespace",
                "POST /accounts/{AwsAccountId}",
                "quicksight:CreateNamespace",
                (request, call) => QuickSightArns.Namespace(request.Namespace, call),
                namespaces.CreateAsync
            )
            .AddRoute<NamespaceRequest, DescribeNamespaceResponse>(
                "DescribeNamespace",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}",
                "quicksight:DescribeNamespace",
                (request, call) => QuickSightArns.Namespace(request.Namespace, call),
                namespaces.DescribeAsync
            )
            .AddRoute<ListNamespacesRequest, ListNamespacesResponse>(
                "ListNamespaces",
                "GET /accounts/{AwsAccountId}/namespaces?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListNamespaces",
                (_, call) => QuickSightArns.Namespace("*", call),
                namespaces.ListAsync
            )
            .AddRoute<NamespaceRequest, QuickSightResponse>(
                "DeleteNamespace",
                "DELETE /accounts/{AwsAccountId}/namespaces/{Namespace}",
                "quicksight:DeleteNamespace",
                (request, call) => QuickSightArns.Namespace(request.Namespace, call),
                namespaces.DeleteAsync
            )
            .AddRoute<CreateGroupRequest, GroupResponse>(
                "CreateGroup",
                "POST /accounts/{AwsAccountId}/namespaces/{Namespace}/groups",
                "quicksight:CreateGroup",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                groups.CreateAsync
            )
            .AddRoute<GroupRequest, GroupResponse>(
                "DescribeGroup",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}",
                "quicksight:DescribeGroup",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                groups.DescribeAsync
            )
            .AddRoute<CreateGroupRequest, GroupResponse>(
                "UpdateGroup",
                "PUT /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}",
                "quicksight:UpdateGroup",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                groups.UpdateAsync
            )
            .AddRoute<GroupRequest, QuickSightResponse>(
                "DeleteGroup",
                "DELETE /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}",
                "quicksight:DeleteGroup",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                groups.DeleteAsync
            )
            .AddRoute<ListGroupsRequest, ListGroupsResponse>(
                "ListGroups",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/groups?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListGroups",
                (request, call) => QuickSightArns.Group(request.Namespace, "*", call),
                groups.ListAsync
            )
            .AddRoute<GroupMembershipRequest, GroupMemberResponse>(
                "CreateGroupMembership",
                "PUT /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}/members/{MemberName}",
                "quicksight:CreateGroupMembership",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                members.CreateAsync
            )
            .AddRoute<GroupMembershipRequest, GroupMemberResponse>(
                "DescribeGroupMembership",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}/members/{MemberName}",
                "quicksight:DescribeGroupMembership",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                members.DescribeAsync
            )
            .AddRoute<GroupMembershipRequest, QuickSightResponse>(
                "DeleteGroupMembership",
                "DELETE /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}/members/{MemberName}",
                "quicksight:DeleteGroupMembership",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                members.DeleteAsync
            )
            .AddRoute<ListGroupMembershipsRequest, ListGroupMembershipsResponse>(
                "ListGroupMemberships",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/groups/{GroupName}/members?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListGroupMemberships",
                (request, call) => QuickSightArns.Group(request.Namespace, request.GroupName, call),
                members.ListAsync
            )
            .AddRoute<RegisterUserRequest, RegisterUserResponse>(
                "RegisterUser",
                "POST /accounts/{AwsAccountId}/namespaces/{Namespace}/users",
                "quicksight:RegisterUser",
                (request, call) => QuickSightArns.User(request.Namespace, request.UserName ?? "*", call),
                users.RegisterAsync
            )
            .Deviates("No invitation is sent; identity types are IAM and QUICKSIGHT.")
            .AddRoute<UserRequest, UserResponse>(
                "DescribeUser",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/users/{UserName}",
                "quicksight:DescribeUser",
                (request, call) => QuickSightArns.User(request.Namespace, request.UserName, call),
                users.DescribeAsync
            )
            .AddRoute<UpdateUserRequest, UserResponse>(
                "UpdateUser",
                "PUT /accounts/{AwsAccountId}/namespaces/{Namespace}/users/{UserName}",
                "quicksight:UpdateUser",
                (request, call) => QuickSightArns.User(request.Namespace, request.UserName, call),
                users.UpdateAsync
            )
            .AddRoute<UserRequest, QuickSightResponse>(
                "DeleteUser",
                "DELETE /accounts/{AwsAccountId}/namespaces/{Namespace}/users/{UserName}",
                "quicksight:DeleteUser",
                (request, call) => QuickSightArns.User(request.Namespace, request.UserName, call),
                users.DeleteAsync
            )
            .AddRoute<ListUsersRequest, ListUsersResponse>(
                "ListUsers",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/users?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListUsers",
                (request, call) => QuickSightArns.User(request.Namespace, "*", call),
                users.ListAsync
            )
            .AddRoute<ListUserGroupsRequest, ListGroupsResponse>(
                "ListUserGroups",
                "GET /accounts/{AwsAccountId}/namespaces/{Namespace}/users/{UserName}/groups?next-token={NextToken}&max-results={MaxResults}",
                "quicksight:ListUserGroups",
                (request, call) => QuickSightArns.User(request.Namespace, request.UserName, call),
                members.ListOfUserAsync
            );
}
