from pyspark.errors import AnalysisException
from pyspark.sql import types as T
from pyspark.sql.column import Column, literal, node


class GroupedData:
    def __init__(self, frame, keys, grouping="plain", pivot=None):
        self._frame, self._keys, self._grouping, self._pivot = frame, keys, grouping, pivot

    def agg(self, *exprs):
        if len(exprs) == 1 and isinstance(exprs[0], dict):
            items = [_call(name, column) for column, name in exprs[0].items()]
        else:
            if not all(isinstance(expr, Column) for expr in exprs):
                raise AssertionError("all exprs should be Column")
            items = [expr._node for expr in exprs]
        return self._build(items)

    def _build(self, items):
        if self._pivot is not None:
            column, values = self._pivot
            return self._frame._derive(
                kind="pivot", child=self._frame._id, keys=self._keys, column=column, values=values, items=items
            )
        return self._frame._derive(
            kind="group", child=self._frame._id, keys=self._keys, grouping=self._grouping, items=items
        )

    def _numeric(self, name, cols):
        fields = self._frame.schema.fields
        if cols:
            known = {field.name.lower(): field for field in fields}
            for column in cols:
                field = known.get(column.lower())
                if field is not None and not isinstance(field.dataType, T.NumericType):
                    raise AnalysisException(
                        f'"{column}" is not a numeric column. Aggregation function can only be applied on a numeric column.',
                        error_class="_LEGACY_ERROR_TEMP_1323",
                    )
            names = list(cols)
        else:
            keys = {key[1].lower() for key in self._keys if key[0] == "col"}
            names = [f.name for f in fields if isinstance(f.dataType, T.NumericType) and f.name.lower() not in keys]
        return self._build([_call(name, f"`{column}`" if "." in column and "`" not in column else column) for column in names])

    def count(self):
        return self._build([["alias", ["call", "count", [["lit", 1, "integer"]]], ["count"]]])

    def sum(self, *cols):
        return self._numeric("sum", cols)

    def avg(self, *cols):
        return self._numeric("avg", cols)

    mean = avg

    def max(self, *cols):
        return self._numeric("max", cols)

    def min(self, *cols):
        return self._numeric("min", cols)

    def pivot(self, pivot_col, values=None):
        listed = None if values is None else [literal(value) for value in values]
        return GroupedData(self._frame, self._keys, self._grouping, (node(pivot_col), listed))

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"GroupedData.{name} is not supported by the local Spark runtime")


def _call(name, column):
    argument = ["lit", 1, "integer"] if column == "*" else ["col", column]
    return ["call", name.lower(), [argument]]
