"""Writing files to S3."""

_SPARK_OPTIONS = {
    "csv": {"separator": "sep", "quoteChar": "quote", "writeHeader": "header", "escaper": "escape"},
    "json": {},
    "parquet": {"compression": "compression"},
}


class S3Sink:
    """Appends a frame's rows below a path, as Glue does: it never overwrites."""

    def __init__(self, context, options):
        known = {"path", "partitionKeys", "compression", "enableUpdateCatalog", "updateBehavior"}
        unknown = sorted(set(options) - known)
        if unknown:
            raise NotImplementedError(f"options {unknown} of an s3 sink are not supported")
        self._context = context
        self._options = options
        self._format = None
        self._format_options = {}
        self._table = None

    def setFormat(self, format, **options):
        format = "parquet" if format == "glueparquet" else format
        if format not in _SPARK_OPTIONS:
            raise NotImplementedError(f"sink format '{format}' is not supported, only {', '.join(_SPARK_OPTIONS)}")
        self._format = format
        self._format_options = options

    def setCatalogInfo(self, catalogDatabase, catalogTableName):
        self._table = (catalogDatabase, catalogTableName)

    def writeFrame(self, frame, info=None):
        if self._table and self._options.get("enableUpdateCatalog"):
            raise NotImplementedError("enableUpdateCatalog of an s3 sink is not supported; crawl the path instead")
        writer = frame.toDF().write.mode("append").format(self._format)
        for name, value in self._format_options.items():
            if name == "useGlueParquetWriter":
                continue
            if name not in _SPARK_OPTIONS[self._format]:
                raise NotImplementedError(f"format option '{name}' of a {self._format} sink is not supported")
            writer = writer.option(_SPARK_OPTIONS[self._format][name], value)
        if self._options.get("compression"):
            writer = writer.option("compression", self._options["compression"])
        elif self._format == "csv" and "writeHeader" not in self._format_options:
            # Glue writes a header unless told otherwise; Spark does not.
            writer = writer.option("header", True)
        keys = self._options.get("partitionKeys") or []
        if keys:
            writer = writer.partitionBy(*keys)
        writer.save(self._options["path"])
        return frame
