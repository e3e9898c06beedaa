"""What a data frame does with nulls, and with values to be put in the place of others."""

from pyspark.errors import type_error
from pyspark.sql import types as T
from pyspark.sql.column import Column, literal, quoted


class NullHandling:
    """The part of a data frame that fills, drops and replaces."""

    def fillna(self, value, subset=None):
        if not isinstance(value, (float, int, str, bool, dict)):
            raise type_error("NOT_BOOL_OR_DICT_OR_FLOAT_OR_INT_OR_STR", arg_name="value", arg_type=type(value).__name__)
        names = [subset] if isinstance(subset, str) else subset
        items = []
        for field in self.schema.fields:
            column = Column(["frame", self._id, quoted(field.name)])
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
            here = ["frame", self._id, quoted(field.name)]
            if pairs and (wanted is None or field.name.lower() in wanted) and _suits(pairs[0][0], field.dataType):
                to = {"json": field.dataType.jsonValue()}
                branches = [
                    [["call", "=", [here, ["cast", literal(old), to, False]]], ["cast", literal(new), to, False]]
                    for old, new in pairs
                ]
                here = ["alias", ["case", branches, here], [field.name]]
            items.append(here)
        return self._select(items)


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


class DataFrameNaFunctions:
    def __init__(self, frame):
        self._frame = frame

    def drop(self, how="any", thresh=None, subset=None):
        return self._frame.dropna(how, thresh, subset)

    def fill(self, value, subset=None):
        return self._frame.fillna(value, subset)

    def replace(self, to_replace, value=Ellipsis, subset=None):
        return self._frame.replace(to_replace, value, subset)
