using System.Threading.Channels;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>Where a run's output goes: a stream named after the run in the job kind's output and error groups.</summary>
internal static class JobLogs
{
    private const string SparkGroup = "/aws-glue/jobs";
    private const string ShellGroup = "/aws-glue/python-jobs";

    private const string ContinuousGroup = "/aws-glue/jobs/logs-v2";

    /// <summary>Runs under a security configuration log into groups that name it and the role.</summary>
    public static string GroupOf(JobRecord job, string? securityConfiguration)
    {
        var group = job.IsSpark ? SparkGroup : ShellGroup;
        return securityConfiguration is null ? group : $"{group}/{securityConfiguration}-role/{job.RoleName}";
    }

    /// <summary>The group and stream of continuous logging; null when the run did not ask for it.</summary>
    public static (string Group, string Stream)? Continuous(JobRecord job, JobRunRecord run)
    {
        var arguments = JobArguments.Merge(job, run.Arguments);
        if (!job.IsSpark || arguments.GetValueOrDefault("--enable-continuous-cloudwatch-log") != "true")
        {
            return null;
        }

        var suffix = run.SecurityConfiguration is { } security ? $"-{security}" : "";
        var group = arguments.GetValueOrDefault("--continuous-log-logGroup") ?? ContinuousGroup + suffix;
        var prefix = arguments.GetValueOrDefault("--continuous-log-logStreamPrefix");
        return (group, string.IsNullOrEmpty(prefix) ? $"{run.Id}-driver" : $"{prefix}-{run.Id}-driver");
    }

    public static string OutputGroup(JobRunRecord run) => $"{run.LogGroup}/output";

    public static string ErrorGroup(JobRunRecord run) => $"{run.LogGroup}/error";
}

/// <summary>Lines of one pipe, handed on in batches: a chatty script must not cost a transaction a line.</summary>
internal sealed class LogPump(Action<IReadOnlyList<string>> write)
{
    private const int LargestBatch = 500;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(10 * LargestBatch);

    /// <summary>Copies lines until the reader ends, and returns when all of them are written.</summary>
    public async Task CopyAsync(TextReader reader)
    {
        var writing = WriteAsync();
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                await _lines.Writer.WriteAsync(line);
            }
        }
        finally
        {
            _lines.Writer.Complete();
        }

        await writing;
    }

    private async Task WriteAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            var batch = new List<string>();
            while (batch.Count < LargestBatch && _lines.Reader.TryRead(out var line))
            {
                batch.Add(line);
            }

            write(batch);
        }
    }
}
