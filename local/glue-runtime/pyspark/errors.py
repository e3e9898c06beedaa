"""PySpark's exceptions. Each knows its error condition."""

from py4j.protocol import JavaException, Py4JJavaError


class PySparkException(Exception):
    def __init__(self, message=None, error_class=None, message_parameters=None):
        self._condition = error_class
        self._parameters = dict(message_parameters or {})
        if message is None:
            message = f"[{error_class}] {_text(error_class, self._parameters)}"
        self._message = message
        super().__init__(message)

    def getErrorClass(self):
        return self._condition

    getCondition = getErrorClass

    def getMessageParameters(self):
        return self._parameters

    def getSqlState(self):
        return None

    @property
    def desc(self):
        return self._message

    def __str__(self):
        return self._message


class AnalysisException(PySparkException):
    pass


class ParseException(AnalysisException):
    pass


class IllegalArgumentException(PySparkException):
    pass


class ArithmeticException(PySparkException):
    pass


class ArrayIndexOutOfBoundsException(PySparkException):
    pass


class DateTimeException(PySparkException):
    pass


class NumberFormatException(IllegalArgumentException):
    pass


class SparkRuntimeException(PySparkException):
    pass


class SparkUpgradeException(PySparkException):
    pass


class QueryExecutionException(PySparkException):
    pass


class StreamingQueryException(PySparkException):
    pass


class PythonException(PySparkException):
    pass


class UnknownException(PySparkException):
    pass


class PySparkTypeError(PySparkException, TypeError):
    pass


class PySparkValueError(PySparkException, ValueError):
    pass


class PySparkAttributeError(PySparkException, AttributeError):
    pass


class PySparkIndexError(PySparkException, IndexError):
    pass


class PySparkRuntimeError(PySparkException, RuntimeError):
    pass


class PySparkNotImplementedError(PySparkException, NotImplementedError):
    pass


class PySparkAssertionError(PySparkException, AssertionError):
    pass


_TEXTS = {
    "CANNOT_ACCEPT_OBJECT_IN_TYPE": "`{data_type}` can not accept object `{obj_name}` in type `{obj_type}`.",
    "CANNOT_APPLY_IN_FOR_COLUMN": "Cannot apply 'in' operator against a column: please use 'contains' in a string column or"
    " 'array_contains' function for an array column.",
    "CANNOT_BE_NONE": "Argument `{arg_name}` can not be None.",
    "CANNOT_CONVERT_COLUMN_INTO_BOOL": "Cannot convert column into bool: please use '&' for 'and', '|' for 'or', '~' for"
    " 'not' when building DataFrame boolean expressions.",
    "CANNOT_DETERMINE_TYPE": "Some of types cannot be determined after inferring.",
    "CANNOT_INFER_EMPTY_SCHEMA": "Can not infer schema from empty dataset.",
    "CANNOT_INFER_SCHEMA_FOR_TYPE": "Can not infer schema for type: `{data_type}`.",
    "CANNOT_MERGE_TYPE": "Can not merge type `{data_type1}` and `{data_type2}`.",
    "LENGTH_SHOULD_BE_THE_SAME": "{arg1} and {arg2} should be of the same length, got {arg1_length} and {arg2_length}.",
    "NOT_BOOL_OR_DICT_OR_FLOAT_OR_INT_OR_STR": "Argument `{arg_name}` should be a bool, dict, float, int or str, got {arg_type}.",
    "NOT_COLUMN": "Argument `{arg_name}` should be a Column, got {arg_type}.",
    "NOT_COLUMN_OR_STR": "Argument `{arg_name}` should be a Column or str, got {arg_type}.",
    "NOT_INT": "Argument `{arg_name}` should be an int, got {arg_type}.",
    "NOT_ITERABLE": "{objectName} is not iterable.",
    "NOT_LIST_OR_TUPLE": "Argument `{arg_name}` should be a list or tuple, got {arg_type}.",
    "NOT_STR": "Argument `{arg_name}` should be a str, got {arg_type}.",
    "NOT_STR_OR_STRUCT": "Argument `{arg_name}` should be a str or structType, got {arg_type}.",
}


def _text(condition, parameters):
    return _TEXTS.get(condition, condition).format(**parameters)


def type_error(condition, **parameters):
    return PySparkTypeError(error_class=condition, message_parameters=parameters)


def value_error(condition, **parameters):
    return PySparkValueError(error_class=condition, message_parameters=parameters)


def from_wire(error):
    """The exception for an error that the session tells."""
    kind, condition, message, cause = error["kind"], error.get("condition"), error["message"], error.get("cause")
    if kind == "Py4JJavaError":
        return Py4JJavaError(message, JavaException(cause or "org.apache.spark.SparkException", message, condition))
    if kind == "NotImplementedError":
        return PySparkNotImplementedError(message, error_class="NOT_IMPLEMENTED")
    if kind == "RuntimeError":
        return RuntimeError(message)
    return globals().get(kind, PySparkException)(message, error_class=condition)
