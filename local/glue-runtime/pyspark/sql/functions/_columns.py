"""Functions whose arguments are all columns or names of columns: a line of names."""

from pyspark.sql.column import call, nodes
from pyspark.sql.functions._module import names_of

_COLUMNS = """
abs acos acosh any_value array_agg array_compact array_distinct array_max array_min
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


__all__ = names_of(globals())
