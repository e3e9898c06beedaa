using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Iam;

internal sealed record CreateRoleRequest
{
    public string Path { get; init; } = "/";

    public required string RoleName { get; init; }

    public required string AssumeRolePolicyDocument { get; init; }

    public string? Description { get; init; }

    public int? MaxSessionDuration { get; init; }

    public string? PermissionsBoundary { get; init; }

    public IReadOnlyList<IamTag> Tags { get; init; } = [];
}

internal sealed record RoleResult
{
    public required RoleDescription Role { get; init; }
}

/// <summary>A role on the wire. Its document is percent-encoded, as IAM writes all documents.</summary>
internal sealed record RoleDescription
{
    public required string Path { get; init; }

    public required string RoleName { get; init; }

    public required string RoleId { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required string AssumeRolePolicyDocument { get; init; }

    public string? Description { get; init; }

    public int? MaxSessionDuration { get; init; }

    public BoundaryDescription? PermissionsBoundary { get; init; }

    public IReadOnlyList<IamTag>? Tags { get; init; }
}

internal sealed record BoundaryDescription
{
    public string PermissionsBoundaryType { get; } = "Policy";

    public required string PermissionsBoundaryArn { get; init; }
}

internal sealed record RoleRequest
{
    public required string RoleName { get; init; }
}

internal sealed record PathPageRequest
{
    public string PathPrefix { get; init; } = "/";

    public string? Marker { get; init; }

    public int? MaxItems { get; init; }
}

internal sealed record ListRolesResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<RoleDescription> Roles { get; init; }
}

internal sealed record UpdateRoleRequest
{
    public required string RoleName { get; init; }

    public string? Description { get; init; }

    public int? MaxSessionDuration { get; init; }
}

internal sealed record Empty;

internal sealed record UpdateAssumeRolePolicyRequest
{
    public required string RoleName { get; init; }

    public required string PolicyDocument { get; init; }
}

internal sealed record PutRolePermissionsBoundaryRequest
{
    public required string RoleName { get; init; }

    public required string PermissionsBoundary { get; init; }
}

internal sealed record TagRoleRequest
{
    public required string RoleName { get; init; }

    public required IReadOnlyList<IamTag> Tags { get; init; }
}

internal sealed record UntagRoleRequest
{
    public required string RoleName { get; init; }

    public required IReadOnlyList<string> TagKeys { get; init; }
}

internal sealed record RolePageRequest
{
    public required string RoleName { get; init; }

    public string? Marker { get; init; }

    public int? MaxItems { get; init; }
}

internal sealed record ListTagsResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<IamTag> Tags { get; init; }
}

internal sealed record PutRolePolicyRequest
{
    public required string RoleName { get; init; }

    public required string PolicyName { get; init; }

    public required string PolicyDocument { get; init; }
}

internal sealed record RolePolicyRequest
{
    public required string RoleName { get; init; }

    public required string PolicyName { get; init; }
}

internal sealed record GetRolePolicyResult
{
    public required string RoleName { get; init; }

    public required string PolicyName { get; init; }

    public required string PolicyDocument { get; init; }
}

internal sealed record ListRolePoliciesResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<string> PolicyNames { get; init; }
}

internal sealed record AttachmentRequest
{
    public required string RoleName { get; init; }

    public required string PolicyArn { get; init; }
}

internal sealed record ListAttachedRequest
{
    public required string RoleName { get; init; }

    public string PathPrefix { get; init; } = "/";

    public string? Marker { get; init; }

    public int? MaxItems { get; init; }
}

internal sealed record ListAttachedResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<AttachedPolicy> AttachedPolicies { get; init; }
}

internal sealed record AttachedPolicy
{
    public required string PolicyName { get; init; }

    public required string PolicyArn { get; init; }
}

internal sealed record ListInstanceProfilesResult
{
    public bool IsTruncated { get; init; }

    public IReadOnlyList<Empty> InstanceProfiles { get; } = [];
}
