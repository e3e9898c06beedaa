"""DataFrames: a number of a plan in the session, and its schema. Rows come when they are asked for."""

import random

from pyspark.errors import IllegalArgumentException, type_error
from pyspark.rdd import RDD
from pyspark.sql import types as T
from pyspark.sql.column import Column, literal, node, nodes
from pyspark.sql.group import GroupedData
from pyspark.sql.readwriter import DataFrameWriter


def _quoted(name):
    return "`" + name.replace("`", "``") + "`"


class DataFrame:
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
        return Column(["frame", self._id, _quoted(name)])

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
            return Column(["frame", self._id, _quoted(self.columns[item])])
        raise type_error("NOT_COLUMN_OR_FLOAT_OR_INT_OR_LIST_OR_STR", arg_name="item", arg_type=type(item).__name__)

    def __dir__(self):
        return sorted(set(super().__dir__()) | set(self.columns))

    def printSchema(self, level=None):
        print(self.schema.treeString())

    def explain(self, extended=None, mode=None):
        print("== Physical Plan ==\n" + self._call("explain", id=self._id)["text"] + "\n")

    # --- rows ---

    def collect(self):
        make = T.row_decoder(self.schema)
        return [make(values) for values in self._call("rows", id=self._id)["rows"]]

    def toLocalIterator(self, prefetchPartitions=False):
        return iter(self.collect())

    def toPandas(self):
        import pandas

        return pandas.DataFrame.from_records([tuple(row) for row in self.collect()], columns=self.columns)

    def count(self):
        return self._call("count", id=self._id)["count"]

    def isEmpty(self):
        return not self.limit(1).collect()

    def take(self, num):
        return self.limit(num).collect()

    def head(self, n=None):
        if n is None:
            rows = self.take(1)
            return rows[0] if rows else None
        return self.take(n)

    def first(self):
        return self.head()

    def tail(self, num):
        return self._derive(kind="tail", child=self._id, count=num).collect()

    def foreach(self, f):
        for row in self.collect():
            f(row)

    def foreachPartition(self, f):
        f(iter(self.collect()))

    def toJSON(self, use_unicode=True):
        from pyspark.sql import functions as F

        text = self.select(F.to_json(F.struct(*[Column(["frame", self._id, _quoted(c)]) for c in self.columns])))
        return RDD([row[0] for row in text.collect()])

    def show(self, n=20, truncate=True, vertical=False):
        width = 20 if truncate is True else 0 if truncate is False else int(truncate)
        answer = self._call("show", id=self._id, count=n + 1)["rows"]
        rows = [["NULL" if cell is None else _printable(cell) for cell in row] for row in answer[:n]]
        print(_render(self.columns, rows, width, vertical, n if len(answer) > n else None, truncate is False))

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
                items.append(["frame", self._id, _quoted(name)] if self.columns.count(name) == 1 else ["position", self._id, index])
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

    def sample(self, withReplacement=None, fraction=None, seed=None):
        if isinstance(withReplacement, float):
            fraction = withReplacement
        return self._derive(kind="sample", child=self._id, fraction=float(fraction))

    def randomSplit(self, weights, seed=None):
        total = float(sum(weights))
        if len(weights) == 1:
            return [self]
        from pyspark.sql import functions as F

        chance = f"_split_{random.randrange(1 << 30)}"
        numbered = self.withColumn(chance, F.rand()).cache()
        parts, low = [], 0.0
        for weight in weights:
            high = low + weight / total
            parts.append(numbered.filter((F.col(chance) >= low) & (F.col(chance) < high)).drop(chance))
            low = high
        return parts

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

    # --- nulls and statistics ---

    def fillna(self, value, subset=None):
        if not isinstance(value, (float, int, str, bool, dict)):
            raise type_error("NOT_BOOL_OR_DICT_OR_FLOAT_OR_INT_OR_STR", arg_name="value", arg_type=type(value).__name__)
        names = [subset] if isinstance(subset, str) else subset
        items = []
        for field in self.schema.fields:
            column = Column(["frame", self._id, _quoted(field.name)])
            if isinstance(value, dict):
                filler = next((v for k, v in value.items() if k.lower() == field.name.lower()), None)
            else:
                wanted = names is None or field.name.lower() in {name.lower() for name in names}
                filler = value if wanted and _suits(value, field.dataType) else None
            items.append(column._node if filler is None else ["alias", _filled(column, field.dataType, filler), [field.name]])
        return self._select(items)

    def dropna(self, how="any", thresh=None, subset=None):
        from pyspark.sql import functions as F

        names = self.columns if subset is None else [subset] if isinstance(subset, str) else list(subset)
        kinds = {field.name.lower(): field.dataType for field in self.schema.fields}
        present = None
        for name in names:
            column = self[name]
            good = column.isNotNull()
            if isinstance(kinds.get(name.lower()), (T.DoubleType, T.FloatType)):
                good = good & ~F.isnan(column)
            flag = good.cast("int")
            present = flag if present is None else present + flag
        least = thresh if thresh is not None else len(names) if how == "any" else 1
        return self.filter(present >= least)

    def replace(self, to_replace, value=Ellipsis, subset=None):
        if isinstance(to_replace, dict):
            pairs = list(to_replace.items())
        elif isinstance(to_replace, (list, tuple)):
            values = list(value) if isinstance(value, (list, tuple)) else [value] * len(to_replace)
            pairs = list(zip(to_replace, values))
        else:
            pairs = [(to_replace, None if value is Ellipsis else value)]
        if isinstance(subset, str):
            subset = [subset]
        wanted = None if subset is None else {name.lower() for name in subset}
        items = []
        for field in self.schema.fields:
            here = ["frame", self._id, _quoted(field.name)]
            if pairs and (wanted is None or field.name.lower() in wanted) and _suits(pairs[0][0], field.dataType):
                to = {"json": field.dataType.jsonValue()}
                branches = [
                    [["call", "=", [here, ["cast", literal(old), to, False]]], ["cast", literal(new), to, False]]
                    for old, new in pairs
                ]
                here = ["alias", ["case", branches, here], [field.name]]
            items.append(here)
        return self._select(items)

    def describe(self, *cols):
        flat = cols[0] if len(cols) == 1 and isinstance(cols[0], list) else cols
        return self._summary(["count", "mean", "stddev", "min", "max"], list(flat))

    def summary(self, *statistics):
        return self._summary(list(statistics) or ["count", "mean", "stddev", "min", "25%", "50%", "75%", "max"], [])

    def _summary(self, statistics, names):
        from pyspark.sql import functions as F

        fields = [
            f
            for f in self.schema.fields
            if isinstance(f.dataType, (T.NumericType, T.StringType)) and (not names or f.name in names)
        ]
        items = []
        for statistic in statistics:
            for f in fields:
                column = self[_quoted(f.name)]
                numeric = isinstance(f.dataType, T.NumericType)
                if statistic.endswith("%"):
                    fraction = float(statistic[:-1]) / 100
                    made = F.percentile_approx(column, fraction) if numeric else F.lit(None)
                elif statistic in ("mean", "stddev"):
                    made = getattr(F, statistic)(column.cast("double"))
                else:
                    made = getattr(F, statistic)(column)
                items.append(made.cast("string").alias(f"{statistic}_{f.name}"))
        values = list(self.agg(*items).first()) if items else []
        rows = [(s, *values[i * len(fields) : (i + 1) * len(fields)]) for i, s in enumerate(statistics)]
        schema = T.StructType([T.StructField(name, T.StringType()) for name in ["summary", *[f.name for f in fields]]])
        return self.sparkSession.createDataFrame(rows, schema)

    def crosstab(self, col1, col2):
        from pyspark.sql import functions as F

        label = f"{col1}_{col2}"
        keyed = self.select(
            F.coalesce(self[col1].cast("string"), F.lit("null")).alias(label),
            F.coalesce(self[col2].cast("string"), F.lit("null")).alias("_value"),
        )
        return keyed.groupBy(label).pivot("_value").count().fillna(0)

    def approxQuantile(self, col, probabilities, relativeError):
        from pyspark.sql import functions as F

        names = [col] if isinstance(col, str) else list(col)
        row = self.agg(*[F.percentile_approx(self[name].cast("double"), list(probabilities)) for name in names]).first()
        return row[0] if isinstance(col, str) else list(row)

    def corr(self, col1, col2, method=None):
        from pyspark.sql import functions as F

        return self.agg(F.corr(col1, col2)).first()[0]

    def cov(self, col1, col2):
        from pyspark.sql import functions as F

        return self.agg(F.covar_samp(col1, col2)).first()[0]

    def colRegex(self, colName):
        import re

        pattern = colName.strip("`")
        return [self[_quoted(name)] for name in self.columns if re.fullmatch(pattern, name)]

    def inputFiles(self):
        from pyspark.sql import functions as F

        return [row[0] for row in self.select(F.input_file_name()).distinct().collect()]


def _suits(value, data_type):
    if isinstance(value, bool):
        return isinstance(data_type, T.BooleanType)
    if isinstance(value, (int, float)):
        return isinstance(data_type, T.NumericType)
    return isinstance(value, str) and isinstance(data_type, T.StringType)


def _filled(column, data_type, value):
    from pyspark.sql import functions as F

    if isinstance(data_type, (T.DoubleType, T.FloatType)):
        column = F.nanvl(column, F.lit(None).cast(data_type))
    return F.coalesce(column, F.lit(value).cast(data_type))._node


def _printable(text):
    for raw, shown in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\f", "\\f"), ("\b", "\\b"), ("\x0b", "\\v"), ("\x07", "\\a")):
        text = text.replace(raw, shown)
    return text


def _render(names, rows, width, vertical, more, left):
    def cut(text):
        if width <= 0 or len(text) <= width:
            return text
        return text[:width] if width < 4 else text[: width - 3] + "..."

    note = f"only showing top {more} row{'s' if more != 1 else ''}\n" if more is not None else ""
    rows = [[cut(cell) for cell in row] for row in rows]
    if vertical:
        return _vertical(names, rows) + note
    heads = [cut(name) for name in names]
    widths = [max([3, len(head)] + [len(row[i]) for row in rows]) for i, head in enumerate(heads)]
    rule = "+" + "+".join("-" * w for w in widths) + "+\n"
    pad = (lambda cell, w: cell.ljust(w)) if width <= 0 or left else (lambda cell, w: cell.rjust(w))
    line = lambda cells: "|" + "|".join(pad(cell, w) for cell, w in zip(cells, widths)) + "|\n"
    return rule + line(heads) + rule + "".join(line(row) for row in rows) + rule + note


def _vertical(names, rows):
    if not rows:
        return "(0 rows)\n"
    name_width = max([len(name) for name in names] + [3])
    value_width = max([len(cell) for row in rows for cell in row] + [3])
    text = ""
    for index, row in enumerate(rows):
        text += f"-RECORD {index}".ljust(name_width + value_width + 5, "-") + "\n"
        text += "".join(f" {name.ljust(name_width)} | {cell.ljust(value_width)} \n" for name, cell in zip(names, row))
    return text


class DataFrameNaFunctions:
    def __init__(self, frame):
        self._frame = frame

    def drop(self, how="any", thresh=None, subset=None):
        return self._frame.dropna(how, thresh, subset)

    def fill(self, value, subset=None):
        return self._frame.fillna(value, subset)

    def replace(self, to_replace, value=Ellipsis, subset=None):
        return self._frame.replace(to_replace, value, subset)


class DataFrameStatFunctions:
    def __init__(self, frame):
        self._frame = frame

    def __getattr__(self, name):
        if name in ("approxQuantile", "corr", "cov", "crosstab"):
            return getattr(self._frame, name)
        raise NotImplementedError(f"df.stat.{name} is not supported by the local Spark runtime")
