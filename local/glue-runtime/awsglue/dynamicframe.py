"""DynamicFrame over a DataFrame: the operations that scripts use and that a schema known beforehand allows."""

from pyspark.sql import functions as F
from pyspark.sql import types as T

_TYPES = {"long": "bigint", "short": "smallint", "byte": "tinyint", "integer": "int"}


def _column(path):
    """The column of a dotted path; a name with a literal dot is written in backticks."""
    return F.col(path)


def _plain(path):
    return path.strip("`")


class DynamicFrameReader:
    def __init__(self, context):
        self._context = context

    def from_catalog(self, *args, **kwargs):
        return self._context.create_dynamic_frame_from_catalog(*args, **kwargs)

    def from_options(self, *args, **kwargs):
        return self._context.create_dynamic_frame_from_options(*args, **kwargs)

    def from_rdd(self, *args, **kwargs):
        return self._context.create_dynamic_frame_from_rdd(*args, **kwargs)


class DynamicFrameWriter:
    def __init__(self, context):
        self._context = context

    def from_catalog(self, *args, **kwargs):
        return self._context.write_dynamic_frame_from_catalog(*args, **kwargs)

    def from_options(self, *args, **kwargs):
        return self._context.write_dynamic_frame_from_options(*args, **kwargs)


class DynamicFrame:
    def __init__(self, frame, glue_ctx, name=""):
        self._frame = frame
        self.glue_ctx = glue_ctx
        self.name = name

    @classmethod
    def fromDF(cls, dataframe, glue_ctx, name):
        return cls(dataframe, glue_ctx, name)

    def toDF(self, options=None):
        return self._frame

    def _with(self, frame):
        return DynamicFrame(frame, self.glue_ctx, self.name)

    def schema(self):
        return self._frame.schema

    def printSchema(self):
        self._frame.printSchema()

    def show(self, num_rows=20):
        self._frame.show(num_rows)

    def count(self):
        return self._frame.count()

    def errorsCount(self):
        return 0

    def stageErrorsCount(self):
        return 0

    def repartition(self, num_partitions, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return self._with(self._frame.repartition(num_partitions))

    def coalesce(self, num_partitions, shuffle=False, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return self._with(self._frame.coalesce(num_partitions))

    def select_fields(self, paths, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        known = set(self._frame.columns)
        return self._with(self._frame.select(*[_column(path) for path in paths if _plain(path).split(".")[0] in known]))

    def drop_fields(self, paths, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        nested = [path for path in paths if "." in path and "`" not in path]
        if nested:
            raise NotImplementedError(f"drop_fields of nested fields {nested} is not supported")
        return self._with(self._frame.drop(*[_plain(path) for path in paths]))

    def rename_field(self, oldName, newName, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return self._with(self._frame.withColumnRenamed(_plain(oldName), _plain(newName)))

    def apply_mapping(self, mappings, case_sensitive=False, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        columns = []
        for mapping in mappings:
            source, source_type, target, target_type = _complete(mapping)
            if "." in target and "`" not in target:
                raise NotImplementedError(f"apply_mapping to the nested field '{target}' is not supported")
            column = _column(source)
            if source_type != target_type:
                column = column.cast(_TYPES.get(target_type, target_type))
            columns.append(column.alias(_plain(target)))
        return self._with(self._frame.select(*columns))

    def resolveChoice(self, specs=None, choice="", database=None, table_name=None, transformation_ctx="", **kwargs):
        if not specs and not choice:
            raise ValueError("Parameter specs and option are both missing, add one.")
        if specs and choice:
            raise ValueError("Parameter specs and option are both specified, choose one.")
        frame = self._frame
        for path, action in specs or []:
            kind, _, type_name = action.partition(":")
            if kind in ("cast", "project"):
                frame = frame.withColumn(_plain(path), _column(path).cast(_TYPES.get(type_name, type_name)))
            elif kind not in ("make_cols", "make_struct"):
                raise NotImplementedError(f"resolveChoice action '{action}' is not supported")
        if choice == "match_catalog":
            for field in self.glue_ctx.table(f"`{database}`.`{table_name}`").schema.fields:
                if field.name in frame.columns:
                    frame = frame.withColumn(field.name, F.col(field.name).cast(field.dataType))
        elif choice and choice.partition(":")[0] not in ("make_cols", "make_struct", "cast", "project"):
            raise NotImplementedError(f"resolveChoice choice '{choice}' is not supported")
        # A DataFrame has one type a column: there is no choice left to resolve otherwise.
        return self._with(frame)

    def unnest(self, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return self._with(self._frame.select(*_flattened(self._frame.schema, "", "")))

    def join(self, paths1, paths2, frame2, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        # As in Glue, an equal name of the right side gets a dot before it.
        left, right = self._frame, frame2.toDF()
        for name in right.columns:
            if name in left.columns:
                right = right.withColumnRenamed(name, "." + name)
                paths2 = ["." + name if path == name else path for path in paths2]
        condition = None
        for one, two in zip(paths1, paths2):
            equal = left[one] == right[f"`{two}`" if two.startswith(".") else two]
            condition = equal if condition is None else condition & equal
        return self._with(left.join(right, condition, "inner"))

    def union(self, other_frame, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return self._with(self._frame.unionByName(other_frame.toDF(), allowMissingColumns=True))

    def filter(self, f, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return self._rebuild([row for row in self._records() if f(row)])

    def map(self, f, preservesPartitioning=False, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        rows = [f(row) for row in self._records()]
        names = list(dict.fromkeys(name for row in rows for name in row))
        known = {field.name: field for field in self._frame.schema.fields}
        if all(name in known for name in names):
            return self._rebuild(rows, T.StructType([known[name] for name in names]))
        return self._with(self.glue_ctx.spark_session.createDataFrame([tuple(row.get(name) for name in names) for row in rows], names))

    def split_fields(self, paths, name1, name2, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        chosen = self.select_fields(paths)
        return DynamicFrameCollection({name1: chosen, name2: self.drop_fields(paths)}, self.glue_ctx)

    def write(self, connection_type, connection_options=None, format=None, format_options=None, accumulator_size=0):
        return self.glue_ctx.write_dynamic_frame_from_options(self, connection_type, connection_options, format, format_options)

    def _records(self):
        return [row.asDict(recursive=True) for row in self._frame.collect()]

    def _rebuild(self, rows, schema=None):
        schema = schema or self._frame.schema
        values = [tuple(row.get(name) for name in schema.names) for row in rows]
        return self._with(self.glue_ctx.spark_session.createDataFrame(values, schema))

    def __getattr__(self, name):
        raise NotImplementedError(f"DynamicFrame.{name} is not supported")


class DynamicFrameCollection:
    def __init__(self, dynamic_frames, glue_ctx):
        self._frames = dynamic_frames
        self.glue_ctx = glue_ctx

    def __getitem__(self, key):
        return self._frames[key]

    def __len__(self):
        return len(self._frames)

    def keys(self):
        return self._frames.keys()

    def values(self):
        return self._frames.values()

    def select(self, key, transformation_ctx=""):
        return self._frames[key]


def _complete(mapping):
    """(source, source type, target, target type) of a mapping's long or short form."""
    if not isinstance(mapping, tuple):
        raise ValueError(f"Mapping must be specified as a tuple. Got {mapping}")
    if len(mapping) == 4:
        return mapping
    if len(mapping) == 3:
        return mapping[0], mapping[1], mapping[0], mapping[2]
    if len(mapping) == 2:
        return mapping[0], None, mapping[0], mapping[1]
    raise ValueError(f"Mapping tuple must be of length 2, 3, or 4. Got tuple of length {len(mapping)}")


def _flattened(schema, path, name):
    columns = []
    for field in schema.fields:
        inner_path, inner_name = f"{path}`{field.name}`", f"{name}{field.name}"
        if isinstance(field.dataType, T.StructType):
            columns += _flattened(field.dataType, inner_path + ".", inner_name + ".")
        else:
            columns.append(F.col(inner_path).alias(inner_name))
    return columns
