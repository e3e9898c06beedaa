using CustomerLake.Local.Sql.Trino.Bind;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Window functions (Trino's documentation, "Window functions").</summary>
internal static class TrinoWindowFunctions
{
    private static readonly string LagOffset =
        $"(CASE WHEN {{1}} < 0 THEN {Bound.Raise("INVALID_FUNCTION_ARGUMENT", "'Offset must be at least 0'")} ELSE {{1}} END)";

    private static readonly string NthOffset =
        $"(CASE WHEN {{1}} < 1 THEN {Bound.Raise("INVALID_FUNCTION_ARGUMENT", "'Offset must be at least 1'")} ELSE {{1}} END)";

    public static readonly Function[] Functions =
    [
        Window("row_number() -> bigint", "row_number()"),
        Window("rank() -> bigint", "rank()"),
        Window("dense_rank() -> bigint", "dense_rank()"),
        Window("percent_rank() -> double", "percent_rank()"),
        Window("cume_dist() -> double", "cume_dist()"),
        Window("ntile(bigint) -> bigint", "ntile({0})"),
        Window("first_value(T) -> T", "first_value({0})"),
        Window("last_value(T) -> T", "last_value({0})"),
        Window("nth_value(T, bigint) -> T", $"nth_value({{0}}, {NthOffset})"),
        Window("lag(T) -> T", "lag({0})"),
        Window("lag(T, bigint) -> T", $"lag({{0}}, {LagOffset})"),
        Window("lag(T, bigint, T) -> T", $"lag({{0}}, {LagOffset}, {{2}})"),
        Window("lead(T) -> T", "lead({0})"),
        Window("lead(T, bigint) -> T", $"lead({{0}}, {LagOffset})"),
        Window("lead(T, bigint, T) -> T", $"lead({{0}}, {LagOffset}, {{2}})"),
    ];
}
