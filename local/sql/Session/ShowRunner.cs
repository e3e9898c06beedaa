using CustomerLake.Local.Sql.Bind;
using CustomerLake.Local.Sql.Functions;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Tree;
using CustomerLake.Local.Sql.Types;

namespace CustomerLake.Local.Sql.Session;

/// <summary>SHOW FUNCTIONS. The other SHOW statements are the service's own.</summary>
internal sealed class ShowRunner(BindContext context)
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

    public SqlResult Run(ShowStatement show) =>
        show.Kind == "FUNCTIONS"
            ? new SqlResult { Columns = FunctionColumns, Rows = [.. Functions(show)] }
            : throw context.Errors.NotSupported($"SHOW {show.Kind}", show.At);

    private IEnumerable<object?[]> Functions(ShowStatement show) =>
        context
            .Rules.Functions.All.Where(function =>
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
