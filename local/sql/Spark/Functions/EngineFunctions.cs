using System.Globalization;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Sql.Runtime;
using CustomerLake.Local.Sql.Runtime.Java;
using CustomerLake.Local.Sql.Spark.Types;
using CustomerLake.Local.Sql.Spark.Values;
using CustomerLake.Local.Sql.Storage;

namespace CustomerLake.Local.Sql.Spark.Functions;

/// <summary>The functions of ours that printed Spark SQL calls.</summary>
internal static class EngineFunctions
{
    public static IEnumerable<RuntimeFunction> All =>
        [.. Casts, .. Dates, .. Text, .. Patterns, .. Numbers, .. Json, .. Checks];

    private static RuntimeFunction[] Casts =>
        [
            RuntimeFunction.Of<string, long?>(
                "spark_to_long",
                (string x) => NumberValues.ToLong(x, long.MinValue, long.MaxValue)
            ),
            RuntimeFunction.Of<string, int, int?>(
                "spark_to_int",
                (x, width) =>
                    (int?)
                        NumberValues.ToLong(
                            x,
                            width == 4 ? int.MinValue
                                : width == 2 ? short.MinValue
                                : sbyte.MinValue,
                            width == 4 ? int.MaxValue
                                : width == 2 ? short.MaxValue
                                : sbyte.MaxValue
                        )
            ),
            RuntimeFunction.Of<string, double?>("spark_to_double", (string x) => NumberValues.ToDouble(x)),
            RuntimeFunction.Of<string, int, int, string?>("spark_to_decimal", NumberValues.ToDecimal),
            RuntimeFunction.Of<double, int, int, string?>("spark_double_decimal", NumberValues.DoubleToDecimal),
            RuntimeFunction.Of<string, bool?>("spark_to_boolean", (string x) => NumberValues.ToBoolean(x)),
            RuntimeFunction.Of<string, int?>("spark_to_date", (string x) => DateValues.ParseDate(x)),
            RuntimeFunction.Of<string, string, long?>(
                "spark_to_timestamp",
                (x, zone) => DateValues.ParseTimestamp(x, zone)
            ),
            RuntimeFunction.Of<string, long?>(
                "spark_to_local",
                (string x) => DateValues.ParseTimestamp(x, "UTC", true)
            ),
            RuntimeFunction.Of<double, string>("spark_double_text", (double x) => JavaNumbers.Text(x)),
            RuntimeFunction.Of<float, string>("spark_float_text", (float x) => JavaNumbers.Text(x)),
            RuntimeFunction.Of<int, string>("spark_date_text", (int x) => DateValues.FormatDate(x)),
            RuntimeFunction.Of<long, string, string>(
                "spark_time_text",
                (x, zone) => DateValues.FormatLocal(Zones.FromUtc(x, zone))
            ),
            RuntimeFunction.Of<string, string>(
                "spark_blob_text",
                (string x) => Encoding.UTF8.GetString(Convert.FromHexString(x))
            ),
            RuntimeFunction.Of<string, string>(
                "spark_latin",
                (string x) => Encoding.Latin1.GetString(Convert.FromHexString(x))
            ),
            RuntimeFunction.Of<long, string, string>(
                "spark_interval_text",
                (x, type) => IntervalValues.Text(x, Syntax.TypeParser.Parse(type))
            ),
            RuntimeFunction.Of<string, string, long?>(
                "spark_interval",
                (x, _) => Syntax.IntervalParser.ReadText(x)?.Value as long?
            ),
            RuntimeFunction.Of<int, int, long, string>("spark_calendar_text", CalendarValues.CalendarText),
            RuntimeFunction.Of<long, int, string>(
                "spark_bytes",
                (x, width) => x.ToString("X16", CultureInfo.InvariantCulture)[(16 - (width * 2))..]
            ),
            RuntimeFunction.Of<double, long>("spark_double_long", (double x) => NumberValues.DoubleToLong(x)),
            RuntimeFunction.Of<double, int>("spark_double_int", (double x) => NumberValues.DoubleToInt(x)),
            RuntimeFunction.Of<string, long>("spark_decimal_long", (string x) => NumberValues.DecimalToLong(x)),
            RuntimeFunction.Of<double, long?>(
                "spark_seconds_micros",
                (double x) => double.IsFinite(x) ? NumberValues.DoubleToLong(x * 1_000_000) : null
            ),
        ];

    private static RuntimeFunction[] Dates =>
        [
            RuntimeFunction.Of<long, string, long>("spark_from_utc", Zones.FromUtc),
            RuntimeFunction.Of<long, string, long>("spark_to_utc", Zones.ToUtc),
            RuntimeFunction.Of<long, string, string, string>(
                "spark_date_format",
                (x, format, zone) =>
                {
                    var offset = Zones.OffsetMicros(x, zone);
                    return DatePattern.Of(format).Format(x + offset, offset, zone);
                }
            ),
            RuntimeFunction.Of<string, string, string, bool, long?>(
                "spark_parse_time",
                (x, format, zone, quiet) => DatePattern.Of(format).Parse(x, zone, quiet)
            ),
            RuntimeFunction.Of<int, int, int>("spark_add_months", DateValues.AddMonths),
            RuntimeFunction.Of<int, string, int?>("spark_next_day", CalendarValues.NextDay),
            RuntimeFunction.Of<int, int, int, int?>("spark_make_date", CalendarValues.MakeDate),
            RuntimeFunction.Of<int, string, int?>("spark_trunc_date", CalendarValues.TruncDate),
            RuntimeFunction.Of<string, long, string, long?>("spark_trunc_time", CalendarValues.TruncTime),
            RuntimeFunction.Of<long, long, bool, double>("spark_months_between", CalendarValues.MonthsBetween),
            RuntimeFunction.Of<int, int, long, string, long?>("spark_make_time", CalendarValues.MakeTime),
            RuntimeFunction.Of<string, int, long, string, long>("spark_time_add", CalendarValues.TimeAdd),
            RuntimeFunction.Of<string, long, long, string, long>("spark_time_diff", CalendarValues.TimeDiff),
            RuntimeFunction.Of<long, long, long>("spark_floor_div", DateValues.FloorDiv),
        ];

    private static RuntimeFunction[] Text =>
        [
            RuntimeFunction.Of<string, string>("spark_upper", (string x) => TextValues.Upper(x)),
            RuntimeFunction.Of<string, string>("spark_lower", (string x) => x.ToLowerInvariant()),
            RuntimeFunction.Of<string, string>("spark_initcap", (string x) => TextValues.Initcap(x)),
            RuntimeFunction.Of<string, string>("spark_soundex", (string x) => TextValues.SoundexCode(x)),
            RuntimeFunction.Of<string, int>(
                "spark_ascii",
                (string x) => x.Length == 0 ? 0 : x.EnumerateRunes().First().Value
            ),
            RuntimeFunction.Of<string, int, int, string>("spark_substring", TextValues.Substring),
            RuntimeFunction.Of<string, int, int, string>("spark_substring_hex", TextValues.SubstringHex),
            RuntimeFunction.Of<string, int, string, string>(
                "spark_lpad",
                (x, n, pad) => TextValues.Pad(x, n, pad, left: true)
            ),
            RuntimeFunction.Of<string, int, string, string>(
                "spark_rpad",
                (x, n, pad) => TextValues.Pad(x, n, pad, left: false)
            ),
            RuntimeFunction.Of<string, string>("spark_reverse", (string x) => TextValues.Reverse(x)),
            RuntimeFunction.Of<string, string, bool, string?>("spark_format_number", NumberFormat.Number),
            RuntimeFunction.Of<string, List<string>, string>("spark_format", NumberFormat.Printf),
            RuntimeFunction.Of<string, string, string>(
                "spark_mask",
                (x, list) =>
                {
                    var given = JsonSerializer.Deserialize<List<string?>>(list)!;
                    return TextValues.Mask(x, given[0]!, given[1]!, given[2]!, given[3]);
                }
            ),
            RuntimeFunction.Of<string, string, bool, string?>("spark_to_number", NumberFormat.ToNumber),
            RuntimeFunction.Of<string, bool>("spark_luhn", (string x) => Luhn.IsValid(x) ?? false),
            RuntimeFunction.Of<string, string, int>("spark_instr", (x, needle) => TextValues.Locate(needle, x, 1)),
            RuntimeFunction.Of<string, string, int, int>("spark_locate", TextValues.Locate),
            RuntimeFunction.Of<string, string, string, string>("spark_translate", TextValues.Translate),
            RuntimeFunction.Of<string, string, int, string>("spark_split_part", TextValues.SplitPart),
            RuntimeFunction.Of<string, string, int, string>("spark_substring_index", TextValues.SubstringIndex),
            RuntimeFunction.Of<string, string, int, int>(
                "spark_levenshtein",
                (a, b, most) => Levenshtein.Distance(a, b) is var d && most >= 0 && d > most ? -1 : d
            ),
            RuntimeFunction.Of<string, string, int>("spark_find_in_set", TextValues.FindInSet),
            RuntimeFunction.Of<string, string>("spark_path", (string x) => PartitionFolder.Escape(x)),
            RuntimeFunction.Of<string, string>("spark_sentences", (string x) => TextValues.Sentences(x)),
            RuntimeFunction.Of<string, string, string, string?>("spark_parse_url", UrlValues.Parse),
            RuntimeFunction.Of<string, string>("spark_url_encode", (string x) => JavaUri.Encode(x)),
            RuntimeFunction.Of<string, string>("spark_url_decode", (string x) => UrlValues.Decode(x)),
            RuntimeFunction.Of<string, string, string, string>("spark_str_to_map", TextValues.StrToMap),
        ];

    private static RuntimeFunction[] Patterns =>
        [
            RuntimeFunction.Of<string, string, string, bool>(
                "spark_like",
                (x, pattern, escape) => RegexValues.Like(x, pattern, escape, ignoreCase: false)
            ),
            RuntimeFunction.Of<string, string, string, bool>(
                "spark_ilike",
                (x, pattern, escape) => RegexValues.Like(x, pattern, escape, ignoreCase: true)
            ),
            RuntimeFunction.Of<string, string, bool>("spark_rlike", (x, pattern) => RegexValues.Of(pattern).IsMatch(x)),
            RuntimeFunction.Of<string, string, int, List<string>>("spark_split", RegexValues.Split),
            RuntimeFunction.Of<string, string, string, int, string>("spark_regexp_replace", RegexValues.Replace),
            RuntimeFunction.Of<string, string, int, string>("spark_regexp_extract", RegexValues.Extract),
            RuntimeFunction.Of<string, string, int, string>("spark_regexp_all", RegexValues.All),
            RuntimeFunction.Of<string, string, int>(
                "spark_regexp_count",
                (x, pattern) => RegexValues.Of(pattern).Count(x)
            ),
            RuntimeFunction.Of<string, string, int>(
                "spark_regexp_instr",
                (x, pattern) => RegexValues.Of(pattern).Match(x) is { Success: true } match ? match.Index + 1 : 0
            ),
        ];

    private static RuntimeFunction[] Numbers =>
        [
            RuntimeFunction.Of<string, string, long?>("spark_decimal_div", MathValues.DecimalDivision),
            RuntimeFunction.Of<string, string, string, int, string?>("spark_decimal_op", MathValues.DecimalOperation),
            RuntimeFunction.Of<string, int, bool, int, string?>("spark_decimal_round", MathValues.DecimalRound),
            RuntimeFunction.Of<string, string, int, int, string?>("spark_decimal_edge", MathValues.DecimalEdge),
            RuntimeFunction.Of<long, int, bool, long>("spark_long_round", MathValues.LongRound),
            RuntimeFunction.Of<double, int, bool, double>("spark_double_round", NumberValues.Round),
            RuntimeFunction.Of<float, int, bool, float>(
                "spark_float_round",
                (x, scale, even) =>
                    (float)
                        double.Parse(
                            NumberValues
                                .Round(
                                    BigDecimal.Parse(x.ToString("R", CultureInfo.InvariantCulture)) ?? default,
                                    scale,
                                    even
                                )
                                .ToString(),
                            CultureInfo.InvariantCulture
                        )
            ),
            RuntimeFunction.Of<string, string, double?>("spark_moment", MathValues.Moment),
            RuntimeFunction.Of<string, double, double>("spark_math", MathValues.Unary),
            RuntimeFunction.Of<string, double, double, double>("spark_math2", MathValues.Binary),
            RuntimeFunction.Of<long, string>("spark_bin", (long x) => Convert.ToString(x, 2)),
            RuntimeFunction.Of<string, int, int, string?>("spark_conv", TextValues.Conv),
            RuntimeFunction.Of<long, string>("spark_hex", (long x) => x.ToString("X", CultureInfo.InvariantCulture)),
            RuntimeFunction.Of<string, string?>(
                "spark_hex_digits",
                (string x) =>
                    x.All(char.IsAsciiHexDigit)
                        ? x.Length % 2 == 0
                            ? x
                            : "0" + x
                        : null
            ),
            RuntimeFunction.Of<string, long, int, bool, long>("spark_shift", MathValues.Shift),
            RuntimeFunction.Of<double, double, double, long, long?>("spark_width_bucket", MathValues.WidthBucket),
            RuntimeFunction.Of<string, string, string>("spark_digest", HashValues.Digest),
            RuntimeFunction.Of<string, int, string?>("spark_sha2", HashValues.Sha2),
            RuntimeFunction.Of<string, long>(
                "spark_crc32",
                (string x) => System.IO.Hashing.Crc32.HashToUInt32(Convert.FromHexString(x))
            ),
            RuntimeFunction.Of<string, string, int>("spark_hash", HashValues.Murmur),
            RuntimeFunction.Of<string, string, long>("spark_xxhash64", HashValues.XxHash),
            RuntimeFunction.Of<string, string>("spark_base64", (string x) => HashValues.Base64(x)),
            RuntimeFunction.Of<string, string>(
                "spark_unbase64",
                (string x) => Convert.ToHexString(HashValues.Unbase64(x))
            ),
            RuntimeFunction.Of<string, string, string>("spark_encode", HashValues.Encode),
            RuntimeFunction.Of<string, string, string>("spark_decode", HashValues.Decode),
        ];

    private static RuntimeFunction[] Json =>
        [
            RuntimeFunction.Of<string, string, string?>("spark_json_path", JsonPaths.Get),
            RuntimeFunction.Of<string, string, string?>("spark_json_field", JsonPaths.TopField),
            RuntimeFunction.Of<string, int?>("spark_json_length", (string x) => JsonPaths.ArrayLength(x)),
            RuntimeFunction.Of<string, string?>("spark_json_keys", (string x) => JsonPaths.Keys(x)),
            RuntimeFunction.Of<string, string, string, string, string?>("spark_from_json", JsonColumns.From),
            RuntimeFunction.Of<string, string, string, string, string>("spark_to_json", JsonColumns.To),
        ];

    private static RuntimeFunction[] Checks =>
        [
            RuntimeFunction.Of<string, string>(
                "spark_raise",
                (string message) => throw SparkException.Job(null, message, "java.lang.RuntimeException").ForEngine()
            ),
            RuntimeFunction.Of<string, string, string>("spark_cast_error", (text, type) => throw CastError(text, type)),
            RuntimeFunction.Of<int, int>(
                "spark_index_check",
                (int index) =>
                    index != 0
                        ? index
                        : throw SparkException
                            .Runtime(
                                "INVALID_INDEX_OF_ZERO",
                                "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1)."
                            )
                            .ForEngine()
            ),
            RuntimeFunction.Of<int, int, bool>(
                "spark_slice_check",
                (start, length) =>
                    start == 0
                        ? throw new SparkException(
                            "SparkRuntimeException",
                            "_LEGACY_ERROR_TEMP_2157",
                            "Unexpected value for start in function slice: SQL array indices start at 1."
                        ).ForEngine()
                    : length < 0
                        ? throw new SparkException(
                            "SparkRuntimeException",
                            "_LEGACY_ERROR_TEMP_2158",
                            "Unexpected value for length in function slice: length must be greater than or equal to 0."
                        ).ForEngine()
                    : true
            ),
            RuntimeFunction.Of<long, long, long, long, bool>(
                "spark_map_check",
                (count, present, unique, values) =>
                    count != values
                        ? throw new SparkException(
                            "SparkRuntimeException",
                            "_LEGACY_ERROR_TEMP_2128",
                            "The key array and value array of MapData must have the same length."
                        ).ForEngine()
                    : present < count
                        ? throw SparkException.Runtime("NULL_MAP_KEY", "Cannot use null as map key.").ForEngine()
                    : unique < count
                        ? throw SparkException
                            .Runtime("DUPLICATED_MAP_KEY", "Duplicate map key was found, please check the input data.")
                            .ForEngine()
                    : true
            ),
        ];

    private static Exception CastError(string text, string type) =>
        new SparkException(
            type is "DATE" or "TIMESTAMP" ? "DateTimeException" : "NumberFormatException",
            "CAST_INVALID_INPUT",
            $"[CAST_INVALID_INPUT] The value '{text}' of the type \"STRING\" cannot be cast to \"{type}\" because it is malformed."
        ).ForEngine();
}
