"""A PySpark for scripts that run locally: the same calls, executed by Customer Lake's SQL session instead of a JVM.

Python's standard library only. Data frames are plans held by the session; rows come to Python when they are asked for.
What is not supported raises an error that names it.
"""

from pyspark.conf import SparkConf
from pyspark.context import SparkContext, SparkFiles
from pyspark.rdd import RDD
from pyspark.storagelevel import StorageLevel
from pyspark.sql import Row, SQLContext, HiveContext

__version__ = "3.5.4"
__all__ = ["SparkConf", "SparkContext", "SparkFiles", "RDD", "StorageLevel", "Row", "SQLContext", "HiveContext"]
