"""Glue's transforms, each called as X.apply(frame=…, …); thin names over DynamicFrame's methods."""

from pyspark.sql import functions as F
from pyspark.sql import types as T


class GlueTransform:
    @classmethod
    def apply(cls, *args, **kwargs):
        return cls()(*args, **kwargs)


def _named(name, method):
    """A transform that passes its arguments on to a method of its frame."""

    def call(self, *args, **kwargs):
        frame, rest = (kwargs.pop("frame"), args) if "frame" in kwargs else (args[0], args[1:])
        return getattr(frame, method)(*rest, **kwargs)

    return type(name, (GlueTransform,), {"__call__": call})


ApplyMapping = _named("ApplyMapping", "apply_mapping")
SelectFields = _named("SelectFields", "select_fields")
DropFields = _named("DropFields", "drop_fields")
ResolveChoice = _named("ResolveChoice", "resolveChoice")
Repartition = _named("Repartition", "repartition")
Coalesce = _named("Coalesce", "coalesce")
UnnestFrame = _named("UnnestFrame", "unnest")
Filter = _named("Filter", "filter")
Map = _named("Map", "map")


class RenameField(GlueTransform):
    def __call__(self, frame, old_name, new_name, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.rename_field(old_name, new_name)


class Join(GlueTransform):
    def __call__(self, frame1, frame2, keys1, keys2, transformation_ctx=""):
        return frame1.join(keys1, keys2, frame2)


class Union(GlueTransform):
    def __call__(self, frame1, frame2, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame1.union(frame2)


class SplitFields(GlueTransform):
    def __call__(self, frame, paths, name1=None, name2=None, transformation_ctx="", **kwargs):
        return frame.split_fields(paths, name1 or frame.name + "1", name2 or frame.name + "2")


class SelectFromCollection(GlueTransform):
    def __call__(self, dfc, key, transformation_ctx=""):
        return dfc.select(key)


class DropNullFields(GlueTransform):
    """Drops the columns in which every row is null."""

    def __call__(self, frame, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        data = frame.toDF()
        columns = [name for name in data.columns if not isinstance(data.schema[name].dataType, T.NullType)]
        if not columns:
            return frame.drop_fields(data.columns)
        seen = data.select(*[F.count(F.col(f"`{name}`")).alias(name) for name in columns]).collect()[0]
        return frame.drop_fields([f"`{name}`" for name in data.columns if name not in columns or seen[name] == 0])


def _missing(name):
    def call(self, *args, **kwargs):
        raise NotImplementedError(f"the transform {name} is not supported")

    return type(name, (GlueTransform,), {"__call__": call})


Relationalize = _missing("Relationalize")
SplitRows = _missing("SplitRows")
Unbox = _missing("Unbox")
Spigot = _missing("Spigot")
FlatMap = _missing("FlatMap")
MapToCollection = _missing("MapToCollection")
ErrorsAsDynamicFrame = _missing("ErrorsAsDynamicFrame")
