"""pyspark.sql.functions: each builds a call that the session binds; a name that is missing here says so."""

import inspect

from pyspark.errors import type_error
from pyspark.sql import types as T
from pyspark.sql.column import Column, call, literal, node, nodes
from pyspark.sql.udf import UserDefinedFunction

# Functions whose arguments are all columns or names of columns.
_COLUMNS = """
abs acos acosh add_months any_value approx_count_distinct array_agg array_compact array_distinct array_max array_min
array_size arrays_overlap array_except array_intersect array_union ascii asin asinh atan atanh avg base64 bin bit_and
bit_count bit_get bit_length bit_or bit_xor bitwise_not bool_and bool_or btrim cardinality cbrt ceil ceiling char
char_length character_length chr collect_list collect_set concat contains corr cos cosh cot count_if covar_pop covar_samp
crc32 csc date_diff date_from_unix_date datediff dateadd day dayofmonth dayofweek dayofyear degrees
elt endswith every exp expm1 explode explode_outer factorial flatten floor get getbit greatest hash hex hour hypot ifnull
ilike initcap inline inline_outer isnan isnotnull isnull json_array_length json_object_keys kurtosis last_day lcase least
left length like ln log10 log1p log2 lower ltrim make_date map_concat map_entries map_from_arrays map_from_entries
map_keys map_values max max_by md5 mean median min min_by minute mode month nanvl negate negative
nullif nvl nvl2 octet_length pmod posexplode posexplode_outer positive product quarter radians regexp regexp_like
regexp_count regexp_substr regexp_instr regr_count regr_intercept regr_r2 regr_slope reverse right rint rlike rtrim sec second
sha sha1 shuffle sign signum sin sinh size skewness some soundex space split_part sqrt startswith std stddev stddev_pop
stddev_samp sum tan tanh timestamp_micros timestamp_millis timestamp_seconds trim try_add try_avg
try_divide try_multiply try_subtract try_sum typeof ucase unbase64 unhex unix_date unix_micros unix_millis unix_seconds
upper url_decode url_encode var_pop var_samp variance weekday weekofyear width_bucket xxhash64 year
charindex find_in_set position substr bitwiseNOT
""".split()  # fmt: skip

_RENAMED = {"variance": "var_samp", "bitwise_not": "~", "bitwiseNOT": "~", "negate": "negative"}


def _of_columns(name):
    target = _RENAMED.get(name, name)

    def function(*cols):
        return call(target, *nodes(cols))

    function.__name__ = name
    return function


for _name in _COLUMNS:
    globals()[_name] = _of_columns(_name)


def col(name):
    return Column(["col", name])


column = col


def lit(value):
    return value if isinstance(value, Column) else Column(literal(value))


def expr(text):
    return Column(["expr", text])


def _value(value):
    """An argument that is a constant unless it is a column."""
    return literal(value)


def when(condition, value):
    if not isinstance(condition, Column):
        raise type_error("NOT_COLUMN", arg_name="condition", arg_type=type(condition).__name__)
    return Column(["case", [[condition._node, literal(value)]], None])


def coalesce(*cols):
    return call("coalesce", *nodes(cols))


def broadcast(df):
    return df


def count(col):
    if isinstance(col, str) and col == "*":
        return call("count", ["lit", 1, "integer"])
    return call("count", node(col))


def count_distinct(col, *cols):
    return call("count", *nodes((col, *cols)), distinct=True)


countDistinct = count_distinct


def sum_distinct(col):
    return call("sum", node(col), distinct=True)


sumDistinct = sum_distinct


def approxCountDistinct(col, rsd=None):
    return call("approx_count_distinct", node(col))


def approx_count_distinct(col, rsd=None):  # noqa: F811
    return call("approx_count_distinct", node(col))


def first(col, ignorenulls=False):
    return call("first", node(col), *([["lit", True, "boolean"]] if ignorenulls else []))


def last(col, ignorenulls=False):
    return call("last", node(col), *([["lit", True, "boolean"]] if ignorenulls else []))


def first_value(col, ignoreNulls=False):
    return first(col, ignoreNulls)


def last_value(col, ignoreNulls=False):
    return last(col, ignoreNulls)


def grouping(col):
    return call("grouping", node(col))


def grouping_id(*cols):
    return call("grouping_id", *nodes(cols))


def percentile_approx(col, percentage, accuracy=10000):
    return call("percentile_approx", node(col), _value(percentage), _value(accuracy))


approx_percentile = percentile_approx


def percentile(col, percentage, frequency=1):
    return call("percentile", node(col), _value(percentage))


def asc(col):
    return Column(["sort", node(col), True, True])


asc_nulls_first = asc


def asc_nulls_last(col):
    return Column(["sort", node(col), True, False])


def desc(col):
    return Column(["sort", node(col), False, False])


desc_nulls_last = desc


def desc_nulls_first(col):
    return Column(["sort", node(col), False, True])


def rand(seed=None):
    return call("rand")


def randn(seed=None):
    return call("randn")


def uuid():
    return call("uuid")


def monotonically_increasing_id():
    return call("monotonically_increasing_id")


def spark_partition_id():
    return call("spark_partition_id")


def input_file_name():
    return call("input_file_name")


def current_date():
    return call("current_date")


def curdate():
    return call("current_date")


def current_timestamp():
    return call("current_timestamp")


def now():
    return call("now")


def localtimestamp():
    return call("localtimestamp")


def current_timezone():
    return call("current_timezone")


def current_database():
    return call("current_database")


def current_user():
    return call("current_user")


def pi():
    return call("pi")


def e():
    return call("e")


def row_number():
    return call("row_number")


def rank():
    return call("rank")


def dense_rank():
    return call("dense_rank")


def percent_rank():
    return call("percent_rank")


def cume_dist():
    return call("cume_dist")


def ntile(n):
    return call("ntile", _value(n))


def lag(col, offset=1, default=None):
    return call("lag", node(col), _value(offset), _value(default))


def lead(col, offset=1, default=None):
    return call("lead", node(col), _value(offset), _value(default))


def nth_value(col, offset, ignoreNulls=False):
    return call("nth_value", node(col), _value(offset))


def array(*cols):
    return call("array", *nodes(cols))


def struct(*cols):
    return call("struct", *nodes(cols))


def named_struct(*cols):
    return call("named_struct", *nodes(cols))


def create_map(*cols):
    return call("map", *nodes(cols))


def arrays_zip(*cols):
    return call("arrays_zip", *nodes(cols))


def array_contains(col, value):
    return call("array_contains", node(col), _value(value))


def array_position(col, value):
    return call("array_position", node(col), _value(value))


def array_remove(col, element):
    return call("array_remove", node(col), _value(element))


def array_append(col, value):
    return call("array_append", node(col), _value(value))


def array_prepend(col, value):
    return call("array_prepend", node(col), _value(value))


def array_insert(arr, pos, value):
    return call("array_insert", node(arr), _value(pos), _value(value))


def array_repeat(col, count):
    return call("array_repeat", node(col), node(count) if isinstance(count, str) else _value(count))


def array_join(col, delimiter, null_replacement=None):
    extra = [] if null_replacement is None else [_value(null_replacement)]
    return call("array_join", node(col), _value(delimiter), *extra)


def array_sort(col, comparator=None):
    return call("array_sort", node(col), *([] if comparator is None else [_lambda(comparator)]))


def sort_array(col, asc=True):
    return call("sort_array", node(col), _value(asc))


def slice(x, start, length):
    return call("slice", node(x), _value(start), _value(length))


def sequence(start, stop, step=None):
    return call("sequence", node(start), node(stop), *([] if step is None else [node(step)]))


def element_at(col, extraction):
    return call("element_at", node(col), _value(extraction))


try_element_at = element_at


def map_contains_key(col, value):
    return call("map_contains_key", node(col), _value(value))


def str_to_map(text, pairDelim=None, keyValueDelim=None):
    extra = [node(d) for d in (pairDelim, keyValueDelim) if d is not None]
    return call("str_to_map", node(text), *extra)


_counter = 0


def _lambda(function):
    global _counter
    names = []
    for _ in inspect.signature(function).parameters:
        names.append(f"lambda_{_counter}")
        _counter += 1
    body = function(*[Column(["name", [name]]) for name in names])
    return ["lambda", names, literal(body)]


def transform(col, f):
    return call("transform", node(col), _lambda(f))


def filter(col, f):
    return call("filter", node(col), _lambda(f))


def exists(col, f):
    return call("exists", node(col), _lambda(f))


def forall(col, f):
    return call("forall", node(col), _lambda(f))


def aggregate(col, initialValue, merge, finish=None):
    return call("aggregate", node(col), node(initialValue), _lambda(merge), *([] if finish is None else [_lambda(finish)]))


reduce = aggregate


def zip_with(left, right, f):
    return call("zip_with", node(left), node(right), _lambda(f))


def transform_keys(col, f):
    return call("transform_keys", node(col), _lambda(f))


def transform_values(col, f):
    return call("transform_values", node(col), _lambda(f))


def map_filter(col, f):
    return call("map_filter", node(col), _lambda(f))


def map_zip_with(col1, col2, f):
    return call("map_zip_with", node(col1), node(col2), _lambda(f))


def stack(*cols):
    return call("stack", *nodes(cols))


def json_tuple(col, *fields):
    return call("json_tuple", node(col), *[_value(field) for field in fields])


def get_json_object(col, path):
    return call("get_json_object", node(col), _value(path))


def _options(options):
    if not options:
        return []
    items = [literal(str(item).lower() if isinstance(item, bool) else str(item)) for pair in options.items() for item in pair]
    return [["call", "map", items]]


def from_json(col, schema, options=None):
    if isinstance(schema, T.DataType):
        schema = literal(schema.json())
    else:
        schema = _value(schema)
    return call("from_json", node(col), schema, *_options(options))


def to_json(col, options=None):
    return call("to_json", node(col), *_options(options))


def schema_of_json(json, options=None):
    return call("schema_of_json", _value(json), *_options(options))


def concat_ws(sep, *cols):
    return call("concat_ws", _value(sep), *nodes(cols))


def format_string(format, *cols):
    return call("format_string", _value(format), *nodes(cols))


printf = format_string


def format_number(col, d):
    return call("format_number", node(col), _value(d))


def substring(str, pos, len):
    return call("substring", node(str), _value(pos), _value(len))


def substring_index(str, delim, count):
    return call("substring_index", node(str), _value(delim), _value(count))


def instr(str, substr):
    return call("instr", node(str), _value(substr))


def locate(substr, str, pos=1):
    return call("locate", _value(substr), node(str), _value(pos))


def lpad(col, len, pad):
    return call("lpad", node(col), _value(len), _value(pad))


def rpad(col, len, pad):
    return call("rpad", node(col), _value(len), _value(pad))


def repeat(col, n):
    return call("repeat", node(col), _value(n))


def split(str, pattern, limit=-1):
    return call("split", node(str), _value(pattern), _value(limit))


def regexp_extract(str, pattern, idx):
    return call("regexp_extract", node(str), _value(pattern), _value(idx))


def regexp_extract_all(str, regexp, idx=None):
    return call("regexp_extract_all", node(str), node(regexp), *([] if idx is None else [_value(idx)]))


def regexp_replace(string, pattern, replacement):
    return call("regexp_replace", node(string), _value(pattern), _value(replacement))


def replace(src, search, replace=None):
    return call("replace", node(src), node(search), *([] if replace is None else [node(replace)]))


def translate(srcCol, matching, replace):
    return call("translate", node(srcCol), _value(matching), _value(replace))


def overlay(src, replace, pos, len=-1):
    extra = [] if len == -1 else [node(len) if isinstance(len, Column) else _value(len)]
    return call("overlay", node(src), node(replace), _value(pos), *extra)


def levenshtein(left, right, threshold=None):
    return call("levenshtein", node(left), node(right), *([] if threshold is None else [_value(threshold)]))


def encode(col, charset):
    return call("encode", node(col), _value(charset))


def decode(col, charset):
    return call("decode", node(col), _value(charset))


def mask(col, upperChar=None, lowerChar=None, digitChar=None, otherChar=None):
    given = [upperChar, lowerChar, digitChar, otherChar]
    defaults = [lit("X"), lit("x"), lit("n"), lit(None)]
    return call("mask", node(col), *[literal(d) if g is None else node(g) for g, d in zip(given, defaults)])


def to_number(col, format):
    return call("to_number", node(col), literal(format) if isinstance(format, Column) else _value(format))


def sentences(string, language=None, country=None):
    return call("sentences", node(string))


def parse_url(url, partToExtract, key=None):
    return call("parse_url", node(url), node(partToExtract), *([] if key is None else [node(key)]))


def sha2(col, numBits):
    from pyspark.errors import IllegalArgumentException

    if numBits not in (0, 224, 256, 384, 512):
        raise IllegalArgumentException(
            f"requirement failed: numBits {numBits} is not in the permitted values (0, 224, 256, 384, 512)"
        )
    return call("sha2", node(col), _value(numBits))


def conv(col, fromBase, toBase):
    return call("conv", node(col), _value(fromBase), _value(toBase))


def round(col, scale=0):
    return call("round", node(col), _value(scale))


def bround(col, scale=0):
    return call("bround", node(col), _value(scale))


def pow(col1, col2):
    return call("power", *[node(c) if isinstance(c, (str, Column)) else _value(c) for c in (col1, col2)])


power = pow


def atan2(col1, col2):
    return call("atan2", *[node(c) if isinstance(c, (str, Column)) else _value(c) for c in (col1, col2)])


def log(arg1, arg2=None):
    if arg2 is None:
        return call("log", node(arg1))
    return call("log", _value(arg1), node(arg2))


def shiftleft(col, numBits):
    return call("shiftleft", node(col), _value(numBits))


def shiftright(col, numBits):
    return call("shiftright", node(col), _value(numBits))


def shiftrightunsigned(col, numBits):
    return call("shiftrightunsigned", node(col), _value(numBits))


shiftLeft, shiftRight, shiftRightUnsigned = shiftleft, shiftright, shiftrightunsigned


def to_date(col, format=None):
    return call("to_date", node(col), *([] if format is None else [_value(format)]))


def to_timestamp(col, format=None):
    return call("to_timestamp", node(col), *([] if format is None else [_value(format)]))


def try_to_timestamp(col, format=None):
    return call("try_to_timestamp", node(col), *([] if format is None else [node(format)]))


def to_timestamp_ntz(timestamp, format=None):
    return call("to_timestamp_ntz", node(timestamp), *([] if format is None else [node(format)]))


def to_timestamp_ltz(timestamp, format=None):
    return call("to_timestamp_ltz", node(timestamp), *([] if format is None else [node(format)]))


def date_format(date, format):
    return call("date_format", node(date), _value(format))


def date_add(start, days):
    return call("date_add", node(start), node(days) if isinstance(days, str) else _value(days))


def date_sub(start, days):
    return call("date_sub", node(start), node(days) if isinstance(days, str) else _value(days))


def add_months(start, months):  # noqa: F811
    return call("add_months", node(start), node(months) if isinstance(months, str) else _value(months))


def months_between(date1, date2, roundOff=True):
    return call("months_between", node(date1), node(date2), _value(roundOff))


def trunc(date, format):
    return call("trunc", node(date), _value(format))


def date_trunc(format, timestamp):
    return call("date_trunc", _value(format), node(timestamp))


def next_day(date, dayOfWeek):
    return call("next_day", node(date), _value(dayOfWeek))


def date_part(field, source):
    return call("date_part", literal(field) if isinstance(field, Column) else _value(field), node(source))


datepart = extract = date_part


def unix_timestamp(timestamp=None, format="yyyy-MM-dd HH:mm:ss"):
    if timestamp is None:
        return call("unix_timestamp")
    return call("unix_timestamp", node(timestamp), _value(format))


def from_unixtime(timestamp, format="yyyy-MM-dd HH:mm:ss"):
    return call("from_unixtime", node(timestamp), _value(format))


def from_utc_timestamp(timestamp, tz):
    return call("from_utc_timestamp", node(timestamp), _value(tz))


def to_utc_timestamp(timestamp, tz):
    return call("to_utc_timestamp", node(timestamp), _value(tz))


def convert_timezone(sourceTz, targetTz, sourceTs):
    source = [] if sourceTz is None else [node(sourceTz)]
    return call("convert_timezone", *source, node(targetTz), node(sourceTs))


def make_timestamp(years, months, days, hours, mins, secs, timezone=None):
    extra = [] if timezone is None else [node(timezone)]
    return call("make_timestamp", *nodes([years, months, days, hours, mins, secs]), *extra)


def make_interval(years=None, months=None, weeks=None, days=None, hours=None, mins=None, secs=None):
    given = [years, months, weeks, days, hours, mins, secs]
    return call("make_interval", *[literal(0) if part is None else node(part) for part in given])


def make_dt_interval(days=None, hours=None, mins=None, secs=None):
    return call("make_dt_interval", *[literal(0) if part is None else node(part) for part in (days, hours, mins, secs)])


def make_ym_interval(years=None, months=None):
    return call("make_ym_interval", *[literal(0) if part is None else node(part) for part in (years, months)])


def window(timeColumn, windowDuration, slideDuration=None, startTime=None):
    durations = [windowDuration, slideDuration or windowDuration, startTime or "0 seconds"]
    return call("window", node(timeColumn), *[literal(d) for d in durations])


def assert_true(col, errMsg=None):
    extra = [] if errMsg is None else [node(errMsg) if isinstance(errMsg, Column) else _value(errMsg)]
    return call("assert_true", node(col), *extra)


def raise_error(errMsg):
    return call("raise_error", _value(errMsg))


def udf(f=None, returnType=None, *, useArrow=None):
    if f is None or isinstance(f, (str, T.DataType)):
        wanted = f if f is not None else returnType
        return lambda function: UserDefinedFunction(function, wanted or T.StringType())
    return UserDefinedFunction(f, returnType or T.StringType())


def call_function(funcName, *cols):
    return call(funcName.lower(), *nodes(cols))


call_udf = call_function


def toDegrees(col):
    return call("degrees", node(col))


def toRadians(col):
    return call("radians", node(col))


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(f"pyspark.sql.functions.{name} is not supported by the local Spark runtime")
