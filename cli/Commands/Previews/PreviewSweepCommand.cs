using System.CommandLine;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using Spectre.Console;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary><c>lake preview sweep</c>: takes down what nobody needs any more, and names what no stack knows of.</summary>
internal sealed class PreviewSweepCommand(LakePaths paths)
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would go." };
    private readonly Option<int[]> _closed = new("--closed")
    {
        CustomParser = PreviewOptions.WholeNumbers,
        Description = "A pull request that is closed, whatever its lease; may be given again.",
    };
    private readonly Option<int[]> _keep = new("--keep")
    {
        CustomParser = PreviewOptions.WholeNumbers,
        Description = "A pull request whose preview stays; may be given again.",
    };
    private readonly Option<bool> _github = new("--github")
    {
        Description =
            $"Ask GitHub which pull requests are closed or labelled '{SweepOptions.KeepLabel}'; needs GITHUB_TOKEN and GITHUB_REPOSITORY.",
    };
    private readonly Option<bool> _json = PreviewOptions.Json();

    public static Command Make(LakePaths paths) => new PreviewSweepCommand(paths).Command();

    private Command Command()
    {
        var command = new Command("sweep", "Take down the previews whose lease is over or whose pull request is closed")
        {
            _dryRun,
            _closed,
            _keep,
            _github,
            _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var sweep = new SweepOptions
        {
            IsDryRun = parsed.GetValue(_dryRun),
            Closed = (parsed.GetValue(_closed) ?? []).ToHashSet(),
            Kept = (parsed.GetValue(_keep) ?? []).ToHashSet(),
            PullRequests = parsed.GetValue(_github) ? PreviewOptions.Workflow.PullRequests() : null,
        };
        await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
        var options = backend.Options();
        var leftovers = new AwsLeftoverCheck(backend.Cloud.Target(SharedKey.Region));
        var swept = await Environments.Previews.SweepAsync(options, leftovers, sweep, cancellationToken);
        var orphans = await Environments.Previews.OrphansAsync(options, leftovers, cancellationToken);
        var reports = new PreviewReports(paths, file: null, pullRequests: null);
        foreach (var gone in swept.Where(one => one.IsClean))
        {
            reports.Forget(Environments.Previews.StackOf(gone.Preview.PullRequest));
        }

        if (parsed.GetValue(_json))
        {
            Console.Out.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        sweep.IsDryRun,
                        Swept = swept.Select(PreviewJson.Of),
                        Orphans = orphans,
                    },
                    JsonOutput.Options
                )
            );
        }
        else
        {
            Write(swept, orphans, sweep.IsDryRun);
        }

        // A sweep that left something is red; a dry run only tells.
        return sweep.IsDryRun || (swept.All(one => one.IsClean) && orphans.Count == 0) ? 0 : 1;
    }

    private static void Write(IReadOnlyList<Swept> swept, IReadOnlyList<Leftover> orphans, bool isDryRun)
    {
        var output = Terminal.System.Output;
        foreach (var one in swept)
        {
            var stack = Environments.Previews.StackOf(one.Preview.PullRequest);
            output.WriteLine(
                one switch
                {
                    { Fault: { } fault } => $"{stack} could not be taken down, though {one.Reason}: {fault}",
                    { Down: null } => $"{stack} would go: {one.Reason}.",
                    { IsClean: true } => $"{stack} is gone: {one.Reason}.",
                    _ => $"{stack} was taken down: {one.Reason}. The services still have:",
                }
            );
            foreach (var leftover in one.Down?.Leftovers ?? [])
            {
                output.WriteLine($"  {leftover}");
            }
        }

        if (swept.Count == 0)
        {
            output.WriteLine(
                isDryRun ? "No preview would go: none is over or closed." : "No preview went: none is over or closed."
            );
        }

        if (orphans.Count > 0)
        {
            output.WriteLine("Of previews that no stack knows of, the services have:");
            foreach (var orphan in orphans)
            {
                output.WriteLine($"  {orphan}");
            }

            output.WriteLine("Delete them by hand, once nobody works with them.");
        }
    }
}
