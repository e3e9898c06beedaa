using System.CommandLine;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using CustomerLake.Environments.PullRequests;
using CustomerLake.Environments.Report;
using CustomerLake.Harness;
using CustomerLake.Harness.Records;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary><c>lake preview up</c>: creates or updates a preview, runs the sample through it and reports.</summary>
internal sealed class PreviewUpCommand(LakePaths paths)
{
    private readonly Option<int?> _pullRequest = PreviewOptions.PullRequest();
    private readonly Option<TimeSpan?> _lease = PreviewOptions.Lease();
    private readonly Option<string> _data = new("--data")
    {
        Description = "Folder with the client data.",
        DefaultValueFactory = _ => paths.SampleData,
    };
    private readonly Option<FileInfo?> _base = new("--base")
    {
        Description =
            "What the same data gave before the change: the output of `lake run --json`. The report compares.",
    };
    private readonly Option<string?> _commit = new("--commit") { Description = "The commit that the report names." };
    private readonly Option<FileInfo?> _report = PreviewOptions.Report();
    private readonly Option<bool> _comment = PreviewOptions.Comment();
    private readonly Option<bool> _json = new("--json") { Description = "Print the run as one JSON document." };

    public static Command Make(LakePaths paths) => new PreviewUpCommand(paths).Command();

    private Command Command()
    {
        var command = new Command("up", "Create or update a pull request's preview, and run the sample through it")
        {
            _pullRequest,
            _lease,
            _data,
            _base,
            _commit,
            _report,
            _comment,
            _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // What cannot work is said before anything is made.
        var number = PreviewOptions.NumberOf(parsed, _pullRequest);
        var pullRequests = parsed.GetValue(_comment) ? PreviewOptions.Workflow.PullRequests() : null;
        var known = new ReportInput
        {
            Stack = Environments.Previews.StackOf(number),
            Place = PreviewReports.Place,
            Commit = parsed.GetValue(_commit) ?? PreviewOptions.Workflow.PullRequestOfEvent()?.Commit,
            BaseRun = await BaseRunAsync(parsed.GetValue(_base), cancellationToken),
        };
        var reports = new PreviewReports(paths, parsed.GetValue(_report), pullRequests);

        await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
        // The console of a cloud that ends with this command is no address for a reviewer.
        known = known with
        {
            Console = backend.Cloud.IsOwn ? null : backend.Cloud.Address.Console,
        };
        try
        {
            var up = await UpAsync(backend, number, pullRequests, parsed.GetValue(_lease), cancellationToken);
            if (up is null)
            {
                Terminal.System.Say($"Pull request {number} is closed: it has no preview.");
                reports.Forget(known.Stack);
                return 0;
            }

            Terminal.System.Say($"Environment {known.Stack} until {up.Lease}: {EnvironmentLines.Summary(up.Result)}");
            known = known with { Update = up.Result, Lease = up.Lease };
            var request = new RunRequest(known.Stack, Path.GetFullPath(parsed.GetValue(_data)!))
            {
                ReplaceRaw = true,
                Json = parsed.GetValue(_json),
            };
            var run = await PipelineRun.ExecuteAsync(paths, backend, request, cancellationToken);
            known = known with { Run = run };
            await reports.PublishAsync(number, known, cancellationToken);
            return PipelineRun.Print(run, request);
        }
        catch (Exception fault) when (fault is EnvironmentException or StageException && known.Run is null)
        {
            await reports.PublishAsync(number, known with { Fault = fault.Message }, cancellationToken);
            throw;
        }
    }

    /// <returns>Null where the pull request is closed, and its preview was taken down.</returns>
    private static async Task<PreviewUp?> UpAsync(
        LocalBackend backend,
        int number,
        IPullRequests? pullRequests,
        TimeSpan? lease,
        CancellationToken cancellationToken
    )
    {
        await SharedKey.EnsureAsync(backend.Cloud, cancellationToken);
        var options = backend.Options(progress: new EnvironmentLines(Terminal.System, everyLine: false));
        if (pullRequests is null)
        {
            return await Environments.Previews.UpAsync(number, options, lease, cancellationToken);
        }

        var leftovers = new AwsLeftoverCheck(backend.Cloud.Target(SharedKey.Region));
        var deployment = new PreviewDeployment(pullRequests, leftovers);
        var outcome = await deployment.RunAsync(number, options, lease, cancellationToken);
        return outcome.Down is null ? outcome.Up : null;
    }

    private static async Task<RunRecord?> BaseRunAsync(FileInfo? file, CancellationToken cancellationToken)
    {
        try
        {
            return file is null
                ? null
                : RunRecord.FromJson(await File.ReadAllTextAsync(file.FullName, cancellationToken));
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserException(
                $"'{file}' is no record of a run: {fault.Message}",
                "`lake run -s STACK --json` writes one.",
                fault
            );
        }
    }
}
