using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.S3;

namespace CustomerLake.Local.Cloud.Services.Glue.Jobs;

/// <summary>A run's private folder: the script under its own name, extra files, the driver. Gone when the run is over.</summary>
internal sealed class JobWorkspace : IDisposable
{
    private JobWorkspace(string folder, string scriptName)
    {
        Folder = folder;
        ScriptPath = Path.Combine(folder, scriptName);
        DriverPath = Path.Combine(folder, ".driver", "driver.py");
        ReportPath = Path.Combine(folder, ".driver", "failure.json");
        Directory.CreateDirectory(Path.Combine(folder, ".driver"));
        Directory.CreateDirectory(TemporaryFolder);
    }

    public string Folder { get; }

    public string ScriptPath { get; }

    public string DriverPath { get; }

    /// <summary>Where the driver writes how the script failed.</summary>
    public string ReportPath { get; }

    public string TemporaryFolder => Path.Combine(Folder, ".tmp");

    /// <summary>Modules of --extra-py-files, in their order: folders, .py files' folder, archives.</summary>
    public IReadOnlyList<string> PythonPath { get; private set; } = [];

    /// <exception cref="AwsException">The script or a file is missing or may not be read.</exception>
    public static async Task<JobWorkspace> CreateAsync(
        JobRecord job,
        JobRunRecord run,
        ObjectStore objects,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var script = S3Path.Parse(job.Definition.Command!.ScriptLocation!);
        var workspace = new JobWorkspace(objects.NewScratchFolder(), script.Name);
        try
        {
            await FetchAsync(objects, call, script, workspace.ScriptPath, cancellationToken);
            foreach (var file in JobArguments.Files(job, run, JobArguments.ExtraFiles))
            {
                await FetchAsync(objects, call, file, Path.Combine(workspace.Folder, file.Name), cancellationToken);
            }

            workspace.PythonPath = await workspace.FetchModulesAsync(job, run, objects, call, cancellationToken);
            await workspace.WriteDriverAsync(cancellationToken);
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task<List<string>> FetchModulesAsync(
        JobRecord job,
        JobRunRecord run,
        ObjectStore objects,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(Folder, ".modules");
        Directory.CreateDirectory(folder);
        var path = new List<string>();
        foreach (var file in JobArguments.Files(job, run, JobArguments.ExtraPyFiles))
        {
            var target = Path.Combine(folder, file.Name);
            await FetchAsync(objects, call, file, target, cancellationToken);
            path.Add(target.EndsWith(".py", StringComparison.Ordinal) ? folder : target);
        }

        return [.. path.Distinct(StringComparer.Ordinal)];
    }

    private async Task WriteDriverAsync(CancellationToken cancellationToken)
    {
        await using var source =
            typeof(JobWorkspace).Assembly.GetManifestResourceStream("Glue.driver.py")
            ?? throw new InvalidOperationException("The assembly lacks its resource 'Glue.driver.py'.");
        await using var target = File.Create(DriverPath);
        await source.CopyToAsync(target, cancellationToken);
    }

    private static async Task FetchAsync(
        ObjectStore objects,
        CallContext call,
        S3Path file,
        string target,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var (_, content) = objects.Open(call, file.Bucket, file.Key);
            await using (content)
            {
                await using var copy = File.Create(target);
                await content.CopyToAsync(copy, cancellationToken);
            }
        }
        catch (AwsException fault)
        {
            throw new AwsException(
                fault.Code,
                $"Error downloading from S3 for bucket: {file.Bucket}, key: {file.Key}. {fault.Message} "
                    + $"(Service: Amazon S3; Status Code: {fault.Status}; Error Code: {fault.Code})"
            );
        }
    }
}
