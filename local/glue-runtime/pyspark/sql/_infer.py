"""Checks values against a schema, and infers a schema from values."""

import datetime
import decimal

from pyspark.errors import type_error, value_error
from pyspark.sql._row import Row
from pyspark.sql._wire import struct_values
from pyspark.sql.types import (
    ArrayType, AtomicType, BinaryType, BooleanType, ByteType, CharType, DateType,
    DayTimeIntervalType, DecimalType, DoubleType, FloatType, IntegerType, LongType, MapType, NullType, ShortType,
    StringType, StructField, StructType, TimestampNTZType, TimestampType, VarcharType,
)  # fmt: skip

_ACCEPTED = {
    BooleanType: (bool,), ByteType: (int,), ShortType: (int,), IntegerType: (int,), LongType: (int,),
    FloatType: (float,), DoubleType: (float,), DecimalType: (decimal.Decimal,), BinaryType: (bytearray, bytes),
    DateType: (datetime.date, datetime.datetime), TimestampType: (datetime.datetime,),
    TimestampNTZType: (datetime.datetime,), DayTimeIntervalType: (datetime.timedelta,), ArrayType: (list, tuple),
    MapType: (dict,), StructType: (tuple, list, dict),
}  # fmt: skip
_BOUNDS = {ByteType: 7, ShortType: 15, IntegerType: 31, LongType: 63}


def verify(value, data_type, nullable=True):
    """Raises what PySpark raises when a value does not suit a type of a given schema."""
    if value is None:
        if not nullable:
            raise value_error("CANNOT_BE_NONE", arg_name="obj")
        return
    kind = type(data_type)
    if kind in (StringType, NullType, CharType, VarcharType):
        return
    accepted = _ACCEPTED.get(kind)
    fits = isinstance(value, accepted) and type(value) in accepted or (kind is StructType and (isinstance(value, accepted) or hasattr(value, "__dict__")))
    if kind in (DateType, ArrayType, MapType) and isinstance(value, accepted):
        fits = True
    if not fits:
        raise type_error("CANNOT_ACCEPT_OBJECT_IN_TYPE", data_type=repr(data_type), obj_name=value, obj_type=type(value).__name__)
    bits = _BOUNDS.get(kind)
    if bits and not -(1 << bits) <= value < 1 << bits:
        raise value_error("VALUE_OUT_OF_BOUND", arg_name="obj", lower_bound=-(1 << bits), upper_bound=(1 << bits) - 1, actual=value)
    if kind is ArrayType:
        for item in value:
            verify(item, data_type.elementType, data_type.containsNull)
    elif kind is MapType:
        for key, item in value.items():
            verify(key, data_type.keyType, False)
            verify(item, data_type.valueType, data_type.valueContainsNull)
    elif kind is StructType:
        values = struct_values(value, data_type)
        if not isinstance(value, dict) and len(values) != len(data_type.fields):
            raise value_error(
                "LENGTH_SHOULD_BE_THE_SAME", arg1="obj", arg2="fields", arg1_length=len(values), arg2_length=len(data_type.fields)
            )
        for item, field in zip(values, data_type.fields):
            verify(item, field.dataType, field.nullable)


_INFERRED = {
    type(None): NullType, bool: BooleanType, int: LongType, float: DoubleType, str: StringType, bytes: BinaryType,
    bytearray: BinaryType, datetime.date: DateType, datetime.datetime: TimestampType,
    datetime.timedelta: DayTimeIntervalType,
}  # fmt: skip


def infer(value):
    if isinstance(value, decimal.Decimal):
        return DecimalType(38, 18)
    simple = _INFERRED.get(type(value))
    if simple:
        return simple()
    if isinstance(value, dict):
        for key, item in value.items():
            if key is not None and item is not None:
                return MapType(infer(key), infer(item))
        return MapType(NullType(), NullType())
    if isinstance(value, list):
        for item in value:
            if item is not None:
                return ArrayType(infer(item))
        return ArrayType(NullType())
    if isinstance(value, tuple):
        return infer_row(value)
    raise type_error("CANNOT_INFER_SCHEMA_FOR_TYPE", data_type=type(value).__name__)


def infer_row(row, names=None):
    if isinstance(row, dict):
        items = sorted(row.items())
    elif isinstance(row, Row) and hasattr(row, "__fields__"):
        items = list(zip(row.__fields__, row))
    elif isinstance(row, (tuple, list)):
        names = list(names or [])
        names += [f"_{i}" for i in range(len(names) + 1, len(row) + 1)]
        items = list(zip(names, row))
    elif hasattr(row, "__dict__"):
        items = sorted(row.__dict__.items())
    else:
        raise type_error("CANNOT_INFER_SCHEMA_FOR_TYPE", data_type=type(row).__name__)
    return StructType([StructField(name, infer(value)) for name, value in items])


def merge(a, b):
    if isinstance(a, NullType):
        return b
    if isinstance(b, NullType) or a == b and not isinstance(a, (StructType, ArrayType, MapType)):
        return a
    if isinstance(a, StringType) and isinstance(b, AtomicType) or isinstance(b, StringType) and isinstance(a, AtomicType):
        return StringType()
    if type(a) is not type(b):
        raise type_error("CANNOT_MERGE_TYPE", data_type1=type(a).__name__, data_type2=type(b).__name__)
    if isinstance(a, StructType):
        others = {field.name: field.dataType for field in b.fields}
        fields = [StructField(f.name, merge(f.dataType, others.get(f.name, NullType()))) for f in a.fields]
        fields += [field for field in b.fields if field.name not in a.names]
        return StructType(fields)
    if isinstance(a, ArrayType):
        return ArrayType(merge(a.elementType, b.elementType))
    if isinstance(a, MapType):
        return MapType(merge(a.keyType, b.keyType), merge(a.valueType, b.valueType))
    return a


def has_void(data_type):
    if isinstance(data_type, StructType):
        return any(has_void(field.dataType) for field in data_type.fields)
    if isinstance(data_type, ArrayType):
        return has_void(data_type.elementType)
    if isinstance(data_type, MapType):
        return has_void(data_type.keyType) or has_void(data_type.valueType)
    return isinstance(data_type, NullType)
