using System.CommandLine;
using System.Text.Json;
using CustomerLake.Cli.Backend;
using CustomerLake.Cli.Output;
using CustomerLake.Harness;
using Spectre.Console;

namespace CustomerLake.Cli.Commands;

/// <summary><c>lake query</c>: SQL in an environment's workgroup, over its curated database.</summary>
internal static class QueryCommand
{
    public static Command Make(LakePaths paths)
    {
        var stack = StackOption.Make();
        var sql = new Argument<string>("sql") { Description = "A statement in Athena's SQL." };
        var json = new Option<bool>("--json") { Description = "Rows as one JSON document." };
        var command = new Command("query", "Ask an environment in SQL") { stack, sql, json };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var backend = await LocalBackend.OpenAsync(paths, cancellationToken);
                var outputs = await backend.OutputsAsync(parsed.GetRequiredValue(stack), cancellationToken);
                using var athena = backend.Cloud.Target(outputs.Region).Athena();
                var queries = new AthenaQueries(
                    athena,
                    outputs.Workgroup,
                    TimeSpan.FromMinutes(30),
                    TimeProvider.System
                );
                var answer = await queries.RunAsync(
                    parsed.GetRequiredValue(sql),
                    outputs.CuratedDatabase,
                    cancellationToken
                );
                Write(answer, parsed.GetValue(json));
                Terminal.System.Say($"{answer.Rows.Count} rows, {answer.BytesScanned} bytes scanned");
                return 0;
            }
        );
        return command;
    }

    private static void Write(QueryAnswer answer, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        answer.Columns,
                        answer.Rows,
                        answer.BytesScanned,
                    },
                    JsonOutput.Options
                )
            );
            return;
        }

        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in answer.Columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        foreach (var row in answer.Rows)
        {
            table.AddRow([.. row.Select(cell => new Text(cell ?? "NULL"))]);
        }

        Terminal.System.Output.Write(table);
    }
}
