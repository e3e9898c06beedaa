using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>Roles, their tags, their inline and their attached policies.</summary>
internal sealed class RoleOperations(Roles roles, ManagedPolicies policies, CloudState state)
{
    private const int MostAttached = 10;

    public Task<RoleResult> CreateAsync(CreateRoleRequest request, CallContext call, CancellationToken _)
    {
        IamRules.CheckRole(request);
        if (request.PermissionsBoundary is { } boundary)
        {
            policies.Require(call, boundary);
        }

        var role = new Role
        {
            Name = request.RoleName,
            Path = request.Path,
            Id = "AROA" + state.Ids.Letters(17),
            Arn = $"arn:aws:iam::{call.AccountId}:role{request.Path}{request.RoleName}",
            Created = state.Time.GetUtcNow(),
            TrustPolicy = request.AssumeRolePolicyDocument,
            Description = request.Description,
            MaxSessionDuration = request.MaxSessionDuration ?? 3600,
            PermissionsBoundary = request.PermissionsBoundary,
            Tags = request.Tags,
        };
        roles.Add(call, role);
        return Task.FromResult(new RoleResult { Role = Describe(role, isWhole: true) });
    }

    public Task<RoleResult> GetAsync(RoleRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(new RoleResult { Role = Describe(roles.Require(call, request.RoleName), isWhole: true) });

    public Task<ListRolesResult> ListAsync(PathPageRequest request, CallContext call, CancellationToken _)
    {
        var (page, marker) = IamRules.Page(
            roles.List(call, request.PathPrefix),
            role => role.Name,
            request.Marker,
            request.MaxItems
        );
        return Task.FromResult(
            new ListRolesResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                Roles = [.. page.Select(role => Describe(role, isWhole: false))],
            }
        );
    }

    public Task<Empty> UpdateAsync(UpdateRoleRequest request, CallContext call, CancellationToken _)
    {
        IamRules.CheckDuration(request.MaxSessionDuration);
        return Change(
            call,
            request.RoleName,
            role =>
                role with
                {
                    Description = request.Description ?? role.Description,
                    MaxSessionDuration = request.MaxSessionDuration ?? role.MaxSessionDuration,
                }
        );
    }

    public Task<Nothing> UpdateTrustAsync(UpdateAssumeRolePolicyRequest request, CallContext call, CancellationToken _)
    {
        IamRules.CheckTrust(request.PolicyDocument);
        return Set(call, request.RoleName, role => role with { TrustPolicy = request.PolicyDocument });
    }

    public Task<Nothing> DeleteAsync(RoleRequest request, CallContext call, CancellationToken _)
    {
        roles.Delete(call, request.RoleName);
        return Nothing.Task;
    }

    public Task<Nothing> PutBoundaryAsync(
        PutRolePermissionsBoundaryRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        policies.Require(call, request.PermissionsBoundary);
        return Set(call, request.RoleName, role => role with { PermissionsBoundary = request.PermissionsBoundary });
    }

    public Task<Nothing> DeleteBoundaryAsync(RoleRequest request, CallContext call, CancellationToken _) =>
        Set(call, request.RoleName, role => role with { PermissionsBoundary = null });

    public Task<Nothing> TagAsync(TagRoleRequest request, CallContext call, CancellationToken _) =>
        Set(call, request.RoleName, role => role with { Tags = IamRules.Merge(role.Tags, request.Tags) });

    public Task<Nothing> UntagAsync(UntagRoleRequest request, CallContext call, CancellationToken _) =>
        Set(
            call,
            request.RoleName,
            role => role with { Tags = [.. role.Tags.Where(tag => !request.TagKeys.Contains(tag.Key))] }
        );

    public Task<ListTagsResult> ListTagsAsync(RolePageRequest request, CallContext call, CancellationToken _)
    {
        var tags = roles.Require(call, request.RoleName).Tags;
        var (page, marker) = IamRules.Page(tags, tag => tag.Key, request.Marker, request.MaxItems);
        return Task.FromResult(
            new ListTagsResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                Tags = page,
            }
        );
    }

    public Task<Nothing> PutPolicyAsync(PutRolePolicyRequest request, CallContext call, CancellationToken _)
    {
        IamRules.CheckName(request.PolicyName, "policyName", 128);
        IamRules.CheckInline(request.PolicyDocument);
        return Set(
            call,
            request.RoleName,
            role =>
                role with
                {
                    Inline = new SortedDictionary<string, string>(
                        role.Inline.ToDictionary(pair => pair.Key, pair => pair.Value),
                        StringComparer.Ordinal
                    )
                    {
                        [request.PolicyName] = request.PolicyDocument,
                    },
                }
        );
    }

    public Task<GetRolePolicyResult> GetPolicyAsync(RolePolicyRequest request, CallContext call, CancellationToken _)
    {
        var role = roles.Require(call, request.RoleName);
        return role.Inline.TryGetValue(request.PolicyName, out var document)
            ? Task.FromResult(
                new GetRolePolicyResult
                {
                    RoleName = role.Name,
                    PolicyName = request.PolicyName,
                    PolicyDocument = IamRules.Encoded(document),
                }
            )
            : throw IamErrors.NoSuchInlinePolicy(request.PolicyName);
    }

    public Task<Nothing> DeletePolicyAsync(RolePolicyRequest request, CallContext call, CancellationToken _) =>
        Set(
            call,
            request.RoleName,
            role =>
                role.Inline.ContainsKey(request.PolicyName)
                    ? role with
                    {
                        Inline = role
                            .Inline.Where(pair => pair.Key != request.PolicyName)
                            .ToDictionary(pair => pair.Key, pair => pair.Value),
                    }
                    : throw IamErrors.NoSuchInlinePolicy(request.PolicyName)
        );

    public Task<ListRolePoliciesResult> ListPoliciesAsync(
        RolePageRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        List<string> names = [.. roles.Require(call, request.RoleName).Inline.Keys.Order(StringComparer.Ordinal)];
        var (page, marker) = IamRules.Page(names, name => name, request.Marker, request.MaxItems);
        return Task.FromResult(
            new ListRolePoliciesResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                PolicyNames = page,
            }
        );
    }

    public Task<Nothing> AttachAsync(AttachmentRequest request, CallContext call, CancellationToken _)
    {
        policies.Require(call, request.PolicyArn);
        return Set(
            call,
            request.RoleName,
            role =>
                role.Attached.Contains(request.PolicyArn) ? role
                : role.Attached.Count >= MostAttached
                    ? throw IamErrors.LimitExceeded($"Cannot exceed quota for PoliciesPerRole: {MostAttached}")
                : role with { Attached = [.. role.Attached, request.PolicyArn] }
        );
    }

    public Task<Nothing> DetachAsync(AttachmentRequest request, CallContext call, CancellationToken _) =>
        Set(
            call,
            request.RoleName,
            role =>
                role.Attached.Contains(request.PolicyArn)
                    ? role with
                    {
                        Attached = [.. role.Attached.Where(arn => arn != request.PolicyArn)],
                    }
                    : throw IamErrors.NotAttached(request.PolicyArn)
        );

    public Task<ListAttachedResult> ListAttachedAsync(
        ListAttachedRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        List<AttachedPolicy> attached =
        [
            .. roles
                .Require(call, request.RoleName)
                .Attached.Select(arn => policies.Require(call, arn))
                .Where(policy => policy.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal))
                .Select(policy => new AttachedPolicy { PolicyName = policy.Name, PolicyArn = policy.Arn }),
        ];
        var (page, marker) = IamRules.Page(attached, policy => policy.PolicyArn, request.Marker, request.MaxItems);
        return Task.FromResult(
            new ListAttachedResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                AttachedPolicies = page,
            }
        );
    }

    public Task<ListInstanceProfilesResult> ListInstanceProfilesAsync(
        RolePageRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        roles.Require(call, request.RoleName);
        return Task.FromResult(new ListInstanceProfilesResult());
    }

    private Task<Nothing> Set(CallContext call, string name, Func<Role, Role> change)
    {
        roles.Change(call, name, change);
        return Nothing.Task;
    }

    private Task<Empty> Change(CallContext call, string name, Func<Role, Role> change)
    {
        roles.Change(call, name, change);
        return Task.FromResult(new Empty());
    }

    /// <summary>Lists leave out tags and the boundary.</summary>
    private static RoleDescription Describe(Role role, bool isWhole) =>
        new()
        {
            Path = role.Path,
            RoleName = role.Name,
            RoleId = role.Id,
            Arn = role.Arn,
            CreateDate = role.Created,
            AssumeRolePolicyDocument = IamRules.Encoded(role.TrustPolicy),
            Description = role.Description,
            MaxSessionDuration = role.MaxSessionDuration,
            PermissionsBoundary =
                isWhole && role.PermissionsBoundary is { } boundary
                    ? new BoundaryDescription { PermissionsBoundaryArn = boundary }
                    : null,
            Tags = isWhole && role.Tags.Count > 0 ? role.Tags : null,
        };
}
