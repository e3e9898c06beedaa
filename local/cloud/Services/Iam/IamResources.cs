namespace CustomerLake.Local.Cloud.Services.Iam;

internal sealed record IamTag
{
    public required string Key { get; init; }

    public required string Value { get; init; }
}

/// <summary>A role as it is kept; documents are kept as they were put.</summary>
internal sealed record Role
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string TrustPolicy { get; init; }

    public string? Description { get; init; }

    public int MaxSessionDuration { get; init; } = 3600;

    public string? PermissionsBoundary { get; init; }

    public IReadOnlyList<IamTag> Tags { get; init; } = [];

    /// <summary>Inline policies by name.</summary>
    public IReadOnlyDictionary<string, string> Inline { get; init; } = new Dictionary<string, string>();

    /// <summary>ARNs of attached policies, in the order of their attachment.</summary>
    public IReadOnlyList<string> Attached { get; init; } = [];
}

internal sealed record PolicyVersion
{
    public required string Id { get; init; }

    public required string Document { get; init; }

    public required DateTimeOffset Created { get; init; }
}

/// <summary>A policy of the account's own with its versions, newest last.</summary>
internal sealed record ManagedPolicy
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Arn { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required string DefaultVersion { get; init; }

    public required int LastVersion { get; init; }

    public required IReadOnlyList<PolicyVersion> Versions { get; init; }

    public IReadOnlyList<IamTag> Tags { get; init; } = [];

    public PolicyVersion Default() => Versions.First(version => version.Id == DefaultVersion);
}
