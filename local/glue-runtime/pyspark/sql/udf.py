import functools

from pyspark.sql import types as T
from pyspark.sql.column import Column, node


class UserDefinedFunction:
    """A Python function as a column function; it runs in this process, called by the session for each batch of rows."""

    def __init__(self, func, returnType=None, name=None, evalType=None, deterministic=True):
        self.func = func
        self._given = returnType if returnType is not None else T.StringType()
        self._name = name or getattr(func, "__name__", type(func).__name__)
        self._id = None
        self.deterministic = deterministic
        functools.update_wrapper(self, func, assigned=("__doc__", "__module__"))

    @property
    def returnType(self):
        if isinstance(self._given, str):
            self._given = T.parse(self._given)
        return self._given

    def _register(self):
        from pyspark._session import connection

        functions = connection().functions
        if self._id is None or self._id >= len(functions) or functions[self._id][0] is not self.func:
            self._id = len(functions)
            functions.append((self.func, self.returnType))
        return self._id

    def __call__(self, *args, **kwargs):
        arguments = [node(argument) for argument in args]
        return Column(["python", self._register(), self._name, self.returnType.jsonValue(), arguments])

    def asNondeterministic(self):
        self.deterministic = False
        return self


class UDFRegistration:
    def __init__(self, session):
        self._session = session

    def register(self, name, f, returnType=None):
        if isinstance(f, UserDefinedFunction):
            made = UserDefinedFunction(f.func, f.returnType, name)
        else:
            made = UserDefinedFunction(f, returnType, name)
        number = made._register()
        self._session._call("udf", name=name, function=number, type=made.returnType.jsonValue())
        return made

    def __getattr__(self, name):
        raise NotImplementedError(f"spark.udf.{name} is not supported by the local Spark runtime")
