using CustomerLake.Local.Sql.Trino.Bind;
using CustomerLake.Local.Sql.Types;
using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>String and URL functions (Trino's documentation, "String functions and operators", "URL functions").</summary>
internal static class TrinoStrings
{
    private static string Argument(string message) =>
        Bound.Raise("INVALID_FUNCTION_ARGUMENT", $"'{message.Replace("'", "''", StringComparison.Ordinal)}'");

    private const string Substr =
        "(CASE WHEN {1} = 0 OR {1} > length({0}) OR -{1} > length({0}) THEN '' ELSE substring({0}, CASE WHEN {1} < 0 THEN length({0}) + {1} + 1 ELSE {1} END) END)";

    private const string SubstrLength =
        "(CASE WHEN {1} = 0 OR {2} <= 0 OR {1} > length({0}) OR -{1} > length({0}) THEN '' ELSE substring({0}, CASE WHEN {1} < 0 THEN length({0}) + {1} + 1 ELSE {1} END, {2}) END)";

    private static string Padded(string function) =>
        $"(CASE WHEN {{2}} = '' THEN {Argument("Padding string must not be empty")} WHEN {{1}} < 0 THEN {Argument("Target length must be in the range [0..2147483647]")} ELSE {function}({{0}}, CAST({{1}} AS INTEGER), {{2}}) END)";

    /// <summary>Length of <c>replace</c>: the text, and a replacement around each character.</summary>
    private static SqlType Replaced(IReadOnlyList<SqlType> types) =>
        types[0].Length is { } text && types[2].Length is { } with
            ? SqlType.VarcharOf((int)Math.Min(int.MaxValue, text + ((long)with * (text + 1))))
            : SqlType.Varchar;

    private static IEnumerable<Function> Url(params string[] parts) =>
        parts.Select(part => Scalar($"url_extract_{part}(varchar(x)) -> varchar(x)", $"lake_url({{0}}, '{part}')"));

    public static readonly Function[] Functions =
    [
        Scalar("upper(varchar(x)) -> varchar(x)", "upper({0})"),
        Scalar("lower(varchar(x)) -> varchar(x)", "lower({0})"),
        Scalar("upper(char(x)) -> char(x)", "upper({0})"),
        Scalar("lower(char(x)) -> char(x)", "lower({0})"),
        Scalar("length(varchar) -> bigint", "length({0})"),
        Scalar("length(char) -> bigint", "length({0})"),
        Scalar("substr(varchar(x), bigint) -> varchar(x)", Substr),
        Scalar("substr(varchar(x), bigint, bigint) -> varchar(x)", SubstrLength),
        Scalar("substr(char(x), bigint) -> varchar(x)", Substr),
        Scalar("substr(char(x), bigint, bigint) -> varchar(x)", SubstrLength),
        Scalar("substring(varchar(x), bigint) -> varchar(x)", Substr),
        Scalar("substring(varchar(x), bigint, bigint) -> varchar(x)", SubstrLength),
        Scalar("trim(varchar(x)) -> varchar(x)", "lake_trim({0})"),
        Scalar("ltrim(varchar(x)) -> varchar(x)", "lake_ltrim({0})"),
        Scalar("rtrim(varchar(x)) -> varchar(x)", "lake_rtrim({0})"),
        Scalar("trim(varchar(x), varchar) -> varchar(x)", "trim({0}, {1})"),
        Scalar("ltrim(varchar(x), varchar) -> varchar(x)", "ltrim({0}, {1})"),
        Scalar("rtrim(varchar(x), varchar) -> varchar(x)", "rtrim({0}, {1})"),
        Scalar("lpad(varchar, bigint, varchar) -> varchar", Padded("lpad")),
        Scalar("rpad(varchar, bigint, varchar) -> varchar", Padded("rpad")),
        Scalar("strpos(varchar, varchar) -> bigint", "CAST(strpos({0}, {1}) AS BIGINT)"),
        Scalar("strpos(varchar, varchar, bigint) -> bigint", "lake_strpos({0}, {1}, {2})"),
        Scalar("position(varchar, varchar) -> bigint", "CAST(strpos({1}, {0}) AS BIGINT)"),
        Scalar("replace(varchar(x), varchar) -> varchar(x)", "replace({0}, {1}, '')"),
        Scalar("replace(varchar, varchar, varchar) -> varchar", "lake_replace({0}, {1}, {2})").Returning(Replaced),
        Scalar("reverse(varchar(x)) -> varchar(x)", "lake_reverse({0})"),
        Scalar("split(varchar(x), varchar) -> array(varchar(x))", "lake_split({0}, {1}, CAST(2147483647 AS BIGINT))"),
        Scalar("split(varchar(x), varchar, bigint) -> array(varchar(x))", "lake_split({0}, {1}, {2})"),
        Scalar("split_part(varchar(x), varchar, bigint) -> varchar(x)", "lake_split_part({0}, {1}, {2})"),
        Scalar(
            "split_to_map(varchar, varchar, varchar) -> map(varchar,varchar)",
            "map(lake_split_keys({0}, {1}, {2}, true), lake_split_values({0}, {1}, {2}))"
        ),
        Scalar(
            "split_to_multimap(varchar, varchar, varchar) -> map(varchar,array(varchar))",
            "map(list_distinct(lake_split_keys({0}, {1}, {2}, false)), list_transform(list_distinct(lake_split_keys({0}, {1}, {2}, false)), lambda lake_k: "
                + "list_transform(list_filter(list_zip(lake_split_keys({0}, {1}, {2}, false), lake_split_values({0}, {1}, {2})), lambda lake_e: lake_e[1] = lake_k), lambda lake_e: lake_e[2])))"
        ),
        Scalar("concat_ws(varchar, array(varchar)) -> varchar", "array_to_string({1}, {0})"),
        Scalar(
            "concat_ws(varchar, varchar...) -> varchar",
            call =>
                $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN concat_ws({string.Join(", ", call.Arguments)}) END)"
        ),
        Scalar("concat(varchar, varchar...) -> varchar", "concat({*})"),
        Scalar("concat(varbinary, varbinary...) -> varbinary", "concat({*})"),
        Scalar("concat(array(E), array(E)...) -> array(E)", "list_concat({*})"),
        Scalar("starts_with(varchar, varchar) -> boolean", "starts_with({0}, {1})"),
        Scalar("translate(varchar, varchar, varchar) -> varchar", "translate({0}, {1}, {2})"),
        Scalar("normalize(varchar) -> varchar", "nfc_normalize({0})"),
        Scalar("levenshtein_distance(varchar, varchar) -> bigint", "lake_levenshtein({0}, {1})"),
        Scalar("hamming_distance(varchar, varchar) -> bigint", "lake_hamming({0}, {1})"),
        Scalar("soundex(varchar) -> varchar(4)", "lake_soundex({0})"),
        Scalar("chr(bigint) -> varchar(1)", "lake_chr({0})"),
        Scalar("codepoint(varchar) -> integer", "CAST(unicode({0}) AS INTEGER)"),
        Scalar("luhn_check(varchar) -> boolean", "lake_luhn({0})"),
        Scalar("format_number(double) -> varchar", "lake_format_number({0})"),
        Scalar("word_stem(varchar(x)) -> varchar(x)", "lake_word_stem({0})"),
        Scalar("fail(varchar) -> unknown", Bound.Raise("GENERIC_USER_ERROR", "{0}")),
        .. Url("protocol", "host", "path", "query", "fragment"),
        Scalar("url_extract_port(varchar) -> bigint", "CAST(lake_url({0}, 'port') AS BIGINT)"),
        Scalar("url_extract_parameter(varchar(x), varchar) -> varchar(x)", "lake_url_parameter({0}, {1})"),
        Scalar("url_encode(varchar(x)) -> varchar", "lake_url_encode({0})")
            .Returning(types =>
                types[0].Length is { } length
                    ? SqlType.VarcharOf((int)Math.Min(int.MaxValue, 12L * length))
                    : SqlType.Varchar
            ),
        Scalar("url_decode(varchar(x)) -> varchar(x)", "lake_url_decode({0})"),
        Scalar("uuid() -> uuid", "CAST(uuid() AS VARCHAR)").NotDeterministic(),
    ];
}
