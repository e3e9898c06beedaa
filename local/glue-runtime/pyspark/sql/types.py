"""Data types, rows, and values on their way between Python and the session."""

import datetime
import decimal
import json

from pyspark.errors import type_error, value_error

_EPOCH_DATE = datetime.date(1970, 1, 1)
_EPOCH = datetime.datetime(1970, 1, 1)


class DataType:
    def __repr__(self):
        return type(self).__name__ + "()"

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, type(self)) and self.__dict__ == other.__dict__

    def __ne__(self, other):
        return not self == other

    @classmethod
    def typeName(cls):
        return cls.__name__[:-4].lower()

    def simpleString(self):
        return self.typeName()

    def jsonValue(self):
        return self.typeName()

    def json(self):
        return json.dumps(self.jsonValue(), separators=(",", ":"), sort_keys=True)

    def needConversion(self):
        return False

    @classmethod
    def fromDDL(cls, ddl):
        return parse(ddl, schema=True)


class NullType(DataType):
    @classmethod
    def typeName(cls):
        return "void"


class AtomicType(DataType):
    pass


class NumericType(AtomicType):
    pass


class IntegralType(NumericType):
    pass


class FractionalType(NumericType):
    pass


class StringType(AtomicType):
    pass


class BinaryType(AtomicType):
    pass


class BooleanType(AtomicType):
    pass


class DateType(AtomicType):
    pass


class TimestampType(AtomicType):
    pass


class TimestampNTZType(AtomicType):
    @classmethod
    def typeName(cls):
        return "timestamp_ntz"


class DoubleType(FractionalType):
    pass


class FloatType(FractionalType):
    pass


class ByteType(IntegralType):
    def simpleString(self):
        return "tinyint"


class ShortType(IntegralType):
    def simpleString(self):
        return "smallint"


class IntegerType(IntegralType):
    def simpleString(self):
        return "int"


class LongType(IntegralType):
    def simpleString(self):
        return "bigint"


class CharType(AtomicType):
    def __init__(self, length):
        self.length = length

    def simpleString(self):
        return f"char({self.length})"

    jsonValue = simpleString


class VarcharType(CharType):
    def simpleString(self):
        return f"varchar({self.length})"

    jsonValue = simpleString


class DecimalType(FractionalType):
    def __init__(self, precision=10, scale=0):
        self.precision, self.scale = precision, scale

    def simpleString(self):
        return f"decimal({self.precision},{self.scale})"

    jsonValue = simpleString

    def __repr__(self):
        return f"DecimalType({self.precision},{self.scale})"


class _IntervalType(AtomicType):
    _units = ()

    def __init__(self, startField=None, endField=None):
        self.startField = 0 if startField is None else startField
        self.endField = (len(self._units) - 1 if startField is None else self.startField) if endField is None else endField

    def simpleString(self):
        start, end = self._units[self.startField], self._units[self.endField]
        return f"interval {start}" if start == end else f"interval {start} to {end}"

    jsonValue = simpleString

    def __repr__(self):
        return f"{type(self).__name__}({self.startField}, {self.endField})"


class DayTimeIntervalType(_IntervalType):
    DAY, HOUR, MINUTE, SECOND = range(4)
    _units = ("day", "hour", "minute", "second")


class YearMonthIntervalType(_IntervalType):
    YEAR, MONTH = range(2)
    _units = ("year", "month")


class CalendarIntervalType(DataType):
    @classmethod
    def typeName(cls):
        return "interval"


class ArrayType(DataType):
    def __init__(self, elementType, containsNull=True):
        self.elementType, self.containsNull = elementType, containsNull

    def simpleString(self):
        return f"array<{self.elementType.simpleString()}>"

    def jsonValue(self):
        return {"type": "array", "elementType": self.elementType.jsonValue(), "containsNull": self.containsNull}

    def __repr__(self):
        return f"ArrayType({self.elementType}, {self.containsNull})"


class MapType(DataType):
    def __init__(self, keyType, valueType, valueContainsNull=True):
        self.keyType, self.valueType, self.valueContainsNull = keyType, valueType, valueContainsNull

    def simpleString(self):
        return f"map<{self.keyType.simpleString()},{self.valueType.simpleString()}>"

    def jsonValue(self):
        return {
            "type": "map",
            "keyType": self.keyType.jsonValue(),
            "valueType": self.valueType.jsonValue(),
            "valueContainsNull": self.valueContainsNull,
        }

    def __repr__(self):
        return f"MapType({self.keyType}, {self.valueType}, {self.valueContainsNull})"


class StructField(DataType):
    def __init__(self, name, dataType, nullable=True, metadata=None):
        self.name, self.dataType, self.nullable, self.metadata = name, dataType, nullable, metadata or {}

    def simpleString(self):
        return f"{self.name}:{self.dataType.simpleString()}"

    def jsonValue(self):
        return {
            "name": self.name,
            "type": self.dataType.jsonValue(),
            "nullable": self.nullable,
            "metadata": self.metadata,
        }

    def __repr__(self):
        return f"StructField('{self.name}', {self.dataType}, {self.nullable})"


class StructType(DataType):
    def __init__(self, fields=None):
        self.fields = list(fields or [])
        self.names = [field.name for field in self.fields]

    def add(self, field, data_type=None, nullable=True, metadata=None):
        if not isinstance(field, StructField):
            if isinstance(data_type, str):
                data_type = parse(data_type)
            field = StructField(field, data_type, nullable, metadata)
        self.fields.append(field)
        self.names.append(field.name)
        return self

    def __iter__(self):
        return iter(self.fields)

    def __len__(self):
        return len(self.fields)

    def __getitem__(self, key):
        if isinstance(key, str):
            for field in self.fields:
                if field.name == key:
                    return field
            raise KeyError(f"No StructField named {key}")
        if isinstance(key, slice):
            return StructType(self.fields[key])
        return self.fields[key]

    def fieldNames(self):
        return list(self.names)

    def simpleString(self):
        return f"struct<{','.join(field.simpleString() for field in self.fields)}>"

    def jsonValue(self):
        return {"type": "struct", "fields": [field.jsonValue() for field in self.fields]}

    @classmethod
    def fromJson(cls, value):
        return from_json(value)

    def treeString(self):
        lines = ["root"]
        _tree(self, " |", lines)
        return "\n".join(lines) + "\n"

    def __repr__(self):
        return f"StructType([{', '.join(map(str, self.fields))}])"


def _tree(data_type, indent, lines):
    if isinstance(data_type, StructType):
        for field in data_type.fields:
            lines.append(f"{indent}-- {field.name}: {field.dataType.typeName() if not isinstance(field.dataType, (DecimalType, _IntervalType)) else field.dataType.simpleString()} (nullable = {str(field.nullable).lower()})")
            _tree(field.dataType, indent + "    |", lines)
    elif isinstance(data_type, ArrayType):
        lines.append(f"{indent}-- element: {_tree_name(data_type.elementType)} (containsNull = {str(data_type.containsNull).lower()})")
        _tree(data_type.elementType, indent + "    |", lines)
    elif isinstance(data_type, MapType):
        lines.append(f"{indent}-- key: {_tree_name(data_type.keyType)}")
        _tree(data_type.keyType, indent + "    |", lines)
        lines.append(f"{indent}-- value: {_tree_name(data_type.valueType)} (valueContainsNull = {str(data_type.valueContainsNull).lower()})")
        _tree(data_type.valueType, indent + "    |", lines)


def _tree_name(data_type):
    return data_type.simpleString() if isinstance(data_type, (DecimalType, _IntervalType)) else data_type.typeName()


_SIMPLE = {
    cls.typeName(): cls
    for cls in (
        NullType, StringType, BinaryType, BooleanType, DateType, TimestampType, TimestampNTZType, DoubleType, FloatType,
        ByteType, ShortType, IntegerType, LongType, CalendarIntervalType,
    )
}  # fmt: skip


def from_json(value):
    if isinstance(value, str):
        if value in _SIMPLE:
            return _SIMPLE[value]()
        if value.startswith("decimal"):
            precision, scale = value[8:-1].split(",")
            return DecimalType(int(precision), int(scale))
        if value.startswith("interval "):
            units = value[9:].split(" to ")
            cls = DayTimeIntervalType if units[0] in DayTimeIntervalType._units else YearMonthIntervalType
            return cls(cls._units.index(units[0]), cls._units.index(units[-1]))
        return parse(value)
    kind = value["type"]
    if kind == "array":
        return ArrayType(from_json(value["elementType"]), value.get("containsNull", True))
    if kind == "map":
        return MapType(from_json(value["keyType"]), from_json(value["valueType"]), value.get("valueContainsNull", True))
    return StructType(
        [StructField(f["name"], from_json(f["type"]), f.get("nullable", True), f.get("metadata")) for f in value["fields"]]
    )


def parse(text, schema=False):
    """A type of its DDL text; the session's parser reads it."""
    from pyspark._session import connection

    return from_json(connection().call("type", name=text, schema=schema)["type"])


def _parse_datatype_string(text):
    return parse(text, schema=True)


# --- rows -------------------------------------------------------------------------------------------


class Row(tuple):
    """A tuple whose items may have names."""

    def __new__(cls, *args, **kwargs):
        if args and kwargs:
            raise ValueError("Can not use both args and kwargs to create Row")
        if kwargs:
            row = tuple.__new__(cls, list(kwargs.values()))
            row.__fields__ = list(kwargs)
            return row
        return tuple.__new__(cls, args)

    def asDict(self, recursive=False):
        if not hasattr(self, "__fields__"):
            raise TypeError("Cannot convert a Row class into dict")
        if not recursive:
            return dict(zip(self.__fields__, self))

        def plain(value):
            if isinstance(value, Row):
                return value.asDict(True)
            if isinstance(value, list):
                return [plain(item) for item in value]
            if isinstance(value, dict):
                return {key: plain(item) for key, item in value.items()}
            return value

        return {name: plain(value) for name, value in zip(self.__fields__, self)}

    def __contains__(self, item):
        return item in self.__fields__ if hasattr(self, "__fields__") else tuple.__contains__(self, item)

    def __call__(self, *args):
        if len(args) > len(self):
            raise ValueError(f"Can not create Row with fields {self}, expected {len(self)} values but got {args}")
        return named_row(list(self), args)

    def __getitem__(self, item):
        if isinstance(item, (int, slice)):
            return tuple.__getitem__(self, item)
        try:
            return tuple.__getitem__(self, self.__fields__.index(item))
        except IndexError:
            raise KeyError(item) from None
        except ValueError:
            raise ValueError(item) from None

    def __getattr__(self, item):
        if item.startswith("__"):
            raise AttributeError(item)
        try:
            return tuple.__getitem__(self, self.__fields__.index(item))
        except (IndexError, ValueError):
            raise AttributeError(item) from None

    def __setattr__(self, key, value):
        if key != "__fields__":
            raise RuntimeError("Row is read-only")
        self.__dict__[key] = value

    def __reduce__(self):
        if hasattr(self, "__fields__"):
            return (named_row, (self.__fields__, tuple(self)))
        return tuple.__reduce__(self)

    def __repr__(self):
        if hasattr(self, "__fields__"):
            return "Row(%s)" % ", ".join(f"{name}={value!r}" for name, value in zip(self.__fields__, tuple(self)))
        return "<Row(%s)>" % ", ".join(f"{field!r}" for field in self)


def named_row(names, values):
    row = Row(*values)
    row.__fields__ = names
    return row


# --- from the session -------------------------------------------------------------------------------


def decoder(data_type):
    """A function that makes a Python value of the wire form; None if the value is used as it comes."""
    if isinstance(data_type, DecimalType):
        return decimal.Decimal
    if isinstance(data_type, (DoubleType, FloatType)):
        return float
    if isinstance(data_type, DateType):
        return lambda days: _EPOCH_DATE + datetime.timedelta(days)
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


def _micros(moment):
    if moment.tzinfo is None:
        moment = moment.astimezone()
    delta = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None) - _EPOCH
    return (delta.days * 86400 + delta.seconds) * 1000000 + delta.microseconds


def _real(value):
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
        return _real(float(value))
    if isinstance(data_type, DecimalType):
        # A value that does not fit the type is null, as in Spark.
        exact = value.quantize(decimal.Decimal(1).scaleb(-data_type.scale), decimal.ROUND_HALF_UP, _WIDE)
        return format(exact, "f") if exact.adjusted() < data_type.precision - data_type.scale or not exact else None
    if isinstance(data_type, DateType):
        return (value - _EPOCH_DATE).days if not isinstance(value, datetime.datetime) else (value.date() - _EPOCH_DATE).days
    if isinstance(data_type, TimestampType):
        return _micros(value)
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


# --- checking and inferring -------------------------------------------------------------------------

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
