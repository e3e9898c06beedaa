"""Columns: expressions under construction, as the JSON that the session reads."""

import datetime
import decimal

from pyspark.errors import IllegalArgumentException, type_error, value_error
from pyspark.sql import types as T
from pyspark.sql._wire import EPOCH_DATE, encode, micros, real_text


def quoted(name):
    """The text of a name that is no path."""
    return "`" + name.replace("`", "``") + "`"


def literal(value):
    """The expression of a Python constant."""
    if isinstance(value, Column):
        return value._node
    if value is None:
        return ["lit", None, "void"]
    if isinstance(value, bool):
        return ["lit", value, "boolean"]
    if isinstance(value, int):
        if -(1 << 31) <= value < 1 << 31:
            return ["lit", value, "integer"]
        if -(1 << 63) <= value < 1 << 63:
            return ["lit", value, "long"]
        return ["lit", str(value), f"decimal({len(str(abs(value)))},0)"]
    if isinstance(value, float):
        return ["lit", real_text(value), "double"]
    if isinstance(value, str):
        return ["lit", value, "string"]
    if isinstance(value, decimal.Decimal):
        _, digits, exponent = value.as_tuple()
        scale = max(-exponent, 0)
        return ["lit", format(value, "f"), f"decimal({max(len(digits) + max(exponent, 0), scale, 1)},{scale})"]
    if isinstance(value, datetime.datetime):
        return ["lit", micros(value), "timestamp"]
    if isinstance(value, datetime.date):
        return ["lit", (value - EPOCH_DATE).days, "date"]
    if isinstance(value, datetime.timedelta):
        return ["lit", encode(value, T.DayTimeIntervalType()), "interval day to second"]
    if isinstance(value, (bytes, bytearray)):
        return ["lit", bytes(value).hex(), "binary"]
    if isinstance(value, (list, tuple)):
        return ["call", "array", [literal(item) for item in value]]
    if isinstance(value, dict):
        return ["call", "map", [literal(item) for pair in value.items() for item in pair]]
    raise type_error("UNSUPPORTED_LITERAL", literal=repr(value))


def node(value, name="col"):
    """The expression of an argument that is a column or a column's name."""
    if isinstance(value, Column):
        return value._node
    if isinstance(value, str):
        return ["col", value]
    raise type_error("NOT_COLUMN_OR_STR", arg_name=name, arg_type=type(value).__name__)


def nodes(values):
    if len(values) == 1 and isinstance(values[0], (list, tuple, set)):
        values = values[0]
    return [node(value) for value in values]


def call(name, *arguments, distinct=False):
    return Column(["call", name, list(arguments), distinct])


def _binary(name, swap=False):
    def operate(self, other):
        pair = [literal(other), self._node] if swap else [self._node, literal(other)]
        return call(name, *pair)

    return operate


def _text(name):
    def operate(self, other):
        return call(name, self._node, literal(other))

    return operate


class Column:
    def __init__(self, node):
        self._node = node

    __add__ = _binary("+")
    __radd__ = _binary("+", swap=True)
    __sub__ = _binary("-")
    __rsub__ = _binary("-", swap=True)
    __mul__ = _binary("*")
    __rmul__ = _binary("*", swap=True)
    __truediv__ = __div__ = _binary("/")
    __rtruediv__ = __rdiv__ = _binary("/", swap=True)
    __mod__ = _binary("%")
    __rmod__ = _binary("%", swap=True)
    __lt__ = _binary("<")
    __le__ = _binary("<=")
    __gt__ = _binary(">")
    __ge__ = _binary(">=")
    __eq__ = _binary("=")
    __and__ = _binary("and")
    __rand__ = _binary("and", swap=True)
    __or__ = _binary("or")
    __ror__ = _binary("or", swap=True)
    __pow__ = _binary("power")
    __rpow__ = _binary("power", swap=True)
    eqNullSafe = _binary("<=>")
    bitwiseAND = _binary("&")
    bitwiseOR = _binary("|")
    bitwiseXOR = _binary("^")
    contains = _text("contains")
    startswith = _text("startswith")
    endswith = _text("endswith")
    like = _text("like")
    ilike = _text("ilike")
    rlike = _text("rlike")
    __hash__ = None

    def __ne__(self, other):
        return call("not", (self == other)._node)

    def __neg__(self):
        return call("negative", self._node)

    def __invert__(self):
        return call("not", self._node)

    def __contains__(self, item):
        raise value_error("CANNOT_APPLY_IN_FOR_COLUMN")

    def __bool__(self):
        raise value_error("CANNOT_CONVERT_COLUMN_INTO_BOOL")

    __nonzero__ = __bool__

    def __iter__(self):
        raise type_error("NOT_ITERABLE", objectName="Column")

    def __getattr__(self, item):
        if item.startswith("__"):
            raise AttributeError(item)
        return self[item]

    def __getitem__(self, key):
        if isinstance(key, slice):
            if key.step is not None:
                raise value_error("SLICE_WITH_STEP")
            return self.substr(key.start, key.stop)
        return Column(["item", self._node, literal(key)])

    def getItem(self, key):
        return self[key]

    def getField(self, name):
        return Column(["field", self._node, name]) if isinstance(name, str) else self[name]

    def isNull(self):
        return call("isnull", self._node)

    def isNotNull(self):
        return call("isnotnull", self._node)

    def isin(self, *values):
        if len(values) == 1 and isinstance(values[0], (list, set, tuple)):
            values = values[0]
        return call("in", self._node, *[literal(value) for value in values])

    def between(self, lowerBound, upperBound):
        return (self >= lowerBound) & (self <= upperBound)

    def substr(self, startPos, length):
        if type(startPos) is not type(length):
            raise type_error("NOT_SAME_TYPE", arg_name1="startPos", arg_name2="length", arg_type1=type(startPos).__name__, arg_type2=type(length).__name__)
        return call("substring", self._node, literal(startPos), literal(length))

    def cast(self, dataType):
        wanted = dataType if isinstance(dataType, str) else {"json": dataType.jsonValue()}
        return Column(["cast", self._node, wanted, False])

    astype = cast

    def try_cast(self, dataType):
        wanted = dataType if isinstance(dataType, str) else {"json": dataType.jsonValue()}
        return Column(["cast", self._node, wanted, True])

    def alias(self, *names, **kwargs):
        return Column(["alias", self._node, list(names)])

    name = alias

    def asc(self):
        return Column(["sort", self._node, True, True])

    asc_nulls_first = asc

    def asc_nulls_last(self):
        return Column(["sort", self._node, True, False])

    def desc(self):
        return Column(["sort", self._node, False, False])

    desc_nulls_last = desc

    def desc_nulls_first(self):
        return Column(["sort", self._node, False, True])

    def when(self, condition, value):
        if not isinstance(condition, Column):
            raise type_error("NOT_COLUMN", arg_name="condition", arg_type=type(condition).__name__)
        if self._node[0] != "case":
            raise IllegalArgumentException("when() can only be applied on a Column previously generated by when() function")
        if self._node[2] is not None:
            raise IllegalArgumentException("when() cannot be applied once otherwise() is applied")
        return Column(["case", self._node[1] + [[condition._node, literal(value)]], None])

    def otherwise(self, value):
        if self._node[0] != "case":
            raise IllegalArgumentException(
                "otherwise() can only be applied on a Column previously generated by when() function"
            )
        if self._node[2] is not None:
            raise IllegalArgumentException(
                "otherwise() can only be applied once on a Column previously generated by when()"
            )
        return Column(["case", self._node[1], literal(value)])

    def over(self, window):
        return Column(["over", self._node, window._json()])

    def withField(self, fieldName, col):
        return call("with_field", self._node, literal(fieldName), col._node)

    def dropFields(self, *fieldNames):
        return call("drop_fields", self._node, *[literal(name) for name in fieldNames])

    def __repr__(self):
        return f"Column<'{_describe(self._node)}'>"


def _describe(node):
    kind = node[0]
    if kind in ("col", "expr"):
        return node[1]
    if kind == "frame":
        return node[2]
    if kind == "lit":
        return "NULL" if node[1] is None else str(node[1]).lower() if isinstance(node[1], bool) else str(node[1])
    if kind == "alias":
        return f"{_describe(node[1])} AS {', '.join(node[2])}"
    if kind == "call":
        arguments = [_describe(argument) for argument in node[2]]
        if not node[1][0].isalpha() and len(arguments) == 2 or node[1] in ("and", "or"):
            return f"({arguments[0]} {node[1].upper()} {arguments[1]})"
        return f"{node[1]}({', '.join(arguments)})"
    return kind
