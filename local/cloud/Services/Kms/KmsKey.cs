using System.Text.Json.Serialization;

namespace CustomerLake.Local.Cloud.Services.Kms;

internal sealed record KmsTag
{
    public required string TagKey { get; init; }

    public required string TagValue { get; init; }
}

/// <summary>A symmetric key. Its material never leaves the state folder.</summary>
internal sealed record KmsKey
{
    public required string KeyId { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string Description { get; init; } = "";

    public bool IsEnabled { get; init; } = true;

    /// <summary>Set while the key waits to be deleted.</summary>
    public DateTimeOffset? DeletionDate { get; init; }

    /// <summary><c>AWS</c> for the keys that services make for themselves, such as <c>alias/aws/s3</c>.</summary>
    public string Manager { get; init; } = "CUSTOMER";

    public required string Policy { get; init; }

    public bool IsRotating { get; init; }

    public int RotationPeriodInDays { get; init; } = 365;

    public IReadOnlyList<KmsTag> Tags { get; init; } = [];

    /// <summary>32 random bytes.</summary>
    public required byte[] Material { get; init; }

    [JsonIgnore]
    public string State =>
        DeletionDate is not null ? "PendingDeletion"
        : IsEnabled ? "Enabled"
        : "Disabled";
}

/// <summary>Another name for a key; the name starts with <c>alias/</c>.</summary>
internal sealed record KmsAlias
{
    public required string Name { get; init; }

    public required string TargetKeyId { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }
}
