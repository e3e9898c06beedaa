"""Where scripts written for older Sparks import the exceptions from."""

from pyspark.errors import *  # noqa: F401,F403
from pyspark.errors import (  # noqa: F401
    AnalysisException,
    IllegalArgumentException,
    ParseException,
    PythonException,
    QueryExecutionException,
    StreamingQueryException,
)
