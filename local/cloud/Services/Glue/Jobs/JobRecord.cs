namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>A job as it is kept: what was asked for, checked.</summary>
internal sealed record JobRecord
{
    public required string Name { get; init; }

    public required JobUpdate Definition { get; init; }

    public required DateTimeOffset CreatedOn { get; init; }

    public required DateTimeOffset LastModifiedOn { get; init; }

    public string CommandName => Definition.Command!.Name ?? JobRules.SparkCommand;

    public bool IsSpark => CommandName == JobRules.SparkCommand;

    public string GlueVersion => Definition.GlueVersion ?? JobRules.DefaultGlueVersion;

    public string RoleName => Definition.Role![(Definition.Role!.LastIndexOf('/') + 1)..];

    public int MaxConcurrentRuns => Definition.ExecutionProperty?.MaxConcurrentRuns ?? 1;

    public int MaxRetries => Definition.MaxRetries ?? 0;

    public int TimeoutMinutes => Definition.Timeout ?? JobRules.DefaultTimeout(GlueVersion);

    public double MaxCapacity =>
        JobRules.Capacity(CommandName, Definition.MaxCapacity, Definition.WorkerType, Definition.NumberOfWorkers);

    public JobDescription ToDescription() =>
        new()
        {
            Name = Name,
            JobMode = Definition.JobMode ?? "SCRIPT",
            JobRunQueuingEnabled = Definition.JobRunQueuingEnabled ?? false,
            Description = Definition.Description,
            LogUri = Definition.LogUri,
            Role = Definition.Role,
            CreatedOn = CreatedOn,
            LastModifiedOn = LastModifiedOn,
            ExecutionProperty = new ExecutionProperty { MaxConcurrentRuns = MaxConcurrentRuns },
            Command = Definition.Command! with
            {
                Name = CommandName,
                PythonVersion = Definition.Command.PythonVersion ?? "3",
            },
            DefaultArguments = Definition.DefaultArguments,
            NonOverridableArguments = Definition.NonOverridableArguments,
            MaxRetries = MaxRetries,
            AllocatedCapacity = (int)MaxCapacity,
            Timeout = TimeoutMinutes,
            MaxCapacity = MaxCapacity,
            NotificationProperty = Definition.NotificationProperty,
            GlueVersion = GlueVersion,
            NumberOfWorkers = Definition.NumberOfWorkers,
            WorkerType = Definition.WorkerType,
            ExecutionClass = Definition.ExecutionClass,
            SecurityConfiguration = Definition.SecurityConfiguration,
        };
}
