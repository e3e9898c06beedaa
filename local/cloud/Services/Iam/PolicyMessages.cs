namespace CustomerLake.Local.Cloud.Services.Iam;

internal sealed record CreatePolicyRequest
{
    public required string PolicyName { get; init; }

    public string Path { get; init; } = "/";

    public required string PolicyDocument { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<IamTag> Tags { get; init; } = [];
}

internal sealed record PolicyResult
{
    public required PolicyDescription Policy { get; init; }
}

internal sealed record PolicyDescription
{
    public required string PolicyName { get; init; }

    public required string PolicyId { get; init; }

    public required string Arn { get; init; }

    public required string Path { get; init; }

    public required string DefaultVersionId { get; init; }

    public required int AttachmentCount { get; init; }

    public int PermissionsBoundaryUsageCount { get; init; }

    public bool IsAttachable { get; } = true;

    public string? Description { get; init; }

    public required DateTimeOffset CreateDate { get; init; }

    public required DateTimeOffset UpdateDate { get; init; }

    public IReadOnlyList<IamTag>? Tags { get; init; }
}

internal sealed record PolicyRequest
{
    public required string PolicyArn { get; init; }
}

internal sealed record ListPoliciesRequest
{
    public string Scope { get; init; } = "All";

    public bool OnlyAttached { get; init; }

    public string PathPrefix { get; init; } = "/";

    public string? Marker { get; init; }

    public int? MaxItems { get; init; }
}

internal sealed record ListPoliciesResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<PolicyDescription> Policies { get; init; }
}

internal sealed record CreatePolicyVersionRequest
{
    public required string PolicyArn { get; init; }

    public required string PolicyDocument { get; init; }

    public bool SetAsDefault { get; init; }
}

internal sealed record PolicyVersionRequest
{
    public required string PolicyArn { get; init; }

    public required string VersionId { get; init; }
}

internal sealed record PolicyVersionResult
{
    public required PolicyVersionDescription PolicyVersion { get; init; }
}

internal sealed record PolicyVersionDescription
{
    /// <summary>Percent-encoded; left out in lists.</summary>
    public string? Document { get; init; }

    public required string VersionId { get; init; }

    public required bool IsDefaultVersion { get; init; }

    public required DateTimeOffset CreateDate { get; init; }
}

internal sealed record PolicyPageRequest
{
    public required string PolicyArn { get; init; }

    public string? Marker { get; init; }

    public int? MaxItems { get; init; }
}

internal sealed record ListPolicyVersionsResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<PolicyVersionDescription> Versions { get; init; }
}

internal sealed record TagPolicyRequest
{
    public required string PolicyArn { get; init; }

    public required IReadOnlyList<IamTag> Tags { get; init; }
}

internal sealed record UntagPolicyRequest
{
    public required string PolicyArn { get; init; }

    public required IReadOnlyList<string> TagKeys { get; init; }
}

internal sealed record ListEntitiesRequest
{
    public required string PolicyArn { get; init; }

    public string? EntityFilter { get; init; }

    public string? Marker { get; init; }

    public int? MaxItems { get; init; }
}

internal sealed record ListEntitiesResult
{
    public required bool IsTruncated { get; init; }

    public string? Marker { get; init; }

    public required IReadOnlyList<PolicyRole> PolicyRoles { get; init; }

    public IReadOnlyList<Empty> PolicyGroups { get; } = [];

    public IReadOnlyList<Empty> PolicyUsers { get; } = [];
}

internal sealed record PolicyRole
{
    public required string RoleName { get; init; }

    public required string RoleId { get; init; }
}
