namespace CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

internal sealed record Tag(string Key, string? Value);

internal sealed record EncryptionConfiguration(string EncryptionOption)
{
    public string? KmsKey { get; init; }
}

internal sealed record AclConfiguration(string S3AclOption);

internal sealed record ResultConfiguration
{
    public string? OutputLocation { get; init; }
    public EncryptionConfiguration? EncryptionConfiguration { get; init; }
    public string? ExpectedBucketOwner { get; init; }
    public AclConfiguration? AclConfiguration { get; init; }
}

internal sealed record EngineVersion
{
    public const string Effective = "Athena engine version 3";
    public const string Automatic = "AUTO";

    public string? SelectedEngineVersion { get; init; }
    public string? EffectiveEngineVersion { get; init; }

    public static EngineVersion Default { get; } =
        new() { SelectedEngineVersion = Automatic, EffectiveEngineVersion = Effective };
}

internal sealed record WorkGroupConfiguration
{
    public const long LeastCutoff = 10_000_000;

    public ResultConfiguration? ResultConfiguration { get; init; }
    public bool? EnforceWorkGroupConfiguration { get; init; }
    public bool? PublishCloudWatchMetricsEnabled { get; init; }
    public long? BytesScannedCutoffPerQuery { get; init; }
    public bool? RequesterPaysEnabled { get; init; }
    public EngineVersion? EngineVersion { get; init; }
    public string? ExecutionRole { get; init; }
    public bool? EnableMinimumEncryptionConfiguration { get; init; }
}

internal sealed record ResultConfigurationUpdates
{
    public string? OutputLocation { get; init; }
    public bool? RemoveOutputLocation { get; init; }
    public EncryptionConfiguration? EncryptionConfiguration { get; init; }
    public bool? RemoveEncryptionConfiguration { get; init; }
    public string? ExpectedBucketOwner { get; init; }
    public bool? RemoveExpectedBucketOwner { get; init; }
    public AclConfiguration? AclConfiguration { get; init; }
    public bool? RemoveAclConfiguration { get; init; }
}

internal sealed record WorkGroupConfigurationUpdates
{
    public ResultConfigurationUpdates? ResultConfigurationUpdates { get; init; }
    public bool? EnforceWorkGroupConfiguration { get; init; }
    public bool? PublishCloudWatchMetricsEnabled { get; init; }
    public long? BytesScannedCutoffPerQuery { get; init; }
    public bool? RemoveBytesScannedCutoffPerQuery { get; init; }
    public bool? RequesterPaysEnabled { get; init; }
    public EngineVersion? EngineVersion { get; init; }
    public string? ExecutionRole { get; init; }
    public bool? EnableMinimumEncryptionConfiguration { get; init; }
}

internal sealed record CreateWorkGroupRequest
{
    public required string Name { get; init; }
    public WorkGroupConfiguration? Configuration { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<Tag>? Tags { get; init; }
}

internal sealed record WorkGroupRequest
{
    public required string WorkGroup { get; init; }
}

internal sealed record GetWorkGroupResponse(WorkGroupDescription WorkGroup);

internal sealed record WorkGroupDescription
{
    public required string Name { get; init; }
    public required string State { get; init; }
    public required WorkGroupConfiguration Configuration { get; init; }
    public string? Description { get; init; }
    public DateTimeOffset? CreationTime { get; init; }
}

internal sealed record UpdateWorkGroupRequest
{
    public required string WorkGroup { get; init; }
    public string? Description { get; init; }
    public WorkGroupConfigurationUpdates? ConfigurationUpdates { get; init; }
    public string? State { get; init; }
}

internal sealed record DeleteWorkGroupRequest
{
    public required string WorkGroup { get; init; }
    public bool? RecursiveDeleteOption { get; init; }
}

internal sealed record ListWorkGroupsRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record WorkGroupSummary
{
    public required string Name { get; init; }
    public required string State { get; init; }
    public required string Description { get; init; }
    public DateTimeOffset? CreationTime { get; init; }
    public required EngineVersion EngineVersion { get; init; }
}

internal sealed record ListWorkGroupsResponse(IReadOnlyList<WorkGroupSummary> WorkGroups, string? NextToken);

internal sealed record ListEngineVersionsRequest
{
    public string? NextToken { get; init; }
    public int? MaxResults { get; init; }
}

internal sealed record ListEngineVersionsResponse(IReadOnlyList<EngineVersion> EngineVersions);
