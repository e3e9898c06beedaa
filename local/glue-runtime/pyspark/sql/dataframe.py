"""DataFrames: a number of a plan in the session, and its schema. Rows come when they are asked for."""

from pyspark.errors import IllegalArgumentException, type_error
from pyspark.rdd import RDD
from pyspark.sql import types as T
from pyspark.sql._actions import Actions
from pyspark.sql._nulls import DataFrameNaFunctions, NullHandling
from pyspark.sql._statistics import DataFrameStatFunctions, Statistics
from pyspark.sql.column import Column, nodes, quoted
from pyspark.sql.group import GroupedData
from pyspark.sql.readwriter import DataFrameWriter

__all__ = ["DataFrame", "DataFrameNaFunctions", "DataFrameStatFunctions"]


class DataFrame(Actions, NullHandling, Statistics):
    def __init__(self, session, answer):
        self.sparkSession = session
        self._id = answer["id"]
        self._schema_json = answer["schema"]
        self._schema = None
        self._cached = False

    def _call(self, operation, **fields):
        return self.sparkSession._call(operation, **fields)

    def _derive(self, **relation):
        return self.sparkSession._frame(**relation)

    def _select(self, items):
        return self._derive(kind="select", child=self._id, items=items)

    # --- what it is ---

    @property
    def schema(self):
        if self._schema is None:
            self._schema = T.from_json(self._schema_json)
        return self._schema

    @property
    def columns(self):
        return [field["name"] for field in self._schema_json["fields"]]

    @property
    def dtypes(self):
        return [(field.name, field.dataType.simpleString()) for field in self.schema.fields]

    @property
    def sql_ctx(self):
        return self.sparkSession

    @property
    def isStreaming(self):
        return False

    @property
    def rdd(self):
        return RDD(None, 1, self)

    @property
    def write(self):
        return DataFrameWriter(self)

    @property
    def na(self):
        return DataFrameNaFunctions(self)

    @property
    def stat(self):
        return DataFrameStatFunctions(self)

    @property
    def storageLevel(self):
        from pyspark.storagelevel import StorageLevel

        return StorageLevel.MEMORY_AND_DISK_DESER if self._cached else StorageLevel(False, False, False, False)

    @property
    def is_cached(self):
        return self._cached

    def __repr__(self):
        return f"DataFrame[{', '.join(f'{name}: {kind}' for name, kind in self.dtypes)}]"

    def __getattr__(self, name):
        if name.startswith("__") or name in ("_schema_json", "sparkSession"):
            raise AttributeError(name)
        if name not in self.columns:
            raise AttributeError(f"'DataFrame' object has no attribute '{name}'")
        return Column(["frame", self._id, quoted(name)])

    def __getitem__(self, item):
        if isinstance(item, str):
            if item == "*":
                return Column(["frame", self._id, "*"])
            self._select([["frame", self._id, item]])
            return Column(["frame", self._id, item])
        if isinstance(item, Column):
            return self.filter(item)
        if isinstance(item, (list, tuple)):
            return self.select(*item)
        if isinstance(item, int):
            return Column(["frame", self._id, quoted(self.columns[item])])
        raise type_error("NOT_COLUMN_OR_FLOAT_OR_INT_OR_LIST_OR_STR", arg_name="item", arg_type=type(item).__name__)

    def __dir__(self):
        return sorted(set(super().__dir__()) | set(self.columns))

    def printSchema(self, level=None):
        print(self.schema.treeString())

    def explain(self, extended=None, mode=None):
        print("== Physical Plan ==\n" + self._call("explain", id=self._id)["text"] + "\n")

    # --- new frames ---

    def select(self, *cols):
        return self._select(nodes(cols))

    def selectExpr(self, *expr):
        texts = expr[0] if len(expr) == 1 and isinstance(expr[0], list) else expr
        return self._select([["expr", text] for text in texts])

    def filter(self, condition):
        if isinstance(condition, str):
            condition = Column(["expr", condition])
        if not isinstance(condition, Column):
            raise type_error("NOT_COLUMN_OR_STR", arg_name="condition", arg_type=type(condition).__name__)
        return self._derive(kind="filter", child=self._id, condition=condition._node)

    where = filter

    def withColumn(self, colName, col):
        if not isinstance(col, Column):
            raise type_error("NOT_COLUMN", arg_name="col", arg_type=type(col).__name__)
        return self.withColumns({colName: col})

    def withColumns(self, colsMap):
        given = {name.lower(): (name, col) for name, col in colsMap.items()}
        items = []
        for index, name in enumerate(self.columns):
            if name.lower() in given:
                label, col = given[name.lower()]
                items.append(["alias", col._node, [label]])
            else:
                items.append(["frame", self._id, quoted(name)] if self.columns.count(name) == 1 else ["position", self._id, index])
        known = {name.lower() for name in self.columns}
        items += [["alias", col._node, [name]] for name, col in colsMap.items() if name.lower() not in known]
        return self._select(items)

    def withColumnRenamed(self, existing, new):
        return self.withColumnsRenamed({existing: new})

    def withColumnsRenamed(self, colsMap):
        given = {old.lower(): new for old, new in colsMap.items()}
        if not any(name.lower() in given for name in self.columns):
            return self
        items = []
        for index, name in enumerate(self.columns):
            here = ["position", self._id, index]
            items.append(["alias", here, [given[name.lower()]]] if name.lower() in given else here)
        return self._select(items)

    def toDF(self, *cols):
        if len(cols) != len(self.columns):
            raise IllegalArgumentException(
                "requirement failed: The number of columns doesn't match.\n"
                f"Old column names ({len(self.columns)}): {', '.join(self.columns)}\n"
                f"New column names ({len(cols)}): {', '.join(cols)}"
            )
        return self._select([["alias", ["position", self._id, i], [name]] for i, name in enumerate(cols)])

    def drop(self, *cols):
        for col in cols:
            if not isinstance(col, (str, Column)):
                raise type_error("NOT_COLUMN_OR_STR", arg_name="col", arg_type=type(col).__name__)
        names = {col.lower() for col in cols if isinstance(col, str)}
        frames = [col._node for col in cols if isinstance(col, Column)]
        if not frames and not any(name.lower() in names for name in self.columns):
            return self
        return self._derive(kind="drop", child=self._id, names=sorted(names), columns=frames)

    def alias(self, alias):
        return self._derive(kind="alias", child=self._id, name=alias)

    def distinct(self):
        return self._derive(kind="distinct", child=self._id)

    def dropDuplicates(self, subset=None):
        if subset is not None and not isinstance(subset, (list, tuple)):
            raise type_error("NOT_LIST_OR_TUPLE", arg_name="subset", arg_type=type(subset).__name__)
        if subset is None:
            return self.distinct()
        return self._derive(kind="distinct", child=self._id, subset=list(subset))

    drop_duplicates = dropDuplicates

    def _sort(self, cols, ascending):
        order = nodes(cols)
        if ascending is not None:
            flags = [ascending] * len(order) if isinstance(ascending, (bool, int)) else list(ascending)
            order = [key if key[0] == "sort" else ["sort", key, bool(up), bool(up)] for key, up in zip(order, flags)]
        return self._derive(kind="sort", child=self._id, order=order)

    def orderBy(self, *cols, **kwargs):
        return self._sort(cols, kwargs.get("ascending"))

    sort = orderBy

    def sortWithinPartitions(self, *cols, **kwargs):
        return self._sort(cols, kwargs.get("ascending"))

    def limit(self, num):
        return self._derive(kind="limit", child=self._id, count=num, offset=False)

    def offset(self, num):
        return self._derive(kind="limit", child=self._id, count=num, offset=True)

    def _set(self, operation, other, all, **more):
        return self._derive(kind="set", operation=operation, all=all, left=self._id, right=other._id, **more)

    def union(self, other):
        return self._set("union", other, True)

    unionAll = union

    def unionByName(self, other, allowMissingColumns=False):
        return self._set("union", other, True, byName=True, allowMissing=allowMissingColumns)

    def intersect(self, other):
        return self._set("intersect", other, False)

    def intersectAll(self, other):
        return self._set("intersect", other, True)

    def exceptAll(self, other):
        return self._set("except", other, True)

    def subtract(self, other):
        return self._set("except", other, False)

    def join(self, other, on=None, how=None):
        kind = how or ("inner" if on is not None else "cross")
        fields = {}
        if isinstance(on, str):
            fields["using"] = [on]
        elif isinstance(on, Column):
            fields["condition"] = on._node
        elif on:
            if isinstance(on[0], str):
                fields["using"] = list(on)
            else:
                condition = on[0]
                for more in on[1:]:
                    condition = condition & more
                fields["condition"] = condition._node
        return self._derive(kind="join", how=kind, left=self._id, right=other._id, **fields)

    def crossJoin(self, other):
        return self._derive(kind="join", how="cross", left=self._id, right=other._id)

    def groupBy(self, *cols):
        return GroupedData(self, nodes(cols) if cols else [])

    groupby = groupBy

    def rollup(self, *cols):
        return GroupedData(self, nodes(cols), "rollup")

    def cube(self, *cols):
        return GroupedData(self, nodes(cols), "cube")

    def agg(self, *exprs):
        return self.groupBy().agg(*exprs)

    def unpivot(self, ids, values, variableColumnName, valueColumnName):
        def many(given):
            return None if given is None else nodes(given if isinstance(given, (list, tuple)) else [given])

        return self._derive(
            kind="unpivot", child=self._id, ids=many(ids), values=many(values), name=variableColumnName, value=valueColumnName
        )

    melt = unpivot

    def transform(self, func, *args, **kwargs):
        result = func(self, *args, **kwargs)
        assert isinstance(result, DataFrame), f"Func returned an instance of type [{type(result)}], should have been DataFrame."
        return result

    def repartition(self, numPartitions, *cols):
        return self

    def repartitionByRange(self, numPartitions, *cols):
        return self

    def coalesce(self, numPartitions):
        return self

    def hint(self, name, *parameters):
        return self

    def checkpoint(self, eager=True):
        return self.cache()

    localCheckpoint = checkpoint

    def cache(self):
        self._cached = True
        self._call("cache", id=self._id, on=True)
        return self

    def persist(self, storageLevel=None):
        return self.cache()

    def unpersist(self, blocking=False):
        self._cached = False
        self._call("cache", id=self._id, on=False)
        return self

    def _view(self, name, replace, is_global):
        self._call("view", id=self._id, name=name, replace=replace, **{"global": is_global})

    def createOrReplaceTempView(self, name):
        self._view(name, True, False)

    registerTempTable = createOrReplaceTempView

    def createTempView(self, name):
        self._view(name, False, False)

    def createOrReplaceGlobalTempView(self, name):
        self._view(name, True, True)

    createGlobalTempView = createOrReplaceGlobalTempView

    def writeTo(self, table):
        raise NotImplementedError("df.writeTo is not supported by the local Spark runtime")

    # --- other ---

    def colRegex(self, colName):
        import re

        pattern = colName.strip("`")
        return [self[quoted(name)] for name in self.columns if re.fullmatch(pattern, name)]

    def inputFiles(self):
        from pyspark.sql import functions as F

        return [row[0] for row in self.select(F.input_file_name()).distinct().collect()]
