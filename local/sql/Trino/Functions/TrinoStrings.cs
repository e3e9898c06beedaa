using CustomerLake.Local.Sql.Functions;
using static CustomerLake.Local.Sql.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>String functions (Trino's documentation, "String functions and operators").</summary>
internal static class TrinoStrings
{
    public static readonly Function[] Functions =
    [
        Scalar("upper(varchar(x)) -> varchar(x)", "upper({0})"),
        Scalar("lower(varchar(x)) -> varchar(x)", "lower({0})"),
        Scalar("upper(char(x)) -> char(x)", "upper({0})"),
        Scalar("lower(char(x)) -> char(x)", "lower({0})"),
        Scalar("length(varchar) -> bigint", "length({0})"),
        Scalar("length(char) -> bigint", "length({0})"),
        Scalar("length(varbinary) -> bigint", "octet_length({0})"),
    ];
}
