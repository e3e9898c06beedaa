"""pyspark.sql.functions: each builds a call that the session binds; a name that is missing here says so."""

from pyspark.sql.column import Column
from pyspark.sql.functions._aggregates import *  # noqa: F403
from pyspark.sql.functions._collections import *  # noqa: F403
from pyspark.sql.functions._columns import *  # noqa: F403
from pyspark.sql.functions._expressions import *  # noqa: F403
from pyspark.sql.functions._numbers import *  # noqa: F403
from pyspark.sql.functions._text import *  # noqa: F403
from pyspark.sql.functions._time import *  # noqa: F403
from pyspark.sql.types import ArrayType, DataType, StringType, StructType
from pyspark.sql.udf import UserDefinedFunction


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    raise NotImplementedError(f"pyspark.sql.functions.{name} is not supported by the local Spark runtime")
