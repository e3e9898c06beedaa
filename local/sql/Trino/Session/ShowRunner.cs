using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Trino.Functions;
using CustomerLake.Local.Sql.Trino.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Trino.Session;

/// <summary>SHOW FUNCTIONS. The other SHOW statements are the service's own.</summary>
internal static class ShowRunner
{
    private static readonly SqlResultColumn[] FunctionColumns =
    [
        new("Function", SqlType.Varchar),
        new("Return Type", SqlType.Varchar),
        new("Argument Types", SqlType.Varchar),
        new("Function Type", SqlType.Varchar),
        new("Deterministic", SqlType.Boolean),
        new("Description", SqlType.Varchar),
    ];

    public static SqlResult Run(ShowStatement show) =>
        show.Kind == "FUNCTIONS"
            ? new SqlResult { Columns = FunctionColumns, Rows = [.. Functions(show)] }
            : throw TrinoErrors.NotSupported($"SHOW {show.Kind}", show.At);

    private static IEnumerable<object?[]> Functions(ShowStatement show) =>
        TrinoFunctions
            .Table.All.Where(function =>
                show.Like is null
                || LikeText.Matches(function.Name, show.Like, show.Escape is [var escape] ? escape : null)
            )
            .Select(
                object?[] (function) =>
                    [
                        function.Name,
                        function.Signature.Result.ToString(),
                        string.Join(", ", function.Signature.Arguments),
                        function.Kind.ToString().ToLowerInvariant(),
                        function.IsDeterministic,
                        "",
                    ]
            );
}
