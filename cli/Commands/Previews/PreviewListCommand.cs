using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using Spectre.Console;

namespace CustomerLake.Cli.Commands.Previews;

/// <summary><c>lake preview ls</c>: which previews there are, and until when.</summary>
internal static class PreviewListCommand
{
    public static Command Make(LakePaths paths)
    {
        var json = PreviewOptions.Json();
        var command = new Command("ls", "List the previews and their leases") { json };
        command.Aliases.Add("list");
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var options = backend.Options();
                var previews = await Environments.Previews.ListAsync(options, cancellationToken);
                if (parsed.GetValue(json))
                {
                    Console.Out.WriteLine(
                        JsonSerializer.Serialize(
                            previews.Select(preview => PreviewJson.Of(preview, options.Time)),
                            JsonOutput.Options
                        )
                    );
                }
                else if (previews.Count == 0)
                {
                    Terminal.System.Output.WriteLine("There are no previews.");
                }
                else
                {
                    Terminal.System.Output.Write(Table(previews, options.Time));
                }

                return 0;
            }
        );
        return command;
    }

    private static Table Table(IReadOnlyList<Preview> previews, TimeProvider time)
    {
        var table = new Table { Border = TableBorder.Minimal };
        table.AddColumns("Pull request", "Stack", "Lease", "Last update");
        foreach (var preview in previews)
        {
            table.AddRow(
                preview.PullRequest.ToString(CultureInfo.InvariantCulture),
                Environments.Previews.StackOf(preview.PullRequest),
                LeaseOf(preview, time),
                preview.LastUpdate is { } at
                    ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                    : "never"
            );
        }

        return table;
    }

    private static string LeaseOf(Preview preview, TimeProvider time) =>
        preview.Lease is not { } lease ? "none"
        : lease.IsOver(time) ? $"ended {lease}"
        : $"until {lease}";
}
