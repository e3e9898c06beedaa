using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>JSON functions with the older path language (Trino's documentation, "JSON functions and operators").</summary>
internal static class TrinoJson
{
    public static readonly Function[] Functions =
    [
        Scalar("json_extract(json, jsonpath) -> json", "lake_json_extract({0}, {1})"),
        Scalar("json_extract(varchar, jsonpath) -> json", "lake_json_extract({0}, {1})"),
        Scalar("json_extract_scalar(json, jsonpath) -> varchar", "lake_json_extract_scalar({0}, {1})"),
        Scalar("json_extract_scalar(varchar(x), jsonpath) -> varchar(x)", "lake_json_extract_scalar({0}, {1})"),
        Scalar("json_parse(varchar) -> json", "lake_json_parse({0})"),
        Scalar("json_format(json) -> varchar", "{0}"),
        Scalar("json_array_length(json) -> bigint", "lake_json_array_length({0})"),
        Scalar("json_array_length(varchar) -> bigint", "lake_json_array_length({0})"),
        Scalar("json_size(json, jsonpath) -> bigint", "lake_json_size({0}, {1})"),
        Scalar("json_size(varchar, jsonpath) -> bigint", "lake_json_size({0}, {1})"),
        Scalar("json_array_get(json, bigint) -> json", "lake_json_array_get({0}, {1})"),
        Scalar("json_array_get(varchar, bigint) -> json", "lake_json_array_get({0}, {1})"),
        Scalar("is_json_scalar(json) -> boolean", "lake_json_is_scalar({0})"),
        Scalar("is_json_scalar(varchar) -> boolean", "lake_json_is_scalar({0})"),
        .. new[] { "json", "varchar" }.SelectMany(json =>
            new[]
            {
                Scalar(
                    $"json_array_contains({json}, boolean) -> boolean",
                    "lake_json_array_contains({0}, CAST({1} AS VARCHAR), 'b')"
                ),
                Scalar(
                    $"json_array_contains({json}, bigint) -> boolean",
                    "lake_json_array_contains({0}, CAST({1} AS VARCHAR), 'n')"
                ),
                Scalar(
                    $"json_array_contains({json}, double) -> boolean",
                    "lake_json_array_contains({0}, CAST({1} AS VARCHAR), 'n')"
                ),
                Scalar($"json_array_contains({json}, varchar) -> boolean", "lake_json_array_contains({0}, {1}, 's')"),
            }
        ),
    ];
}
