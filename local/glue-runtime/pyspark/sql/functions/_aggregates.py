"""Aggregates and window functions that take more than columns."""

from pyspark.sql.column import call, node, nodes
from pyspark.sql.functions._module import constant, names_of


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


def approx_count_distinct(col, rsd=None):
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
    return call("percentile_approx", node(col), constant(percentage), constant(accuracy))


approx_percentile = percentile_approx


def percentile(col, percentage, frequency=1):
    return call("percentile", node(col), constant(percentage))


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
    return call("ntile", constant(n))


def lag(col, offset=1, default=None):
    return call("lag", node(col), constant(offset), constant(default))


def lead(col, offset=1, default=None):
    return call("lead", node(col), constant(offset), constant(default))


def nth_value(col, offset, ignoreNulls=False):
    return call("nth_value", node(col), constant(offset))


__all__ = names_of(globals())
