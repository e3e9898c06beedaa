namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>What a job may say, and what is filled in where it says nothing.</summary>
internal static class JobRules
{
    public const string SparkCommand = "glueetl";
    public const string ShellCommand = "pythonshell";
    public const string DefaultGlueVersion = "5.0";

    private const int LongestTimeout = 10_080;
    private const int UsualTimeout = 480;
    private const int OlderTimeout = 2_880;
    private const double UsualCapacity = 10;
    private const double UsualShellCapacity = 0.0625;
    private static readonly string[] KnownVersions = ["0.9", "1.0", "2.0", "3.0", "4.0", "5.0", "5.1"];

    /// <summary>DPUs of one worker.</summary>
    private static readonly Dictionary<string, double> Workers = new(StringComparer.Ordinal)
    {
        ["Standard"] = 1,
        ["G.025X"] = 0.25,
        ["G.1X"] = 1,
        ["G.2X"] = 2,
        ["G.4X"] = 4,
        ["G.8X"] = 8,
        ["G.12X"] = 12,
        ["G.16X"] = 16,
        ["R.1X"] = 1,
        ["R.2X"] = 2,
        ["R.4X"] = 4,
        ["R.8X"] = 8,
    };

    public static int DefaultTimeout(string glueVersion) => glueVersion.StartsWith('5') ? UsualTimeout : OlderTimeout;

    public static double Capacity(string command, double? maxCapacity, string? workerType, int? workers) =>
        maxCapacity
        ?? (
            workerType is not null && Workers.TryGetValue(workerType, out var each) ? each * (workers ?? 0)
            : command == ShellCommand ? UsualShellCapacity
            : UsualCapacity
        );

    /// <exception cref="Protocol.AwsException">InvalidInputException, or NotImplemented for what is not emulated.</exception>
    public static void Check(JobDefinition job)
    {
        if (string.IsNullOrEmpty(job.Role))
        {
            throw GlueErrors.InvalidInput("Role should not be null or empty.");
        }

        CheckCommand(job.Command);
        CheckResources(job.MaxCapacity, job.WorkerType, job.NumberOfWorkers);
        CheckTimeout(job.Timeout);
        if (job.JobRunQueuingEnabled == true)
        {
            throw GlueErrors.NotEmulated("job run queuing (JobRunQueuingEnabled)");
        }

        if (job.GlueVersion is { } version && !KnownVersions.Contains(version))
        {
            throw GlueErrors.InvalidInput($"Given GlueVersion [{version}] is not valid.");
        }

        if (job.ExecutionProperty?.MaxConcurrentRuns is < 1)
        {
            throw GlueErrors.InvalidInput("MaxConcurrentRuns must be at least 1.");
        }

        if (job.MaxRetries is < 0 or > 10)
        {
            throw GlueErrors.InvalidInput($"MaxRetries must be from 0 to 10, not {job.MaxRetries}.");
        }

        CheckExecutionClass(job.ExecutionClass);
        JobArguments.Check(job.DefaultArguments);
        JobArguments.Check(job.NonOverridableArguments);
    }

    public static void CheckResources(double? maxCapacity, string? workerType, int? workers)
    {
        if (maxCapacity is not null && (workerType is not null || workers is not null))
        {
            throw GlueErrors.InvalidInput("Please set only Worker Type and Number of Workers or set Max Capacity.");
        }

        if (workerType is not null && !Workers.ContainsKey(workerType))
        {
            throw GlueErrors.InvalidInput(
                $"WorkerType must be one of {string.Join(", ", Workers.Keys)}, not '{workerType}'."
            );
        }

        if (workerType is null != workers is null)
        {
            throw GlueErrors.InvalidInput("Worker Type and Number of Workers must be set together.");
        }
    }

    public static void CheckTimeout(int? minutes)
    {
        if (minutes is < 1 or > LongestTimeout)
        {
            throw GlueErrors.InvalidInput($"Timeout must be from 1 to {LongestTimeout} minutes, not {minutes}.");
        }
    }

    public static void CheckExecutionClass(string? executionClass)
    {
        if (executionClass is not (null or "STANDARD" or "FLEX"))
        {
            throw GlueErrors.InvalidInput($"ExecutionClass must be STANDARD or FLEX, not '{executionClass}'.");
        }
    }

    private static void CheckCommand(JobCommand? command)
    {
        if (command is null)
        {
            throw GlueErrors.InvalidInput("Command should not be null.");
        }

        if (command.Name is not (null or SparkCommand or ShellCommand))
        {
            throw GlueErrors.NotEmulated(
                $"jobs of the command '{command.Name}' ('{SparkCommand}' and '{ShellCommand}' are)"
            );
        }

        if (command.PythonVersion is not (null or "3" or "3.9"))
        {
            throw GlueErrors.InvalidInput($"PythonVersion must be 3 or 3.9, not '{command.PythonVersion}'.");
        }

        if (S3Path.TryParse(command.ScriptLocation ?? "") is not { Key.Length: > 0 })
        {
            throw GlueErrors.InvalidInput(
                $"ScriptLocation must be the s3:// address of a script, not '{command.ScriptLocation}'."
            );
        }
    }
}
