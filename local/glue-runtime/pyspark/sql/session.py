"""SparkSession: the door to the SQL session that runs beside the script."""

import string

from pyspark import _session
from pyspark.errors import type_error, value_error
from pyspark.rdd import RDD
from pyspark.sql import types as T
from pyspark.sql._infer import has_void, infer_row, merge, verify
from pyspark.sql._wire import encode, struct_values
from pyspark.sql.catalog import Catalog
from pyspark.sql.column import literal
from pyspark.sql.dataframe import DataFrame
from pyspark.sql.readwriter import DataFrameReader, option_text
from pyspark.sql.udf import UDFRegistration


class RuntimeConfig:
    def __init__(self, session):
        self._session = session

    def set(self, key, value):
        self._session._call("conf.set", name=key, value=option_text(value))

    def get(self, key, default=Ellipsis):
        value = self._session._call("conf.get", name=key)["value"]
        if value is not None:
            return value
        if default is not Ellipsis:
            return default
        from py4j.protocol import JavaException, Py4JJavaError

        message = f'[SQL_CONF_NOT_FOUND] The SQL config "{key}" cannot be found. Please verify that the config exists.'
        cause = JavaException("org.apache.spark.SparkNoSuchElementException", message, "SQL_CONF_NOT_FOUND")
        raise Py4JJavaError(message, cause)

    def unset(self, key):
        self._session._call("conf.unset", name=key)

    def isModifiable(self, key):
        return True


class SparkSession:
    _active = None

    class Builder:
        def __init__(self):
            self._options = {}

        def config(self, key=None, value=None, conf=None, *, map=None):
            for name, setting in (conf.getAll() if conf is not None else (map or {}).items()):
                self._options[name] = option_text(setting)
            if key is not None:
                self._options[key] = option_text(value)
            return self

        def appName(self, name):
            return self.config("spark.app.name", name)

        def master(self, master):
            return self.config("spark.master", master)

        def enableHiveSupport(self):
            return self

        def getOrCreate(self):
            if SparkSession._active is None:
                SparkSession._active = SparkSession()
            for key, value in self._options.items():
                SparkSession._active.conf.set(key, value)
            return SparkSession._active

        def __getattr__(self, name):
            raise NotImplementedError(f"SparkSession.builder.{name} is not supported by the local Spark runtime")

    # A builder each time: options of one script's builder are not the next one's.
    class _BuilderAccess:
        def __get__(self, instance, owner):
            return SparkSession.Builder()

    builder = _BuilderAccess()
    version = "3.5.4"

    def __init__(self, sparkContext=None, jsparkSession=None, options=None):
        self._connection = _session.connection()
        self.conf = RuntimeConfig(self)
        self.catalog = Catalog(self)
        self.udf = UDFRegistration(self)
        self._context = sparkContext
        SparkSession._active = self

    @classmethod
    def getActiveSession(cls):
        return cls._active

    active = getActiveSession

    @classmethod
    def _forget(cls):
        cls._active = None
        _session.reset()

    def _call(self, operation, **fields):
        return self._connection.call(operation, **fields)

    def _frame(self, **relation):
        return DataFrame(self, self._call("frame", relation=relation))

    @property
    def sparkContext(self):
        from pyspark.context import SparkContext

        if self._context is None:
            self._context = SparkContext.getOrCreate()
        return self._context

    @property
    def read(self):
        return DataFrameReader(self)

    def newSession(self):
        return self

    def stop(self):
        self.sparkContext.stop()

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.stop()

    def table(self, tableName):
        return self._frame(kind="table", name=tableName)

    def range(self, start, end=None, step=1, numPartitions=None):
        low, high = (0, start) if end is None else (start, end)
        return self._frame(kind="range", start=int(low), end=int(high), step=int(step))

    def sql(self, sqlQuery, args=None, **kwargs):
        views = []
        if kwargs:
            sqlQuery = _Formatter(self, views).format(sqlQuery, **kwargs)
        named = {key: literal(value) for key, value in args.items()} if isinstance(args, dict) else {}
        positional = [literal(value) for value in args] if isinstance(args, (list, tuple)) else []
        try:
            return DataFrame(self, self._call("sql", text=sqlQuery, named=named, positional=positional))
        finally:
            for view in views:
                self.catalog.dropTempView(view)

    def createDataFrame(self, data, schema=None, samplingRatio=None, verifySchema=True):
        if isinstance(data, DataFrame):
            raise type_error("SHOULD_NOT_DATAFRAME", arg_name="data")
        if hasattr(data, "to_dict") and hasattr(data, "columns"):
            schema = schema or list(data.columns)
            data = [tuple(row) for row in data.itertuples(index=False)]
        rows = data.collect() if isinstance(data, RDD) else list(data)
        if isinstance(schema, str):
            schema = T.parse(schema, schema=True)
        if isinstance(schema, T.DataType) and not isinstance(schema, T.StructType):
            schema = T.StructType([T.StructField("value", schema)])
            rows = [(row,) for row in rows]
        if isinstance(schema, T.StructType):
            for row in rows if verifySchema else ():
                verify(row, schema, nullable=False)
        else:
            schema = _infer(rows, schema)
        encoded = [[encode(v, f.dataType) for v, f in zip(struct_values(row, schema), schema.fields)] for row in rows]
        return self._frame(kind="rows", schema=schema.jsonValue(), rows=encoded)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"SparkSession.{name} is not supported by the local Spark runtime")


def _infer(rows, names):
    if not rows:
        raise value_error("CANNOT_INFER_EMPTY_SCHEMA")
    names = list(names) if names is not None else None
    schema = None
    for row in rows:
        found = infer_row(row, names if isinstance(row, (tuple, list)) and not hasattr(row, "__fields__") else None)
        schema = found if schema is None else merge(schema, found)
    if has_void(schema):
        raise value_error("CANNOT_DETERMINE_TYPE")
    if names:
        for field, name in zip(schema.fields, names):
            if not isinstance(rows[0], dict):
                field.name = name
        schema.names = [field.name for field in schema.fields]
    return schema


class _Formatter(string.Formatter):
    """{frame} in SQL text becomes a view, {value} a literal."""

    def __init__(self, session, views):
        self._session, self._views = session, views

    def format_field(self, value, format_spec):
        if isinstance(value, DataFrame):
            name = f"_frame_{value._id}"
            value.createOrReplaceTempView(name)
            self._views.append(name)
            return name
        if isinstance(value, str):
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return str(value)


class SQLContext:
    def __init__(self, sparkContext=None, sparkSession=None, jsqlContext=None):
        self.sparkSession = sparkSession or SparkSession.builder.getOrCreate()

    @classmethod
    def getOrCreate(cls, sc=None):
        return cls(sc)

    def __getattr__(self, name):
        return getattr(self.sparkSession, name)


class HiveContext(SQLContext):
    pass
