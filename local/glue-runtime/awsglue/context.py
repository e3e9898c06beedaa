"""GlueContext: reading and writing by catalog table or by connection options."""

import logging
import sys

from awsglue.dynamicframe import DynamicFrame, DynamicFrameReader, DynamicFrameWriter
from awsglue.sinks import S3Sink
from awsglue.sources import read_options
from pyspark.sql import SparkSession


class _DataFrameReader:
    def __init__(self, context):
        self._context = context

    def from_catalog(self, *args, **kwargs):
        return self._context.create_data_frame_from_catalog(*args, **kwargs)

    def from_options(self, *args, **kwargs):
        return self._context.create_data_frame_from_options(*args, **kwargs)


class GlueContext:
    """The entry point of a Glue script, around a SparkContext or a SparkSession."""

    def __init__(self, sparkContext, **options):
        self.spark_session = sparkContext if isinstance(sparkContext, SparkSession) else SparkSession.builder.getOrCreate()
        self.sparkSession = self.spark_session
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.create_data_frame = _DataFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)

    def sql(self, text):
        return self.spark_session.sql(text)

    def table(self, name):
        return self.spark_session.table(name)

    def get_logger(self):
        """Writes to the run's error stream, as Glue's does."""
        logger = logging.getLogger("GlueLogger")
        if not logger.handlers:
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)
        return logger

    def create_data_frame_from_catalog(
        self,
        database=None,
        table_name=None,
        redshift_tmp_dir="",
        transformation_ctx="",
        push_down_predicate="",
        additional_options=None,
        catalog_id=None,
        **kwargs,
    ):
        database = database or kwargs.get("name_space")
        if not database or not table_name:
            raise Exception("Parameter name_space/database or table_name is missing.")
        options = dict(additional_options or {})
        predicates = [push_down_predicate, options.pop("catalogPartitionPredicate", "")]
        if options:
            raise NotImplementedError(f"additional_options {sorted(options)} of a catalog source are not supported")
        frame = self.spark_session.table(f"`{database}`.`{table_name}`")
        for predicate in predicates:
            if predicate:
                frame = frame.where(predicate)
        return frame

    def create_data_frame_from_options(
        self,
        connection_type,
        connection_options=None,
        format=None,
        format_options=None,
        transformation_ctx="",
        push_down_predicate="",
        **kwargs,
    ):
        frame = read_options(self.spark_session, connection_type, connection_options or {}, format, format_options or {})
        return frame.where(push_down_predicate) if push_down_predicate else frame

    def create_dynamic_frame_from_catalog(self, *args, **kwargs):
        name = kwargs.get("table_name") or (args[1] if len(args) > 1 else "")
        return DynamicFrame(self.create_data_frame_from_catalog(*args, **kwargs), self, name)

    def create_dynamic_frame_from_options(self, *args, **kwargs):
        return DynamicFrame(self.create_data_frame_from_options(*args, **kwargs), self, "")

    def create_dynamic_frame_from_rdd(self, data, name, schema=None, sample_ratio=None, transformation_ctx=""):
        return DynamicFrame(self.spark_session.createDataFrame(data, schema), self, name)

    def write_dynamic_frame_from_options(
        self,
        frame,
        connection_type,
        connection_options=None,
        format=None,
        format_options=None,
        transformation_ctx="",
    ):
        sink = self.getSink(connection_type, transformation_ctx=transformation_ctx, **(connection_options or {}))
        sink.setFormat(format, **(format_options or {}))
        return sink.writeFrame(frame)

    def write_dynamic_frame_from_catalog(
        self,
        frame,
        database=None,
        table_name=None,
        redshift_tmp_dir="",
        transformation_ctx="",
        additional_options=None,
        catalog_id=None,
        **kwargs,
    ):
        database = database or kwargs.get("name_space")
        if additional_options:
            raise NotImplementedError(f"additional_options {sorted(additional_options)} of a catalog target are not supported")
        frame.toDF().write.insertInto(f"`{database}`.`{table_name}`")
        return frame

    def getSink(self, connection_type, format=None, transformation_ctx="", **options):
        if connection_type != "s3":
            raise NotImplementedError(f"sink connection_type '{connection_type}' is not supported, only 's3'")
        sink = S3Sink(self, options)
        if format:
            sink.setFormat(format)
        return sink

    def __getattr__(self, name):
        raise NotImplementedError(f"GlueContext.{name} is not supported")
