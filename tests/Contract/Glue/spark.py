"""Job runs of Spark scripts over the catalog and S3. Cases from the field are named by their id."""

import base64
import json

START = """
import sys
from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import functions as F

context = GlueContext(SparkContext.getOrCreate())
spark = context.spark_session
job = Job(context)
args = getResolvedOptions(sys.argv, ["JOB_NAME", "bucket"])
job.init(args["JOB_NAME"], args)
ROOT = "s3://" + args["bucket"]
"""
END = "\njob.commit()\n"


def run(lake, body, name="job", **settings):
    lake.make_job(START + body + END, command="glueetl", name=name, GlueVersion="5.0", **settings)
    return lake.run_job(name, Arguments={"--bucket": lake.bucket})


def output(lake, body, name="job", **settings):
    """What a script printed; it must go well."""
    ended = run(lake, body, name, **settings)
    assert ended["JobRunState"] == "SUCCEEDED", (ended, lake.job_log(ended, "error"))
    return lake.job_log(ended)


def keys(lake, prefix):
    pages = lake.s3.get_paginator("list_objects_v2").paginate(Bucket=lake.bucket, Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", [])]


def query(lake, sql, database="raw"):
    athena = lake.client("athena")
    started = athena.start_query_execution(
        QueryString=sql,
        QueryExecutionContext={"Database": database},
        ResultConfiguration={"OutputLocation": "s3://%s/results/" % lake.bucket},
    )["QueryExecutionId"]
    ended = lake.until(
        lambda: athena.get_query_execution(QueryExecutionId=started)["QueryExecution"]["Status"],
        lambda status: status["State"] not in ("QUEUED", "RUNNING"),
    )
    assert ended["State"] == "SUCCEEDED", ended
    rows = athena.get_query_results(QueryExecutionId=started)["ResultSet"]["Rows"][1:]
    return [[cell.get("VarCharValue") for cell in row["Data"]] for row in rows]


def test_a_script_reads_the_catalog_and_writes_partitions_that_a_crawl_finds(lake):
    lake.make_bucket()
    lake.put("in/sales/dt=2024-01-01/a.csv", "id,price\n1,1.5\n2,2.5\n")
    lake.put("in/sales/dt=2024-01-02/a.csv", "id,price\n3,3.5\n")
    lake.crawl_all("in/sales/")
    lines = output(
        lake,
        """
frame = context.create_dynamic_frame.from_catalog(database="raw", table_name="sales").toDF()
frame.groupBy("dt").agg(F.sum("price").alias("total")).write.mode("overwrite").partitionBy("dt").parquet(
    ROOT + "/out/totals/"
)
print("ROWS", frame.count())
""",
    )
    assert lines == ["ROWS 3"], lines
    lake.crawl_all("out/totals/", Name="second")
    assert lake.columns("totals") == ["total:double"]
    assert [partition["Values"] for partition in lake.partitions("totals")] == [["2024-01-01"], ["2024-01-02"]]
    assert query(lake, "SELECT dt, total FROM totals ORDER BY dt") == [["2024-01-01", "4.0"], ["2024-01-02", "3.5"]]


def test_a_missing_argument_and_a_bad_column_fail_the_run_with_their_message(lake):
    lake.make_job(START + END, command="glueetl", name="bare")
    ended = lake.run_job("bare")
    assert ended["JobRunState"] == "FAILED"
    assert "GlueArgumentError: the following arguments are required: --bucket" in ended["ErrorMessage"], ended
    ended = run(lake, 'spark.createDataFrame([(1,)], ["a"]).select("nothere").show()\n')
    assert ended["JobRunState"] == "FAILED" and "AnalysisException" in ended["ErrorMessage"], ended
    assert "nothere" in ended["ErrorMessage"] and "QUERY_ERROR" in ended["ErrorMessage"]


def test_a_failed_write_and_a_stopped_run_leave_nothing_half_written(lake):
    ended = run(
        lake,
        """
frame = spark.range(10).withColumn("x", F.udf(lambda value: 1 // (value - 9), "int")("id"))
frame.write.mode("overwrite").parquet(ROOT + "/out/broken/")
""",
        name="broken",
    )
    assert ended["JobRunState"] == "FAILED" and keys(lake, "out/") == [], (ended, keys(lake, "out/"))

    lake.make_job(
        START
        + """
import time
def slow(value):
    time.sleep(0.2)
    return value
frame = spark.range(100000).withColumn("x", F.udf(slow, "bigint")("id"))
print("WRITING", flush=True)
frame.write.mode("overwrite").parquet(ROOT + "/out/slow/")
""",
        command="glueetl",
        name="slow",
    )
    started = lake.glue.start_job_run(JobName="slow", Arguments={"--bucket": lake.bucket})["JobRunId"]
    lake.until(
        lambda: lake.glue.get_job_run(JobName="slow", RunId=started)["JobRun"]["JobRunState"],
        lambda state: state == "RUNNING",
    )
    stopped = lake.glue.batch_stop_job_run(JobName="slow", JobRunIds=[started])
    assert stopped["Errors"] == [], stopped
    assert lake.finish(started, "slow")["JobRunState"] == "STOPPED" and keys(lake, "out/") == []


def test_output_is_stored_with_the_key_of_the_security_configuration(lake):
    lake.make_bucket()
    key = lake.client("kms").create_key()["KeyMetadata"]["Arn"]
    lake.glue.create_security_configuration(
        Name="sec", EncryptionConfiguration={"S3Encryption": [{"S3EncryptionMode": "SSE-KMS", "KmsKeyArn": key}]}
    )
    output(lake, 'spark.range(3).write.parquet(ROOT + "/out/t/")\n', SecurityConfiguration="sec")
    written = [name for name in keys(lake, "out/t/") if name.endswith(".parquet")]
    head = lake.s3.head_object(Bucket=lake.bucket, Key=written[0])
    assert (head["ServerSideEncryption"], head["SSEKMSKeyId"]) == ("aws:kms", key)


def test_case_process_title_line_header(lake):
    lake.make_bucket()
    lake.put("in/trips.csv", lake.read_case("process-title-line-header", "trips.csv"))
    lines = output(
        lake,
        """
frame = spark.read.option("header", "true").csv(ROOT + "/in/trips.csv")
print(frame.columns, frame.count())
""",
    )
    assert lines == ["['TITLE: Trips of the month'] 4"], lines


def test_case_process_month_01_inferred(lake):
    lines = output(
        lake,
        """
spark.createDataFrame([(1, "01"), (2, "02")], ["id", "month"]).write.partitionBy("month").parquet(ROOT + "/m/t/")
print(dict(spark.read.parquet(ROOT + "/m/t/").dtypes)["month"])
spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
plain = spark.read.parquet(ROOT + "/m/t/")
print(dict(plain.dtypes)["month"], sorted(row.month for row in plain.collect()))
plain.write.mode("overwrite").partitionBy("month").parquet(ROOT + "/again/")
""",
    )
    assert lines == ["int", "string ['01', '02']"], lines
    folders = {key.split("/")[1] for key in keys(lake, "again/") if "=" in key}
    assert folders == {"month=01", "month=02"}, folders
    lake.crawl_all("m/t/")
    lines = output(
        lake,
        """
frame = spark.table("raw.t")
print(dict(frame.dtypes)["month"], sorted(row.month for row in frame.collect()))
""",
        name="third",
    )
    assert lines == ["string ['01', '02']"], lines


def test_case_process_all_null_column_type(lake):
    output(
        lake,
        """
rows = [("a", 1.5), ("a", None), ("b", None), ("b", None)]
spark.createDataFrame(rows, "region string, cost double").write.partitionBy("region").parquet(ROOT + "/c/costs/")
""",
    )
    lake.crawl_all("c/costs/")
    assert lake.tables() == ["costs"] and lake.columns("costs") == ["cost:double"]
    for partition in lake.partitions("costs"):
        assert partition["StorageDescriptor"]["Columns"] == [{"Name": "cost", "Type": "double"}]
    sums = query(lake, "SELECT region, sum(cost), count(*) FROM costs GROUP BY 1 ORDER BY 1")
    assert sums == [["a", "1.5", "2"], ["b", None, "2"]], sums


def test_case_process_line_separators(lake):
    lake.make_bucket()
    lake.put("in/notes/notes.json", lake.read_case("process-line-separators", "notes.json"))
    lines = output(
        lake,
        """
path = ROOT + "/in/notes/"
frame = spark.read.json(path)
print(frame.count(), spark.read.text(path).count(), spark.sparkContext.textFile(path).count())
print(sorted(len(row.note) for row in frame.collect()))
""",
    )
    assert lines == ["3 3 3", "[1, 3, 3]"], lines
    lake.crawl_all("in/notes/")
    assert query(lake, "SELECT count(*) FROM notes") == [["3"]]


def test_case_process_session_utc(lake):
    lines = output(
        lake,
        """
row = spark.sql(
    "SELECT unix_timestamp('2024-01-01 00:30:00') a, hour(timestamp_seconds(1704069000)) b, "
    "to_date(timestamp_seconds(1704069000)) c"
).collect()[0]
print(row.a, row.b, row.c)
spark.sql("SELECT timestamp '2024-01-01 00:30:00' AS at").write.parquet(ROOT + "/u/times/")
""",
    )
    assert lines == ["1704069000 0 2024-01-01"], lines
    lake.crawl_all("u/times/")
    assert query(lake, "SELECT at FROM times") == [["2024-01-01 00:30:00.000"]]


def test_case_process_read_athena_view(lake):
    lake.make_bucket()
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    view = {
        "originalSql": "SELECT 1 AS a",
        "catalog": "awsdatacatalog",
        "schema": "raw",
        "columns": [{"name": "a", "type": "integer"}],
    }
    lake.glue.create_table(
        DatabaseName="raw",
        TableInput={
            "Name": "v",
            "TableType": "VIRTUAL_VIEW",
            "ViewOriginalText": "/* Presto View: %s */" % base64.b64encode(json.dumps(view).encode()).decode(),
            "ViewExpandedText": "/* Presto View */",
            "Parameters": {"presto_view": "true", "comment": "Presto View"},
            "StorageDescriptor": {"Columns": [{"Name": "a", "Type": "int"}], "Location": "", "SerdeInfo": {}},
        },
    )
    ended = run(lake, 'print(context.create_dynamic_frame.from_catalog(database="raw", table_name="v").count())\n')
    assert ended["JobRunState"] == "FAILED", ended
    message = ended["ErrorMessage"]
    assert "empty string" in message or "raw.v" in message or "`v`" in message, message
    assert query(lake, "SELECT a FROM v") == [["1"]]


def test_case_store_orphan_files(lake):
    body = """
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
rows = [(1, "2024-01-01"), (2, "2024-01-01"), (3, "2024-01-02")]
frame = spark.createDataFrame(rows, ["id", "day"])
frame.write.mode("overwrite").partitionBy("day").parquet(ROOT + "/store/facts/")
"""
    output(lake, body)
    first = keys(lake, "store/facts/day=2024-01-01/")
    orphan = lake.s3.get_object(Bucket=lake.bucket, Key=first[0])["Body"].read()
    lake.put("store/facts/day=2024-01-01/part-left-behind.parquet", orphan)
    output(lake, body, name="again")
    lake.crawl_all("store/facts/")
    counts = query(lake, "SELECT id, count(*) FROM facts GROUP BY 1 ORDER BY 1")
    assert counts == [["1", "1"], ["2", "1"], ["3", "1"]], counts
