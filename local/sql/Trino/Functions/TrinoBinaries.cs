using static CustomerLake.Local.Sql.Trino.Functions.FunctionLines;

namespace CustomerLake.Local.Sql.Trino.Functions;

/// <summary>Binary functions (Trino's documentation, "Binary functions and operators"). Bytes travel to our functions as hex text.</summary>
internal static class TrinoBinaries
{
    private static Function Digest(string name) =>
        Scalar($"{name}(varbinary) -> varbinary", $"unhex(lake_digest('{name}', hex({{0}})))");

    private static Function Hmac(string name) =>
        Scalar(
            $"hmac_{name}(varbinary, varbinary) -> varbinary",
            $"unhex(lake_hmac('{name}', hex({{0}}), hex({{1}})))"
        );

    public static readonly Function[] Functions =
    [
        Scalar("length(varbinary) -> bigint", "CAST(octet_length({0}) AS BIGINT)"),
        Scalar("to_hex(varbinary) -> varchar", "hex({0})"),
        Scalar("from_hex(varchar) -> varbinary", "unhex(lake_from_hex({0}))"),
        Scalar("to_utf8(varchar) -> varbinary", "encode({0})"),
        Scalar("from_utf8(varbinary) -> varchar", "lake_from_utf8(hex({0}))"),
        Scalar("to_base64(varbinary) -> varchar", "to_base64({0})"),
        Scalar("from_base64(varchar) -> varbinary", "unhex(lake_from_base64({0}))"),
        Scalar("to_base64url(varbinary) -> varchar", "replace(replace(to_base64({0}), '+', '-'), '/', '_')"),
        Scalar(
            "from_base64url(varchar) -> varbinary",
            "unhex(lake_from_base64(replace(replace({0}, '-', '+'), '_', '/')))"
        ),
        Scalar("to_base32(varbinary) -> varchar", "lake_to_base32(hex({0}))"),
        Scalar("from_base32(varchar) -> varbinary", "unhex(lake_from_base32({0}))"),
        Digest("md5"),
        Digest("sha1"),
        Digest("sha256"),
        Digest("sha512"),
        Digest("xxhash64"),
        Digest("murmur3"),
        Hmac("md5"),
        Hmac("sha1"),
        Hmac("sha256"),
        Hmac("sha512"),
        Scalar("crc32(varbinary) -> bigint", "lake_crc32(hex({0}))"),
        Scalar(
            "substr(varbinary, bigint) -> varbinary",
            "unhex(lake_hex_substr(hex({0}), {1}, CAST(2147483647 AS BIGINT)))"
        ),
        Scalar("substr(varbinary, bigint, bigint) -> varbinary", "unhex(lake_hex_substr(hex({0}), {1}, {2}))"),
        Scalar("reverse(varbinary) -> varbinary", "unhex(lake_hex_reverse(hex({0})))"),
        Scalar(
            "lpad(varbinary, bigint, varbinary) -> varbinary",
            "unhex(lpad(hex({0}), CAST({1} * 2 AS INTEGER), hex({2})))"
        ),
        Scalar(
            "rpad(varbinary, bigint, varbinary) -> varbinary",
            "unhex(rpad(hex({0}), CAST({1} * 2 AS INTEGER), hex({2})))"
        ),
        Scalar("to_big_endian_64(bigint) -> varbinary", "unhex(printf('%016X', {0}))"),
        Scalar("from_big_endian_64(varbinary) -> bigint", "lake_from_big_endian(hex({0}))"),
        Scalar("to_big_endian_32(integer) -> varbinary", "unhex(printf('%08X', {0}))"),
        Scalar("from_big_endian_32(varbinary) -> integer", "CAST(lake_from_big_endian(hex({0})) AS INTEGER)"),
        Scalar("to_ieee754_64(double) -> varbinary", "unhex(lake_to_ieee({0}, CAST(8 AS BIGINT)))"),
        Scalar("to_ieee754_32(real) -> varbinary", "unhex(lake_to_ieee(CAST({0} AS DOUBLE), CAST(4 AS BIGINT)))"),
        Scalar("from_ieee754_64(varbinary) -> double", "lake_from_ieee(hex({0}), CAST(8 AS BIGINT))"),
        Scalar("from_ieee754_32(varbinary) -> real", "CAST(lake_from_ieee(hex({0}), CAST(4 AS BIGINT)) AS FLOAT)"),
    ];
}
