namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>The arguments of a run: merged as AWS merges them, and laid out as the script sees them.</summary>
internal static class JobArguments
{
    public const string ExtraPyFiles = "--extra-py-files";
    public const string ExtraFiles = "--extra-files";
    private const string BookmarkOption = "--job-bookmark-option";
    private const string BookmarkOff = "job-bookmark-disable";

    /// <summary>Arguments that make AWS do what this server cannot; each with what it would be.</summary>
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["--additional-python-modules"] = "installing Python modules (use --extra-py-files)",
        ["--class"] = "Scala jobs",
        ["--datalake-formats"] = "Iceberg, Hudi and Delta tables",
        ["--extra-jars"] = "Java libraries",
        ["--user-jars-first"] = "Java libraries",
    };

    /// <exception cref="Protocol.AwsException">NotImplemented, naming the argument; InvalidInputException for a bad name.</exception>
    public static void Check(IReadOnlyDictionary<string, string>? arguments)
    {
        foreach (var (name, value) in arguments ?? new Dictionary<string, string>())
        {
            if (Refused.TryGetValue(name, out var what))
            {
                throw GlueErrors.NotEmulated($"{what}, asked for by the argument '{name}'");
            }

            if (name == BookmarkOption && value is "job-bookmark-enable" or "job-bookmark-pause")
            {
                throw GlueErrors.NotEmulated($"job bookmarks ('{BookmarkOption}' is '{value}')");
            }

            if (name == "--job-language" && value != "python")
            {
                throw GlueErrors.NotEmulated($"jobs in {value} ('--job-language')");
            }
        }
    }

    /// <summary>Defaults, over them the run's, over them those that nobody may override.</summary>
    public static SortedDictionary<string, string> Merge(
        JobRecord job,
        IReadOnlyDictionary<string, string>? runArguments
    )
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var layer in (IReadOnlyDictionary<string, string>?[])
                [job.Definition.DefaultArguments, runArguments, job.Definition.NonOverridableArguments]
        )
        {
            foreach (var (name, value) in layer ?? new Dictionary<string, string>())
            {
                merged[name] = value;
            }
        }

        return merged;
    }

    /// <summary>The script's arguments. A Spark job gets its names from the service, a Python shell job only its own.</summary>
    public static IReadOnlyList<string> ForScript(JobRecord job, JobRunRecord run)
    {
        var arguments = Merge(job, run.Arguments);
        if (job.IsSpark)
        {
            arguments["--JOB_NAME"] = job.Name;
            arguments["--JOB_ID"] = run.JobId;
            arguments["--JOB_RUN_ID"] = run.Id;
            arguments.TryAdd(BookmarkOption, BookmarkOff);
        }

        return [.. arguments.SelectMany(argument => (string[])[argument.Key, argument.Value])];
    }

    /// <summary>The s3:// addresses in a comma-separated argument.</summary>
    public static IEnumerable<S3Path> Files(JobRecord job, JobRunRecord run, string name) =>
        Merge(job, run.Arguments)
            .GetValueOrDefault(name, "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(S3Path.Parse);

    /// <summary>The settings in <c>--conf</c>: <c>a=b --conf c=d</c>, as people put several into the one argument.</summary>
    public static IReadOnlyDictionary<string, string> SparkSettings(JobRecord job, JobRunRecord run)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var texts = Merge(job, run.Arguments).GetValueOrDefault("--conf", "").Split("--conf");
        foreach (var text in texts.Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            if (text.Split('=', 2) is not [var name, var value])
            {
                throw GlueErrors.InvalidInput(
                    $"'{text}' in the argument '--conf' is no setting of the form name=value."
                );
            }

            settings[name.Trim()] = value.Trim();
        }

        return settings;
    }
}
