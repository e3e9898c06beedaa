using System.Text;
using CustomerLake.Local.Cloud.Services.Athena.Results;
using CustomerLake.Local.Cloud.Services.Athena.Statements;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql;
using CustomerLake.Local.Sql.Trino;
using CustomerLake.Local.Sql.Trino.Tree;

namespace CustomerLake.Local.Cloud.Services.Athena.Executions;

/// <summary>Statements that the SQL room runs: queries into CSV, plans and lists into text, writes into a manifest.</summary>
internal sealed class EngineStatements(ResultFiles files, CloudState state)
{
    private const string EnforcedLocation =
        "The Create Table As Select query failed because it was submitted with an 'external_location' property to an Athena Workgroup that enforces a centralized output location for all queries. Please remove the 'external_location' property and resubmit the query.";

    private readonly string _scratch = Path.Combine(state.Folder, "scratch", "athena");

    public Task<ExecutionOutcome> RunAsync(
        (EngineRun Run, AthenaStatement Statement) resolved,
        CancellationToken cancellationToken
    )
    {
        var (run, statement) = resolved;
        if (statement.Tree is not { } tree)
        {
            throw statement.Fault ?? throw new System.Diagnostics.UnreachableException();
        }

        return (statement.Kind.StatementType, run.Execution.SubstatementType) switch
        {
            (_, "CREATE_TABLE_AS_SELECT") => CreateTableAsync(run, tree, cancellationToken),
            ("DML", "SELECT") => SelectAsync(run, tree, cancellationToken),
            ("DML", "EXPLAIN") => TextAsync(run, tree, hasHeader: true, cancellationToken),
            ("UTILITY", _) => TextAsync(run, tree, hasHeader: false, cancellationToken),
            ("DML", _) => WriteAsync(run, tree, cancellationToken),
            _ => DefineAsync(run, tree, cancellationToken),
        };
    }

    private async Task<ExecutionOutcome> SelectAsync(EngineRun run, Statement tree, CancellationToken cancellationToken)
    {
        var options = new SqlRunOptions { Parameters = run.Parameters };
        var columns = run.Session.Describe(tree, options);
        await using var csv = Scratch();
        var rows = 0L;
        var text = new StringBuilder();
        CsvResult.Append(text, [.. columns.Select(column => column.Name)]);
        var result = await run.Session.RunAsync(
            tree,
            options with
            {
                RowSink = async (batch, token) =>
                {
                    foreach (var row in batch)
                    {
                        CsvResult.Append(
                            text,
                            [.. row.Select((value, index) => CellText.Of(value, columns[index].Type))]
                        );
                    }

                    rows += batch.Count;
                    await FlushAsync(csv, text, token);
                },
            },
            cancellationToken
        );
        CheckScanned(run, result);
        await FlushAsync(csv, text, cancellationToken);
        run.Clock.EngineEnds();
        var outcome = new ExecutionOutcome
        {
            Columns = [.. columns.Select(ResultColumn.Of)],
            Form = ResultForm.Csv,
            BytesScanned = result.BytesScanned,
            UpdateCount = 0,
            RowCount = rows,
            ResultBytes = csv.Length,
        };
        csv.Position = 0;
        await files.PutCsvAsync(run.Execution, run.Call, csv, cancellationToken);
        await files.PutMetadataAsync(run.Execution, run.Call, outcome, cancellationToken);
        return outcome;
    }

    private async Task<ExecutionOutcome> TextAsync(
        EngineRun run,
        Statement tree,
        bool hasHeader,
        CancellationToken cancellationToken
    )
    {
        var result = await RunAsync(run, tree, cancellationToken);
        var lines = result.Rows.Select(row =>
            string.Join('\t', row.Select((value, index) => CellText.Of(value, result.Columns[index].Type)))
                .TrimEnd('\n')
        );
        var header = hasHeader ? result.Columns.Select(column => column.Name) : [];
        var outcome = new ExecutionOutcome
        {
            Columns = [.. result.Columns.Select(ResultColumn.Of)],
            Form = result.Columns.Count > 1 ? ResultForm.Tabs : ResultForm.Lines,
            BytesScanned = result.BytesScanned,
            UpdateCount = 0,
            RowCount = result.Rows.Count,
        };
        await files.PutTextAsync(run.Execution, run.Call, string.Join('\n', header.Concat(lines)), cancellationToken);
        await files.PutMetadataAsync(run.Execution, run.Call, outcome, cancellationToken);
        return outcome;
    }

    private Task<ExecutionOutcome> CreateTableAsync(
        EngineRun run,
        Statement tree,
        CancellationToken cancellationToken
    ) =>
        run.Execution.EnforcesLocation
        && tree is CreateTableAsStatement create
        && create.Properties.Any(property =>
            property.Name.Name.Equals("external_location", StringComparison.OrdinalIgnoreCase)
        )
            ? throw new Ddl.StatementRefused(EnforcedLocation)
            : WriteAsync(run, tree, cancellationToken);

    private async Task<ExecutionOutcome> WriteAsync(EngineRun run, Statement tree, CancellationToken cancellationToken)
    {
        var result = await RunAsync(run, tree, cancellationToken);
        var outcome = new ExecutionOutcome
        {
            Columns = [ResultColumn.WrittenRows],
            BytesScanned = result.BytesScanned,
            UpdateCount = result.UpdateCount ?? 0,
            UpdateType = result.UpdateType,
        };
        if (result.WrittenObjects.Count > 0)
        {
            outcome = outcome with
            {
                Manifest = await files.PutManifestAsync(
                    run.Execution,
                    run.Call,
                    result.WrittenObjects,
                    cancellationToken
                ),
            };
        }

        await files.PutMetadataAsync(run.Execution, run.Call, outcome, cancellationToken);
        return outcome;
    }

    private async Task<ExecutionOutcome> DefineAsync(EngineRun run, Statement tree, CancellationToken cancellationToken)
    {
        await RunAsync(run, tree, cancellationToken);
        await files.PutTextAsync(run.Execution, run.Call, "", cancellationToken);
        return ExecutionOutcome.Nothing;
    }

    private static async Task<SqlResult> RunAsync(EngineRun run, Statement tree, CancellationToken cancellationToken)
    {
        var result = await run.Session.RunAsync(
            tree,
            new SqlRunOptions { Parameters = run.Parameters },
            cancellationToken
        );
        CheckScanned(run, result);
        run.Clock.EngineEnds();
        return result;
    }

    /// <summary>The engine stops on its way where it can; an answer that took too much is no answer either.</summary>
    private static void CheckScanned(EngineRun run, SqlResult result)
    {
        if (run.Execution.ScanCutoff is { } cutoff && result.BytesScanned > cutoff)
        {
            throw new SqlException(QueryRunner.ScanLimit, "Bytes scanned limit was exceeded");
        }
    }

    private static async Task FlushAsync(FileStream csv, StringBuilder text, CancellationToken cancellationToken)
    {
        await csv.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.Clear();
    }

    private FileStream Scratch()
    {
        Directory.CreateDirectory(_scratch);
        return new FileStream(
            Path.Combine(_scratch, state.Ids.Ulid()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
    }
}
