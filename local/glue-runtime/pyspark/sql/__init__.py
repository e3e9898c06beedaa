from pyspark.sql.types import Row
from pyspark.sql.column import Column
from pyspark.sql.dataframe import DataFrame, DataFrameNaFunctions, DataFrameStatFunctions
from pyspark.sql.group import GroupedData
from pyspark.sql.readwriter import DataFrameReader, DataFrameWriter
from pyspark.sql.session import HiveContext, SparkSession, SQLContext
from pyspark.sql.window import Window, WindowSpec
from pyspark.sql.udf import UserDefinedFunction

__all__ = [
    "SparkSession", "SQLContext", "HiveContext", "Column", "DataFrame", "GroupedData", "DataFrameNaFunctions",
    "DataFrameStatFunctions", "DataFrameReader", "DataFrameWriter", "Row", "Window", "WindowSpec", "UserDefinedFunction",
]  # fmt: skip
