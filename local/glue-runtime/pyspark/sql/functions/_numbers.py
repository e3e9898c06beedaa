"""Numeric functions that take more than columns."""

from pyspark.sql.column import Column, call, node
from pyspark.sql.functions._module import constant, names_of


def rand(seed=None):
    return call("rand")


def randn(seed=None):
    return call("randn")


def pi():
    return call("pi")


def e():
    return call("e")


def conv(col, fromBase, toBase):
    return call("conv", node(col), constant(fromBase), constant(toBase))


def round(col, scale=0):
    return call("round", node(col), constant(scale))


def bround(col, scale=0):
    return call("bround", node(col), constant(scale))


def pow(col1, col2):
    return call("power", *[node(c) if isinstance(c, (str, Column)) else constant(c) for c in (col1, col2)])


power = pow


def atan2(col1, col2):
    return call("atan2", *[node(c) if isinstance(c, (str, Column)) else constant(c) for c in (col1, col2)])


def log(arg1, arg2=None):
    if arg2 is None:
        return call("log", node(arg1))
    return call("log", constant(arg1), node(arg2))


def shiftleft(col, numBits):
    return call("shiftleft", node(col), constant(numBits))


def shiftright(col, numBits):
    return call("shiftright", node(col), constant(numBits))


def shiftrightunsigned(col, numBits):
    return call("shiftrightunsigned", node(col), constant(numBits))


shiftLeft, shiftRight, shiftRightUnsigned = shiftleft, shiftright, shiftrightunsigned


def toDegrees(col):
    return call("degrees", node(col))


def toRadians(col):
    return call("radians", node(col))


__all__ = names_of(globals())
