"""Columns, constants, conditions, sort orders, and what belongs to no other subject."""

from pyspark.errors import type_error
from pyspark.sql import types as T
from pyspark.sql.column import Column, call, literal, node, nodes
from pyspark.sql.functions._module import constant, names_of
from pyspark.sql.udf import UserDefinedFunction


def col(name):
    return Column(["col", name])


column = col


def lit(value):
    return value if isinstance(value, Column) else Column(literal(value))


def expr(text):
    return Column(["expr", text])


def when(condition, value):
    if not isinstance(condition, Column):
        raise type_error("NOT_COLUMN", arg_name="condition", arg_type=type(condition).__name__)
    return Column(["case", [[condition._node, literal(value)]], None])


def coalesce(*cols):
    return call("coalesce", *nodes(cols))


def broadcast(df):
    return df


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


def uuid():
    return call("uuid")


def monotonically_increasing_id():
    return call("monotonically_increasing_id")


def spark_partition_id():
    return call("spark_partition_id")


def input_file_name():
    return call("input_file_name")


def current_database():
    return call("current_database")


def current_user():
    return call("current_user")


def stack(*cols):
    return call("stack", *nodes(cols))


def assert_true(col, errMsg=None):
    extra = [] if errMsg is None else [node(errMsg) if isinstance(errMsg, Column) else constant(errMsg)]
    return call("assert_true", node(col), *extra)


def raise_error(errMsg):
    return call("raise_error", constant(errMsg))


def udf(f=None, returnType=None, *, useArrow=None):
    if f is None or isinstance(f, (str, T.DataType)):
        wanted = f if f is not None else returnType
        return lambda function: UserDefinedFunction(function, wanted or T.StringType())
    return UserDefinedFunction(f, returnType or T.StringType())


def call_function(funcName, *cols):
    return call(funcName.lower(), *nodes(cols))


call_udf = call_function


__all__ = names_of(globals())
