"""Values on their way between Python and the session."""

import datetime
import decimal
import json

from pyspark.sql._row import Row, named_row
from pyspark.sql.types import (
    ArrayType, BinaryType, BooleanType, ByteType, DateType, DayTimeIntervalType,
    DecimalType, DoubleType, FloatType, IntegerType, LongType, MapType, ShortType, StringType, StructType,
    TimestampNTZType, TimestampType,
)  # fmt: skip

EPOCH_DATE = datetime.date(1970, 1, 1)
_EPOCH = datetime.datetime(1970, 1, 1)

# --- from the session -------------------------------------------------------------------------------


def decoder(data_type):
    """A function that makes a Python value of the wire form; None if the value is used as it comes."""
    if isinstance(data_type, DecimalType):
        return decimal.Decimal
    if isinstance(data_type, (DoubleType, FloatType)):
        return float
    if isinstance(data_type, DateType):
        return lambda days: EPOCH_DATE + datetime.timedelta(days)
    if isinstance(data_type, TimestampType):
        return _local_time
    if isinstance(data_type, TimestampNTZType):
        return lambda micros: _EPOCH + datetime.timedelta(microseconds=micros)
    if isinstance(data_type, BinaryType):
        return lambda text: bytearray(bytes.fromhex(text))
    if isinstance(data_type, DayTimeIntervalType):
        return lambda micros: datetime.timedelta(microseconds=micros)
    if isinstance(data_type, ArrayType):
        inner = decoder(data_type.elementType)
        return (lambda items: [None if item is None else inner(item) for item in items]) if inner else None
    if isinstance(data_type, MapType):
        key, value = decoder(data_type.keyType) or _same, decoder(data_type.valueType) or _same
        return lambda entries: {key(k): None if v is None else value(v) for k, v in entries}
    if isinstance(data_type, StructType):
        return row_decoder(data_type)
    return None


def _same(value):
    return value


def _local_time(micros):
    # PySpark shows timestamps in the zone of the Python process.
    moment = (_EPOCH + datetime.timedelta(microseconds=micros)).replace(tzinfo=datetime.timezone.utc)
    return moment.astimezone().replace(tzinfo=None)


def row_decoder(schema):
    names = list(schema.names)
    inner = [decoder(field.dataType) for field in schema.fields]
    if not any(inner):
        return lambda values: named_row(names, values)
    pairs = list(enumerate(inner))

    def decode_row(values):
        made = [
            values[i] if convert is None or values[i] is None else convert(values[i]) for i, convert in pairs
        ]
        return named_row(names, made)

    return decode_row


def decode(value, data_type):
    convert = decoder(data_type)
    return value if value is None or convert is None else convert(value)


# --- to the session ---------------------------------------------------------------------------------


def micros(moment):
    if moment.tzinfo is None:
        moment = moment.astimezone()
    delta = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None) - _EPOCH
    return (delta.days * 86400 + delta.seconds) * 1000000 + delta.microseconds


def real_text(value):
    return "NaN" if value != value else "Infinity" if value == float("inf") else "-Infinity" if value == float("-inf") else repr(value)


def java_text(value):
    """How the JVM would print a Python value that lands in a string column."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join("null" if item is None else java_text(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{java_text(k)}={java_text(v)}" for k, v in value.items()) + "}"
    return str(value)


def encode(value, data_type):
    """The wire form of a value that was checked against its type: nested parts as JSON, leaves as the engine casts them."""
    if value is None:
        return None
    if isinstance(data_type, StringType):
        return value if isinstance(value, str) else java_text(value)
    if isinstance(data_type, (DoubleType, FloatType)):
        return real_text(float(value))
    if isinstance(data_type, DecimalType):
        # A value that does not fit the type is null, as in Spark.
        exact = value.quantize(decimal.Decimal(1).scaleb(-data_type.scale), decimal.ROUND_HALF_UP, _WIDE)
        return format(exact, "f") if exact.adjusted() < data_type.precision - data_type.scale or not exact else None
    if isinstance(data_type, DateType):
        return (value - EPOCH_DATE).days if not isinstance(value, datetime.datetime) else (value.date() - EPOCH_DATE).days
    if isinstance(data_type, TimestampType):
        return micros(value)
    if isinstance(data_type, TimestampNTZType):
        delta = value - _EPOCH
        return (delta.days * 86400 + delta.seconds) * 1000000 + delta.microseconds
    if isinstance(data_type, BinaryType):
        return bytes(value).hex()
    if isinstance(data_type, DayTimeIntervalType):
        return (value.days * 86400 + value.seconds) * 1000000 + value.microseconds
    if isinstance(data_type, ArrayType):
        return [encode(item, data_type.elementType) for item in value]
    if isinstance(data_type, MapType):
        return [{"key": encode(k, data_type.keyType), "value": encode(v, data_type.valueType)} for k, v in value.items()]
    if isinstance(data_type, StructType):
        return {field.name: encode(item, field.dataType) for field, item in zip(data_type.fields, struct_values(value, data_type))}
    return value


_WIDE = decimal.Context(prec=80)


def struct_values(value, schema):
    if isinstance(value, dict):
        return [value.get(name) for name in schema.names]
    if isinstance(value, Row) and hasattr(value, "__fields__") and set(value.__fields__) == set(schema.names):
        return [value[name] for name in schema.names]
    if isinstance(value, (tuple, list)):
        return list(value)
    return [getattr(value, name, None) for name in schema.names]


_RESULTS = {
    BooleanType: bool, ByteType: int, ShortType: int, IntegerType: int, LongType: int, DoubleType: float,
    FloatType: float, DateType: datetime.date, TimestampType: datetime.datetime, TimestampNTZType: datetime.datetime,
    DecimalType: decimal.Decimal, BinaryType: (bytes, bytearray), ArrayType: (list, tuple), MapType: dict,
}  # fmt: skip


def encode_result(value, data_type):
    """What a Python function gave, as text for the engine; of the wrong type it is null, as in Spark."""
    if value is None:
        return None
    wanted = _RESULTS.get(type(data_type))
    if wanted is not None and (not isinstance(value, wanted) or (wanted is int and isinstance(value, bool))):
        return None
    encoded = encode(value, data_type)
    if isinstance(encoded, str) and not isinstance(data_type, (ArrayType, MapType, StructType)):
        return encoded
    if isinstance(encoded, bool):
        return "true" if encoded else "false"
    return None if encoded is None else json.dumps(encoded, ensure_ascii=False)
