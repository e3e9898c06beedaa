"""Figures of a data frame's columns, and samples of its rows."""

import random

from pyspark.sql import types as T
from pyspark.sql.column import quoted


class Statistics:
    """The part of a data frame that summarises and samples."""

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
                column = self[quoted(f.name)]
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


class DataFrameStatFunctions:
    def __init__(self, frame):
        self._frame = frame

    def __getattr__(self, name):
        if name in ("approxQuantile", "corr", "cov", "crosstab"):
            return getattr(self._frame, name)
        raise NotImplementedError(f"df.stat.{name} is not supported by the local Spark runtime")
