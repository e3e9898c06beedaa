namespace CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

/// <summary>A workgroup as it is kept.</summary>
internal sealed record WorkGroup
{
    public const string Primary = "primary";
    public const string Enabled = "ENABLED";
    public const string Disabled = "DISABLED";

    public required string Name { get; init; }
    public string State { get; init; } = Enabled;
    public required WorkGroupConfiguration Configuration { get; init; }
    public string? Description { get; init; }
    public DateTimeOffset? Created { get; init; }

    public bool Enforces => Configuration.EnforceWorkGroupConfiguration is true;

    /// <summary>Every account has it from the start, without an output location and without enforcement.</summary>
    public static WorkGroup DefaultPrimary { get; } =
        new()
        {
            Name = Primary,
            Configuration = WithDefaults(new WorkGroupConfiguration { EnforceWorkGroupConfiguration = false }),
        };

    /// <summary>What the service fills in where a caller says nothing.</summary>
    public static WorkGroupConfiguration WithDefaults(WorkGroupConfiguration? asked) =>
        (asked ?? new WorkGroupConfiguration()) with
        {
            EnforceWorkGroupConfiguration = asked?.EnforceWorkGroupConfiguration ?? true,
            PublishCloudWatchMetricsEnabled = asked?.PublishCloudWatchMetricsEnabled ?? false,
            RequesterPaysEnabled = asked?.RequesterPaysEnabled ?? false,
            EngineVersion = Effective(asked?.EngineVersion),
            EnableMinimumEncryptionConfiguration = asked?.EnableMinimumEncryptionConfiguration ?? false,
        };

    /// <summary>
    /// Where and how results go: the workgroup's word when it enforces, else the caller's, and the workgroup's
    /// for what the caller leaves open.
    /// </summary>
    public ResultConfiguration ResultsFor(ResultConfiguration? asked)
    {
        var own = Configuration.ResultConfiguration ?? new ResultConfiguration();
        return Enforces || asked is null
            ? own
            : asked with
            {
                OutputLocation = asked.OutputLocation ?? own.OutputLocation,
                EncryptionConfiguration =
                    asked.EncryptionConfiguration
                    ?? (asked.OutputLocation is null ? own.EncryptionConfiguration : null),
            };
    }

    public WorkGroupDescription ToDescription() =>
        new()
        {
            Name = Name,
            State = State,
            Configuration = Configuration,
            Description = Description,
            CreationTime = Created,
        };

    public WorkGroupSummary ToSummary() =>
        new()
        {
            Name = Name,
            State = State,
            Description = Description ?? "",
            CreationTime = Created,
            EngineVersion = Effective(Configuration.EngineVersion),
        };

    private static EngineVersion Effective(EngineVersion? asked) =>
        new()
        {
            SelectedEngineVersion = asked?.SelectedEngineVersion ?? EngineVersion.Automatic,
            EffectiveEngineVersion = EngineVersion.Effective,
        };
}
