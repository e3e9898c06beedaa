using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

internal sealed record CreateKeyRequest
{
    public string? Policy { get; init; }

    public string Description { get; init; } = "";

    public string KeyUsage { get; init; } = "ENCRYPT_DECRYPT";

    public string? CustomerMasterKeySpec { get; init; }

    public string KeySpec { get; init; } = "SYMMETRIC_DEFAULT";

    public string Origin { get; init; } = "AWS_KMS";

    public IReadOnlyList<KmsTag> Tags { get; init; } = [];

    public bool MultiRegion { get; init; }

    [Ignored("Key policies do not lock anyone out yet.")]
    public bool? BypassPolicyLockoutSafetyCheck { get; init; }
}

internal sealed record KeyMetadataResponse
{
    public required KeyMetadata KeyMetadata { get; init; }
}

internal sealed record KeyMetadata
{
    public required string AWSAccountId { get; init; }

    public required string KeyId { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required bool Enabled { get; init; }

    public required string Description { get; init; }

    public string KeyUsage { get; } = "ENCRYPT_DECRYPT";

    public required string KeyState { get; init; }

    public DateTimeOffset? DeletionDate { get; init; }

    public string Origin { get; } = "AWS_KMS";

    public required string KeyManager { get; init; }

    public string CustomerMasterKeySpec { get; } = "SYMMETRIC_DEFAULT";

    public string KeySpec { get; } = "SYMMETRIC_DEFAULT";

    public IReadOnlyList<string> EncryptionAlgorithms { get; } = ["SYMMETRIC_DEFAULT"];

    public bool MultiRegion { get; init; }
}

/// <summary>An operation on one key with nothing more to say.</summary>
internal sealed record KeyRequest
{
    public required string KeyId { get; init; }
}

internal sealed record DescribeKeyRequest
{
    public required string KeyId { get; init; }

    [Ignored("Grants are not emulated, so no token stands for one.")]
    public IReadOnlyList<string>? GrantTokens { get; init; }
}

internal sealed record PageRequest
{
    public int? Limit { get; init; }

    public string? Marker { get; init; }
}

internal sealed record ListKeysResponse
{
    public required IReadOnlyList<KeyEntry> Keys { get; init; }

    public string? NextMarker { get; init; }

    public required bool Truncated { get; init; }
}

internal sealed record KeyEntry
{
    public required string KeyId { get; init; }

    public required string KeyArn { get; init; }
}

internal sealed record ScheduleKeyDeletionRequest
{
    public required string KeyId { get; init; }

    public int PendingWindowInDays { get; init; } = 30;
}

internal sealed record ScheduleKeyDeletionResponse
{
    public required string KeyId { get; init; }

    public required DateTimeOffset DeletionDate { get; init; }

    public string KeyState { get; } = "PendingDeletion";

    public required int PendingWindowInDays { get; init; }
}

internal sealed record KeyIdResponse
{
    public required string KeyId { get; init; }
}

internal sealed record UpdateKeyDescriptionRequest
{
    public required string KeyId { get; init; }

    public required string Description { get; init; }
}

internal sealed record AliasRequest
{
    public required string AliasName { get; init; }

    public required string TargetKeyId { get; init; }
}

internal sealed record DeleteAliasRequest
{
    public required string AliasName { get; init; }
}

internal sealed record ListAliasesRequest
{
    public string? KeyId { get; init; }

    public int? Limit { get; init; }

    public string? Marker { get; init; }
}

internal sealed record ListAliasesResponse
{
    public required IReadOnlyList<AliasEntry> Aliases { get; init; }

    public string? NextMarker { get; init; }

    public required bool Truncated { get; init; }
}

internal sealed record AliasEntry
{
    public required string AliasName { get; init; }

    public required string AliasArn { get; init; }

    public required string TargetKeyId { get; init; }

    public required DateTimeOffset CreationDate { get; init; }

    public required DateTimeOffset LastUpdatedDate { get; init; }
}

internal sealed record GetKeyPolicyRequest
{
    public required string KeyId { get; init; }

    public string PolicyName { get; init; } = "default";
}

internal sealed record GetKeyPolicyResponse
{
    public required string Policy { get; init; }

    public string PolicyName { get; } = "default";
}

internal sealed record PutKeyPolicyRequest
{
    public required string KeyId { get; init; }

    public string PolicyName { get; init; } = "default";

    public required string Policy { get; init; }

    [Ignored("Key policies do not lock anyone out yet.")]
    public bool? BypassPolicyLockoutSafetyCheck { get; init; }
}

internal sealed record ListKeyPoliciesRequest
{
    public required string KeyId { get; init; }

    public int? Limit { get; init; }

    public string? Marker { get; init; }
}

internal sealed record ListKeyPoliciesResponse
{
    public IReadOnlyList<string> PolicyNames { get; } = ["default"];

    public bool Truncated { get; init; }
}

internal sealed record EnableKeyRotationRequest
{
    public required string KeyId { get; init; }

    public int RotationPeriodInDays { get; init; } = 365;
}

internal sealed record KeyRotationStatusResponse
{
    public required string KeyId { get; init; }

    public required bool KeyRotationEnabled { get; init; }

    public int? RotationPeriodInDays { get; init; }

    public DateTimeOffset? NextRotationDate { get; init; }
}

internal sealed record TagResourceRequest
{
    public required string KeyId { get; init; }

    public required IReadOnlyList<KmsTag> Tags { get; init; }
}

internal sealed record UntagResourceRequest
{
    public required string KeyId { get; init; }

    public required IReadOnlyList<string> TagKeys { get; init; }
}

internal sealed record ListResourceTagsRequest
{
    public required string KeyId { get; init; }

    public int? Limit { get; init; }

    public string? Marker { get; init; }
}

internal sealed record ListResourceTagsResponse
{
    public required IReadOnlyList<KmsTag> Tags { get; init; }

    public string? NextMarker { get; init; }

    public required bool Truncated { get; init; }
}
