"""Reading files by connection options."""

_SPARK_OPTIONS = {
    "csv": {
        "withHeader": "header",
        "separator": "sep",
        "quoteChar": "quote",
        "escaper": "escape",
        "multiline": "multiLine",
    },
    "json": {"multiline": "multiLine"},
    "parquet": {},
}


def read_options(spark, connection_type, connection_options, format, format_options):
    """A DataFrame of the files that the options name. CSV cells stay text, as in a DynamicFrame."""
    if connection_type != "s3":
        raise NotImplementedError(f"source connection_type '{connection_type}' is not supported, only 's3'")
    known = {"paths", "path", "recurse", "groupFiles", "groupSize"}
    unknown = sorted(set(connection_options) - known)
    if unknown:
        raise NotImplementedError(f"connection_options {unknown} of an s3 source are not supported")
    paths = connection_options.get("paths") or [connection_options["path"]]
    format = "parquet" if format == "glueparquet" else format
    if format not in _SPARK_OPTIONS:
        raise NotImplementedError(f"source format '{format}' is not supported, only {', '.join(_SPARK_OPTIONS)}")
    reader = spark.read.format(format).option("recursiveFileLookup", bool(connection_options.get("recurse", False)))
    for name, value in format_options.items():
        if name == "optimizePerformance":
            continue
        if name not in _SPARK_OPTIONS[format]:
            raise NotImplementedError(f"format option '{name}' of a {format} source is not supported")
        reader = reader.option(_SPARK_OPTIONS[format][name], value)
    return reader.load(paths)
