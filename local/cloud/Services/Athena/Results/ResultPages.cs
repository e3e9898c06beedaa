using System.Globalization;
using System.Text;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;

namespace CustomerLake.Local.Cloud.Services.Athena.Results;

/// <summary>
/// GetQueryResults: pages read from the result file itself, so that a page costs what it holds. The token is the offset
/// of the next row.
/// </summary>
internal sealed class ResultPages(ExecutionStore executions, ResultFiles files)
{
    private const int LargestPage = 1000;

    public async Task<GetQueryResultsResponse> GetAsync(
        GetQueryResultsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var size = AthenaPage.Size(request.MaxResults, 1, LargestPage);
        if (request.QueryResultType is not (null or "DATA_ROWS" or "DATA_MANIFEST"))
        {
            throw AthenaErrors.Constraint("queryResultType", "satisfy enum value set: [DATA_MANIFEST, DATA_ROWS]");
        }

        var execution = executions.Get(call.Scope, request.QueryExecutionId);
        if (!CheckFinished(execution))
        {
            return Answer(execution, [], null);
        }

        if (request.QueryResultType == "DATA_MANIFEST")
        {
            return Answer(execution, Manifest(execution), null);
        }

        var offset = Offset(request.NextToken, execution.Id);
        var (rows, next) = await ReadAsync(execution, call, offset, size, cancellationToken);
        return Answer(
            execution,
            rows,
            next is { } position
                ? Convert.ToBase64String(
                    Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{execution.Id}/{position}"))
                )
                : null
        );
    }

    /// <summary>False where there is an answer but nothing in it.</summary>
    private static bool CheckFinished(QueryExecution execution) =>
        execution.State switch
        {
            ExecutionState.Succeeded => true,
            ExecutionState.Failed when execution.IsHiveFailure => false,
            ExecutionState.Failed => throw AthenaErrors.NotSucceeded(execution.State),
            ExecutionState.Cancelled => throw AthenaErrors.NoResults(),
            _ => throw AthenaErrors.NotFinished(execution.State),
        };

    private static IReadOnlyList<Row> Manifest(QueryExecution execution) =>
        execution.Outcome.Manifest is { } manifest ? [new Row([new Datum(manifest)])] : [];

    private async Task<(IReadOnlyList<Row> Rows, long? Next)> ReadAsync(
        QueryExecution execution,
        CallContext call,
        long offset,
        int size,
        CancellationToken cancellationToken
    )
    {
        if (execution.Outcome.Form == ResultForm.None)
        {
            return ([], null);
        }

        using var file =
            await files.OpenAsync(execution, call, offset, cancellationToken) ?? throw AthenaErrors.NoResults();
        return execution.Outcome.Form == ResultForm.Csv
            ? Csv(file, offset, execution.Outcome.Columns.Count, size)
            : await LinesAsync(file, offset, size, execution.Outcome, cancellationToken);
    }

    private static (IReadOnlyList<Row>, long?) Csv(Stream file, long offset, int columns, int size)
    {
        var reader = new CsvResultReader(file, columns);
        var rows = new List<Row>();
        while (rows.Count < size && reader.Read() is { } cells)
        {
            rows.Add(new Row([.. cells.Select(cell => new Datum(cell))]));
        }

        var next = offset + reader.Position;
        return (rows, rows.Count == size && reader.Read() is not null ? next : null);
    }

    /// <summary>Text results are small: a catalog's names, a table's columns, a plan.</summary>
    private static async Task<(IReadOnlyList<Row>, long?)> LinesAsync(
        Stream file,
        long offset,
        int size,
        ExecutionOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);
        if (text.Length == 0)
        {
            return ([], null);
        }

        var lines = text.Split('\n');
        var taken = lines.Take(size).ToList();
        var length = taken.Sum(line => Encoding.UTF8.GetByteCount(line) + 1);
        return (
            [
                .. taken.Select(line => new Row(
                    outcome.Form == ResultForm.Tabs
                        ? [.. line.Split('\t').Select(cell => new Datum(cell))]
                        : [new Datum(line)]
                )),
            ],
            lines.Length > size ? offset + length : null
        );
    }

    private static long Offset(string? token, string id)
    {
        if (token is null)
        {
            return 0;
        }

        var text = AthenaPage.After(token)!.Split('/');
        return text.Length == 2 && text[0] == id && long.TryParse(text[1], CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw AthenaErrors.BadToken();
    }

    private static GetQueryResultsResponse Answer(QueryExecution execution, IReadOnlyList<Row> rows, string? next) =>
        new()
        {
            UpdateCount = execution.Outcome.UpdateCount,
            ResultSet = new ResultSet(rows, new ResultSetMetadata([.. execution.Outcome.Columns.Select(Describe)])),
            NextToken = next,
        };

    private static ColumnInfo Describe(ResultColumn column) =>
        new()
        {
            Name = column.Name,
            Label = column.Name,
            Type = column.Type,
            Precision = column.Precision,
            Scale = column.Scale,
            CaseSensitive = column.IsCaseSensitive,
        };
}
