using CustomerLake.Local.Cloud.Console.Html;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Athena.Executions;
using CustomerLake.Local.Cloud.Services.Athena.WorkGroups;

namespace CustomerLake.Local.Cloud.Console.Pages;

/// <summary>A box for SQL, run by Athena in a workgroup, and its answer.</summary>
internal static class QueryPage
{
    private const int MostRows = 200;

    private const int MostRecent = 15;

    public static Markup Form(ConsoleLake lake, ConsoleRequest request) =>
        Page(lake, request, request["sql"], Standard(lake, request), request["database"], Markup.None);

    public static async Task<Markup> RunAsync(
        ConsoleLake lake,
        ConsoleRequest request,
        CancellationToken cancellationToken
    )
    {
        var sql = request.Form.GetValueOrDefault("sql", "").Trim();
        var workGroup = request.Form.GetValueOrDefault("workgroup", WorkGroup.Primary);
        var database = request.Form.GetValueOrDefault("database", "");
        var answer =
            sql.Length == 0
                ? Error("There is no statement to run.")
                : await AnswerAsync(lake, request, sql, workGroup, database, cancellationToken);
        return Page(lake, request, sql, workGroup, database, answer);
    }

    private static async Task<Markup> AnswerAsync(
        ConsoleLake lake,
        ConsoleRequest request,
        string sql,
        string workGroup,
        string database,
        CancellationToken cancellationToken
    )
    {
        var call = lake.Call(request.Scope);
        try
        {
            var execution = await lake.Athena.Queries.RunAsync(
                call,
                sql,
                workGroup,
                database.Length == 0 ? null : database,
                cancellationToken
            );
            return execution.State == ExecutionState.Succeeded
                ? Rows(execution, await lake.Athena.Queries.RowsAsync(execution, call, MostRows + 1, cancellationToken))
                : Error(execution.Reason ?? execution.State);
        }
        catch (AwsException fault)
        {
            return Error(fault.Message);
        }
    }

    /// <summary>The workgroup that was asked for, else the first that knows where results go.</summary>
    private static string Standard(ConsoleLake lake, ConsoleRequest request) =>
        request["workgroup"] is { Length: > 0 } asked
            ? asked
            : lake.Athena.WorkGroups.List(request.Scope)
                .FirstOrDefault(group => group.Configuration.ResultConfiguration?.OutputLocation is not null)
                ?.Name
                ?? WorkGroup.Primary;

    private static Markup Rows(QueryExecution execution, IReadOnlyList<string?[]> rows)
    {
        var columns = execution.Outcome.Columns.Select(column => column.Name).ToList();
        var summary = $"{execution.Outcome.BytesScanned:N0} bytes scanned, {execution.EngineTime.TotalSeconds:0.00} s";
        return columns.Count == 0 || rows.Count == 0
            ? Markup.Of($"<p class=\"good\">Done; no rows. {summary}.</p>")
            : Markup.Of(
                $"""
                <p>{(rows.Count > MostRows ? $"The first {MostRows} rows" : $"{rows.Count} rows")}; {summary}.</p>
                {Layout.Table(
                    columns,
                    rows.Take(MostRows).Select(row => (IReadOnlyList<Markup>)[.. row.Select(Cell)]),
                    "Result"
                )}
                """
            );
    }

    private static Markup Cell(string? value) =>
        value is null ? Markup.Of($"<span class=\"null\">NULL</span>") : Layout.Text(value);

    private static Markup Error(string text) => Markup.Of($"<p class=\"error\" role=\"alert\">{text}</p>");

    private static Markup Page(
        ConsoleLake lake,
        ConsoleRequest request,
        string sql,
        string workGroup,
        string database,
        Markup answer
    )
    {
        var groups = lake.Athena.WorkGroups.List(request.Scope).Select(group => group.Name);
        var databases = lake.Catalog.Databases.List(request.Scope).Select(each => each.Name).Prepend("");
        return Layout.Page(
            "Query",
            "Query",
            request.Scope,
            Markup.Of(
                $"""
                <form method="post" action="/query?account={request.Scope.AccountId}&amp;region={request.Scope.Region}">
                <p><label for="sql">SQL</label><br>
                <textarea id="sql" name="sql" rows="8" spellcheck="false">{sql}</textarea></p>
                <p>{Select("workgroup", "Workgroup", groups, workGroup)} {Select(
                    "database",
                    "Database",
                    databases,
                    database
                )}
                <button type="submit">Run</button></p></form>
                {answer}
                {Recent(lake, request, workGroup)}
                """
            )
        );
    }

    private static Markup Recent(ConsoleLake lake, ConsoleRequest request, string workGroup)
    {
        var executions = lake.Athena.Queries.Recent(lake.Call(request.Scope), workGroup, MostRecent);
        return executions.Count == 0
            ? Markup.None
            : Layout.Table(
                ["Started", "Statement", "State", "Bytes scanned", "Why"],
                executions.Select(execution =>
                    (IReadOnlyList<Markup>)
                        [
                            Markup.Of($"{execution.Submitted.UtcDateTime:yyyy-MM-dd HH:mm:ss}"),
                            Markup.Of($"<code class=\"sql\">{execution.Query}</code>"),
                            Layout.Text(execution.State),
                            Layout.Number(execution.Outcome.BytesScanned),
                            Layout.Text(execution.Reason),
                        ]
                ),
                $"The last queries of {workGroup}"
            );
    }

    private static Markup Select(string name, string label, IEnumerable<string> values, string chosen) =>
        Markup.Of(
            $"""
            <label for="{name}">{label}</label> <select id="{name}" name="{name}">{values.Select(value =>
                value == chosen
                    ? Markup.Of($"<option selected>{value}</option>")
                    : Markup.Of($"<option>{value}</option>")
            )}</select>
            """
        );
}
