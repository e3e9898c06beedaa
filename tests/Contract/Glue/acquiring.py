"""Troubles with raw files that people reported from the field; each test carries the id of its case."""

from spark import keys, output, query, run


def test_case_acquire_telco_blank_totals(lake):
    lake.make_bucket()
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    lake.put("in/churn/churn.csv", lake.read_case("acquire-telco-blank-totals", "churn.csv"))
    lake.crawl_all("in/churn/")
    types = dict(column.split(":") for column in lake.columns("churn"))
    assert (types["total_charges"], types["monthly_charges"]) == ("string", "double")
    said = output(
        lake,
        """
frame = context.create_dynamic_frame.from_catalog(database="raw", table_name="churn").toDF()
total = F.trim("total_charges").cast("double")
print(frame.select(F.sum(total), F.count(F.when(total.isNull(), 1)), F.count("*")).first())
rejects = frame.where(total.isNull()).select("customer_ref", F.lit("total_charges is no number").alias("reason"))
print([tuple(row) for row in rejects.orderBy("customer_ref").collect()], frame.where(total.isNotNull()).count())
""",
    )
    assert "3150.75" in said[0] and "=2, " in said[0] and said[0].endswith("=6)"), said
    assert said[1] == "[('Q1001', 'total_charges is no number'), ('Q1003', 'total_charges is no number')] 4"


def test_case_acquire_decimal_comma(lake):
    lake.make_bucket()
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    lake.put("in/umsatz/umsatz.csv", lake.read_case("acquire-decimal-comma", "umsatz.csv"))
    lake.crawl_all("in/umsatz/")
    assert lake.columns("umsatz") == ["kunde:bigint", "betrag:string", "menge:bigint"]
    storage = lake.table("umsatz")["StorageDescriptor"]
    assert storage["SerdeInfo"]["Parameters"]["field.delim"] == ";"
    assert storage["Parameters"]["delimiter"] == ";"
    total = query(lake, "SELECT sum(cast(replace(replace(betrag,'.',''),',','.') as double)) FROM umsatz")
    assert total == [["2470.06"]]
    said = output(
        lake,
        """
frame = context.create_dynamic_frame.from_catalog(database="raw", table_name="umsatz").toDF()
number = F.col("betrag").cast("double")
print([row["n"] for row in frame.select(number.alias("n")).collect()])
""",
    )
    assert said == ["[None, None, None]"], said


def test_case_acquire_header_only_batch(lake):
    lake.make_bucket()
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    lake.put("in/customers/day=1/a.csv", "customer_id,name,country\n1,Ann,DE\n2,Ben,FR\n")
    body = """
from awsglue.dynamicframe import DynamicFrame
spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
df = spark.read.csv(ROOT + "/in/customers/day=%d/", header=True)
out = df.withColumn("day", F.lit(%d))
out.write.mode("overwrite").partitionBy("day").parquet(ROOT + "/out/customers/")
empty = DynamicFrame.fromDF(df.where("1=0"), context, "e")
print(df.count(), empty.count(), empty.toDF().columns)
"""
    assert output(lake, body % (1, 1)) == ["2 0 ['customer_id', 'name', 'country']"]

    def etags():
        return {
            key: lake.s3.head_object(Bucket=lake.bucket, Key=key)["ETag"]
            for key in keys(lake, "out/customers/")
            if key.endswith(".parquet")
        }

    before = etags()
    assert before
    lake.put("in/customers/day=2/a.csv", "customer_id,name,country\n")
    ended = run(lake, body % (2, 2), name="second")
    assert ended["JobRunState"] == "SUCCEEDED", ended
    assert lake.job_log(ended) == ["0 0 ['customer_id', 'name', 'country']"]
    assert {key: tag for key, tag in etags().items() if "day=1" in key} == before
    lake.glue.create_table(
        DatabaseName="raw",
        TableInput={
            "Name": "today",
            "TableType": "EXTERNAL_TABLE",
            "Parameters": {"skip.header.line.count": "1"},
            "StorageDescriptor": {
                "Columns": [{"Name": n, "Type": "string"} for n in ("customer_id", "name", "country")],
                "Location": "s3://%s/in/customers/day=2/" % lake.bucket,
                "InputFormat": "org.apache.hadoop.mapred.TextInputFormat",
                "OutputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
                "SerdeInfo": {
                    "SerializationLibrary": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
                    "Parameters": {"field.delim": ","},
                },
            },
        },
    )
    assert query(lake, "SELECT count(*) FROM today") == [["0"]]
