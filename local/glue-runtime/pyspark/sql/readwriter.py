"""DataFrameReader and DataFrameWriter: options as text, as Spark keeps them."""

from pyspark.errors import type_error
from pyspark.rdd import RDD
from pyspark.sql import types as T


def option_text(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


class _Options:
    def option(self, key, value):
        # None leaves an option as it was.
        if value is not None:
            self._options[key.lower()] = option_text(value)
        return self

    def options(self, **options):
        for key, value in options.items():
            self.option(key, value)
        return self


class DataFrameReader(_Options):
    def __init__(self, session):
        self._session = session
        self._options = {}
        self._format = None
        self._schema = None

    def format(self, source):
        self._format = source
        return self

    def schema(self, schema):
        if isinstance(schema, T.StructType):
            self._schema = schema.jsonValue()
        elif isinstance(schema, str):
            self._schema = T.StructType([]).jsonValue() if not schema.strip() else T.parse(schema, schema=True).jsonValue()
        else:
            raise type_error("NOT_STR_OR_STRUCT", arg_name="schema", arg_type=type(schema).__name__)
        return self

    def load(self, path=None, format=None, schema=None, **options):
        if format is not None:
            self.format(format)
        if schema is not None:
            self.schema(schema)
        self.options(**options)
        path = path if path is not None else self._options.get("path")
        paths = [path] if isinstance(path, str) else list(path or [])
        return self._session._frame(
            kind="files",
            format=(self._format or self._session.conf.get("spark.sql.sources.default")).lower(),
            paths=[str(p) for p in paths],
            schema=self._schema,
            options=self._options,
        )

    def _read(self, source, path, schema, options):
        self.options(**{key: value for key, value in options.items() if value is not None})
        if schema is not None:
            self.schema(schema)
        if isinstance(path, RDD):
            return self._session._frame(
                kind="lines", format=source, lines=[str(line) for line in path.collect()], schema=self._schema, options=self._options
            )
        return self.load(path, format=source)

    def csv(self, path, schema=None, sep=None, encoding=None, quote=None, escape=None, comment=None, header=None,
            inferSchema=None, **options):  # fmt: skip
        named = dict(sep=sep, encoding=encoding, quote=quote, escape=escape, comment=comment, header=header, inferSchema=inferSchema)
        return self._read("csv", path, schema, {**named, **options})

    def json(self, path, schema=None, **options):
        return self._read("json", path, schema, options)

    def text(self, paths, wholetext=False, lineSep=None, **options):
        return self._read("text", paths, None, {"wholetext": wholetext, "lineSep": lineSep, **options})

    def parquet(self, *paths, **options):
        self.options(**options)
        flat = [p for path in paths for p in (path if isinstance(path, (list, tuple)) else [path])]
        return self.load(flat, format="parquet")

    def table(self, tableName):
        return self._session.table(tableName)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"spark.read.{name} is not supported by the local Spark runtime")


class DataFrameWriter(_Options):
    def __init__(self, frame):
        self._frame = frame
        self._options = {}
        self._format = None
        self._mode = "error"
        self._partitions = []

    def mode(self, saveMode):
        from pyspark.errors import IllegalArgumentException

        known = ("append", "overwrite", "ignore", "error", "errorifexists", "default")
        if saveMode is not None:
            if saveMode.lower() not in known:
                raise IllegalArgumentException(
                    f"Unknown save mode: {saveMode}. Accepted save modes are 'overwrite', 'append', 'ignore', 'error',"
                    " 'errorifexists', 'default'."
                )
            self._mode = saveMode
        return self

    def format(self, source):
        self._format = source
        return self

    def partitionBy(self, *cols):
        flat = cols[0] if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else cols
        self._partitions = list(flat)
        return self

    def _fields(self):
        source = self._format or self._frame.sparkSession.conf.get("spark.sql.sources.default")
        return dict(
            id=self._frame._id, format=source, mode=self._mode, partitionBy=self._partitions, options=self._options
        )

    def save(self, path=None, format=None, mode=None, partitionBy=None, **options):
        self.mode(mode).options(**options)
        if format is not None:
            self.format(format)
        if partitionBy is not None:
            self.partitionBy(partitionBy)
        location = str(path if path is not None else self._options.get("path", ""))
        fields = self._fields()
        if fields["format"].lower() not in ("parquet", "csv", "json", "text", "glueparquet"):
            raise NotImplementedError(f"writing the format '{fields['format']}' is not supported by the local Spark runtime")
        if fields["format"].lower() == "glueparquet":
            fields["format"] = "parquet"
        self._frame._call("write", location=location, **fields)

    def parquet(self, path, mode=None, partitionBy=None, compression=None):
        self.save(path, "parquet", mode, partitionBy, compression=compression)

    def csv(self, path, mode=None, **options):
        self.save(path, "csv", mode, **options)

    def json(self, path, mode=None, **options):
        self.save(path, "json", mode, **options)

    def text(self, path, compression=None, lineSep=None):
        self.save(path, "text", compression=compression, lineSep=lineSep)

    def saveAsTable(self, name, format=None, mode=None, partitionBy=None, **options):
        self.mode(mode).options(**options)
        if format is not None:
            self.format(format)
        if partitionBy is not None:
            self.partitionBy(partitionBy)
        self._frame._call("saveTable", name=name, **self._fields())

    def insertInto(self, tableName, overwrite=None):
        replace = self._mode.lower() == "overwrite" if overwrite is None else overwrite
        self._frame._call("insert", id=self._frame._id, name=tableName, overwrite=replace)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"df.write.{name} is not supported by the local Spark runtime")
