using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>IAM: roles and policies. <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html"/></summary>
internal sealed class IamService : IAwsService
{
    public IamService(Roles roles, ManagedPolicies policies, CloudState state)
    {
        AddRoles(new RoleOperations(roles, policies, state));
        AddPolicies(new PolicyOperations(policies, roles, state));
        Operations
            .Refuse("CreateUser", "long-lived users are not emulated; take a role.")
            .Refuse("CreateAccessKey", "long-lived users are not emulated; take a role.")
            .Refuse("CreateGroup", "long-lived users and their groups are not emulated; take a role.")
            .Refuse("CreateServiceLinkedRole", "services here need no roles of their own.")
            .Refuse("CreateInstanceProfile", "there are no instances here.");
    }

    public string SigningName => "iam";

    public AwsProtocol Protocol { get; } = AwsProtocol.Query("https://iam.amazonaws.com/doc/2010-05-08/");

    public OperationTable Operations { get; } = new();

    private void AddRoles(RoleOperations roles)
    {
        OnRole<CreateRoleRequest, RoleResult>("CreateRole", request => request.RoleName, roles.CreateAsync)
            .Deviates("Policies are validated and kept; requests are not yet judged by them.");
        OnRole<RoleRequest, RoleResult>("GetRole", request => request.RoleName, roles.GetAsync);
        Operations.Add<PathPageRequest, ListRolesResult>("ListRoles", "iam:ListRoles", (_, _) => "*", roles.ListAsync);
        OnRole<UpdateRoleRequest, Empty>("UpdateRole", request => request.RoleName, roles.UpdateAsync);
        OnRole<UpdateAssumeRolePolicyRequest, Nothing>(
            "UpdateAssumeRolePolicy",
            request => request.RoleName,
            roles.UpdateTrustAsync
        );
        OnRole<RoleRequest, Nothing>("DeleteRole", request => request.RoleName, roles.DeleteAsync);
        OnRole<PutRolePermissionsBoundaryRequest, Nothing>(
            "PutRolePermissionsBoundary",
            request => request.RoleName,
            roles.PutBoundaryAsync
        );
        OnRole<RoleRequest, Nothing>(
            "DeleteRolePermissionsBoundary",
            request => request.RoleName,
            roles.DeleteBoundaryAsync
        );
        OnRole<TagRoleRequest, Nothing>("TagRole", request => request.RoleName, roles.TagAsync);
        OnRole<UntagRoleRequest, Nothing>("UntagRole", request => request.RoleName, roles.UntagAsync);
        OnRole<RolePageRequest, ListTagsResult>("ListRoleTags", request => request.RoleName, roles.ListTagsAsync);
        OnRole<PutRolePolicyRequest, Nothing>("PutRolePolicy", request => request.RoleName, roles.PutPolicyAsync);
        OnRole<RolePolicyRequest, GetRolePolicyResult>(
            "GetRolePolicy",
            request => request.RoleName,
            roles.GetPolicyAsync
        );
        OnRole<RolePolicyRequest, Nothing>("DeleteRolePolicy", request => request.RoleName, roles.DeletePolicyAsync);
        OnRole<RolePageRequest, ListRolePoliciesResult>(
            "ListRolePolicies",
            request => request.RoleName,
            roles.ListPoliciesAsync
        );
        OnRole<AttachmentRequest, Nothing>("AttachRolePolicy", request => request.RoleName, roles.AttachAsync)
            .Deviates("AWS's own policies (arn:aws:iam::aws:policy/…) are refused.");
        OnRole<AttachmentRequest, Nothing>("DetachRolePolicy", request => request.RoleName, roles.DetachAsync);
        OnRole<ListAttachedRequest, ListAttachedResult>(
            "ListAttachedRolePolicies",
            request => request.RoleName,
            roles.ListAttachedAsync
        );
        OnRole<RolePageRequest, ListInstanceProfilesResult>(
            "ListInstanceProfilesForRole",
            request => request.RoleName,
            roles.ListInstanceProfilesAsync
        );
    }

    private void AddPolicies(PolicyOperations policies)
    {
        Operations.Add<CreatePolicyRequest, PolicyResult>(
            "CreatePolicy",
            "iam:CreatePolicy",
            (request, call) => $"arn:aws:iam::{call.AccountId}:policy{request.Path}{request.PolicyName}",
            policies.CreateAsync
        );
        OnPolicy<PolicyRequest, PolicyResult>("GetPolicy", request => request.PolicyArn, policies.GetAsync);
        Operations.Add<ListPoliciesRequest, ListPoliciesResult>(
            "ListPolicies",
            "iam:ListPolicies",
            (_, _) => "*",
            policies.ListAsync
        );
        OnPolicy<PolicyRequest, Nothing>("DeletePolicy", request => request.PolicyArn, policies.DeleteAsync);
        OnPolicy<CreatePolicyVersionRequest, PolicyVersionResult>(
            "CreatePolicyVersion",
            request => request.PolicyArn,
            policies.CreateVersionAsync
        );
        OnPolicy<PolicyVersionRequest, PolicyVersionResult>(
            "GetPolicyVersion",
            request => request.PolicyArn,
            policies.GetVersionAsync
        );
        OnPolicy<PolicyPageRequest, ListPolicyVersionsResult>(
            "ListPolicyVersions",
            request => request.PolicyArn,
            policies.ListVersionsAsync
        );
        OnPolicy<PolicyVersionRequest, Nothing>(
            "SetDefaultPolicyVersion",
            request => request.PolicyArn,
            policies.SetDefaultVersionAsync
        );
        OnPolicy<PolicyVersionRequest, Nothing>(
            "DeletePolicyVersion",
            request => request.PolicyArn,
            policies.DeleteVersionAsync
        );
        OnPolicy<TagPolicyRequest, Nothing>("TagPolicy", request => request.PolicyArn, policies.TagAsync);
        OnPolicy<UntagPolicyRequest, Nothing>("UntagPolicy", request => request.PolicyArn, policies.UntagAsync);
        OnPolicy<PolicyPageRequest, ListTagsResult>(
            "ListPolicyTags",
            request => request.PolicyArn,
            policies.ListTagsAsync
        );
        OnPolicy<ListEntitiesRequest, ListEntitiesResult>(
            "ListEntitiesForPolicy",
            request => request.PolicyArn,
            policies.ListEntitiesAsync
        );
    }

    private OperationTable OnRole<TRequest, TResponse>(
        string name,
        Func<TRequest, string> roleOf,
        Operation<TRequest, TResponse> handler
    )
        where TRequest : class
        where TResponse : class =>
        Operations.Add(
            name,
            $"iam:{name}",
            (request, call) => $"arn:aws:iam::{call.AccountId}:role/{roleOf(request)}",
            handler
        );

    private void OnPolicy<TRequest, TResponse>(
        string name,
        Func<TRequest, string> arnOf,
        Operation<TRequest, TResponse> handler
    )
        where TRequest : class
        where TResponse : class => Operations.Add(name, $"iam:{name}", (request, _) => arnOf(request), handler);
}
