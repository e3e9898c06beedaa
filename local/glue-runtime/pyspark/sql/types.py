"""Data types and rows."""

import json

from pyspark.sql._row import Row

__all__ = [
    "DataType", "NullType", "CharType", "StringType", "VarcharType", "BinaryType", "BooleanType", "DateType", "TimestampType",
    "TimestampNTZType", "DecimalType", "DoubleType", "FloatType", "ByteType", "IntegerType", "LongType", "DayTimeIntervalType",
    "YearMonthIntervalType", "CalendarIntervalType", "Row", "ShortType", "ArrayType", "MapType", "StructField", "StructType",
]  # fmt: skip


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
