using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Iam;

/// <summary>Managed policies of the account and their versions.</summary>
internal sealed class PolicyOperations(ManagedPolicies policies, Roles roles, CloudState state)
{
    public Task<PolicyResult> CreateAsync(CreatePolicyRequest request, CallContext call, CancellationToken _)
    {
        IamRules.CheckName(request.PolicyName, "policyName", 128);
        IamRules.CheckPath(request.Path);
        IamRules.CheckTags(request.Tags);
        IamRules.CheckManaged(request.PolicyDocument);
        var now = state.Time.GetUtcNow();
        var policy = new ManagedPolicy
        {
            Name = request.PolicyName,
            Path = request.Path,
            Id = "ANPA" + state.Ids.Letters(17),
            Arn = $"arn:aws:iam::{call.AccountId}:policy{request.Path}{request.PolicyName}",
            Description = request.Description,
            Created = now,
            Updated = now,
            DefaultVersion = "v1",
            LastVersion = 1,
            Versions =
            [
                new PolicyVersion
                {
                    Id = "v1",
                    Document = request.PolicyDocument,
                    Created = now,
                },
            ],
            Tags = request.Tags,
        };
        return Task.FromResult(
            new PolicyResult { Policy = Describe(policies.Create(call, policy), call, isWhole: true) }
        );
    }

    public Task<PolicyResult> GetAsync(PolicyRequest request, CallContext call, CancellationToken _) =>
        Task.FromResult(
            new PolicyResult { Policy = Describe(policies.Require(call, request.PolicyArn), call, isWhole: true) }
        );

    public Task<ListPoliciesResult> ListAsync(ListPoliciesRequest request, CallContext call, CancellationToken _)
    {
        var all =
            request.Scope == "AWS"
                ? []
                : policies
                    .List(call)
                    .Where(policy => policy.Path.StartsWith(request.PathPrefix, StringComparison.Ordinal))
                    .Where(policy => !request.OnlyAttached || Users(call, policy.Arn).Count > 0)
                    .ToList();
        var (page, marker) = IamRules.Page(all, policy => policy.Arn, request.Marker, request.MaxItems);
        return Task.FromResult(
            new ListPoliciesResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                Policies = [.. page.Select(policy => Describe(policy, call, isWhole: false))],
            }
        );
    }

    public Task<Nothing> DeleteAsync(PolicyRequest request, CallContext call, CancellationToken _)
    {
        var policy = policies.Require(call, request.PolicyArn);
        if (Users(call, policy.Arn).Count > 0)
        {
            throw IamErrors.Conflict("Cannot delete a policy attached to entities.");
        }

        if (policy.Versions.Count > 1)
        {
            throw IamErrors.Conflict(
                "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy."
            );
        }

        policies.Delete(call, policy.Arn);
        return Nothing.Task;
    }

    public Task<PolicyVersionResult> CreateVersionAsync(
        CreatePolicyVersionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        IamRules.CheckManaged(request.PolicyDocument);
        var version = policies.AddVersion(call, request.PolicyArn, request.PolicyDocument, request.SetAsDefault);
        return Task.FromResult(
            new PolicyVersionResult { PolicyVersion = Describe(version, request.SetAsDefault, document: null) }
        );
    }

    public Task<PolicyVersionResult> GetVersionAsync(
        PolicyVersionRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var policy = policies.Require(call, request.PolicyArn);
        var version = ManagedPolicies.RequireVersion(policy, request.VersionId);
        return Task.FromResult(
            new PolicyVersionResult
            {
                PolicyVersion = Describe(
                    version,
                    version.Id == policy.DefaultVersion,
                    IamRules.Encoded(version.Document)
                ),
            }
        );
    }

    public Task<ListPolicyVersionsResult> ListVersionsAsync(
        PolicyPageRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        var policy = policies.Require(call, request.PolicyArn);
        var (page, marker) = IamRules.Page(
            [.. policy.Versions.Reverse()],
            version => version.Id,
            request.Marker,
            request.MaxItems
        );
        return Task.FromResult(
            new ListPolicyVersionsResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                Versions = [.. page.Select(version => Describe(version, version.Id == policy.DefaultVersion, null))],
            }
        );
    }

    public Task<Nothing> SetDefaultVersionAsync(PolicyVersionRequest request, CallContext call, CancellationToken _)
    {
        policies.Change(
            call,
            request.PolicyArn,
            policy => policy with { DefaultVersion = ManagedPolicies.RequireVersion(policy, request.VersionId).Id }
        );
        return Nothing.Task;
    }

    public Task<Nothing> DeleteVersionAsync(PolicyVersionRequest request, CallContext call, CancellationToken _)
    {
        policies.Change(
            call,
            request.PolicyArn,
            policy =>
            {
                var version = ManagedPolicies.RequireVersion(policy, request.VersionId);
                return version.Id == policy.DefaultVersion
                    ? throw IamErrors.Conflict("Cannot delete the default version of a policy.")
                    : policy with
                    {
                        Versions = [.. policy.Versions.Where(other => other.Id != version.Id)],
                    };
            }
        );
        return Nothing.Task;
    }

    public Task<Nothing> TagAsync(TagPolicyRequest request, CallContext call, CancellationToken _)
    {
        policies.Change(
            call,
            request.PolicyArn,
            policy => policy with { Tags = IamRules.Merge(policy.Tags, request.Tags) }
        );
        return Nothing.Task;
    }

    public Task<Nothing> UntagAsync(UntagPolicyRequest request, CallContext call, CancellationToken _)
    {
        policies.Change(
            call,
            request.PolicyArn,
            policy => policy with { Tags = [.. policy.Tags.Where(tag => !request.TagKeys.Contains(tag.Key))] }
        );
        return Nothing.Task;
    }

    public Task<ListTagsResult> ListTagsAsync(PolicyPageRequest request, CallContext call, CancellationToken _)
    {
        var tags = policies.Require(call, request.PolicyArn).Tags;
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

    public Task<ListEntitiesResult> ListEntitiesAsync(
        ListEntitiesRequest request,
        CallContext call,
        CancellationToken _
    )
    {
        policies.Require(call, request.PolicyArn);
        var users = request.EntityFilter is null or "Role" ? Users(call, request.PolicyArn) : [];
        var (page, marker) = IamRules.Page(users, role => role.Name, request.Marker, request.MaxItems);
        return Task.FromResult(
            new ListEntitiesResult
            {
                IsTruncated = marker is not null,
                Marker = marker,
                PolicyRoles = [.. page.Select(role => new PolicyRole { RoleName = role.Name, RoleId = role.Id })],
            }
        );
    }

    private IReadOnlyList<Role> Users(CallContext call, string arn) =>
        [.. roles.List(call, "/").Where(role => role.Attached.Contains(arn))];

    private static PolicyVersionDescription Describe(PolicyVersion version, bool isDefault, string? document) =>
        new()
        {
            VersionId = version.Id,
            IsDefaultVersion = isDefault,
            CreateDate = version.Created,
            Document = document,
        };

    private PolicyDescription Describe(ManagedPolicy policy, CallContext call, bool isWhole) =>
        new()
        {
            PolicyName = policy.Name,
            PolicyId = policy.Id,
            Arn = policy.Arn,
            Path = policy.Path,
            DefaultVersionId = policy.DefaultVersion,
            AttachmentCount = Users(call, policy.Arn).Count,
            Description = isWhole ? policy.Description : null,
            CreateDate = policy.Created,
            UpdateDate = policy.Updated,
            Tags = isWhole && policy.Tags.Count > 0 ? policy.Tags : null,
        };
}
