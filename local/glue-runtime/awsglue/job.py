"""The life of a job run, as its script sees it."""

from awsglue.context import GlueContext
from pyspark.sql import SparkSession


class Job:
    """Marks where a run begins and what it has finished. There are no bookmarks here, so commit keeps nothing."""

    def __init__(self, glue_context):
        if not isinstance(glue_context, (GlueContext, SparkSession)):
            raise Exception("cannot init Job instance given input parameter type: " + str(type(glue_context)))
        self._initialized = False

    def init(self, job_name, args=None):
        option = (args or {}).get("job_bookmark_option")
        if option not in (None, "job-bookmark-disable"):
            raise NotImplementedError(f"job bookmarks are not supported here (--job-bookmark-option {option})")
        self._initialized = True

    def isInitialized(self):
        return self._initialized

    def commit(self):
        pass
