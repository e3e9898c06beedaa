"""The Process stage of Customer Lake: raw client data in, curated tables out.

Curated is a function of raw: every run reads all of raw, so duplicates are found wherever they landed, and overwrites
what it computed. With --from and --to (days of the order, both inclusive) only those days of `orders` and
`daily_sales` are written; the tables without days are always written whole. A run that finds nothing to read writes
nothing. Every raw row ends in a curated table, is a duplicate, or lies in `rejects` with its reason.
"""

import json
import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import Window
from pyspark.sql import functions as F

# What --from and --to say when all days are to be computed.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

# name, ISO 3166 alpha-2, alpha-3, dial code
COUNTRIES = [
    ("Austria", "AT", "AUT", "43"), ("Belgium", "BE", "BEL", "32"),
    ("Denmark", "DK", "DNK", "45"), ("Finland", "FI", "FIN", "358"),
    ("France", "FR", "FRA", "33"), ("Germany", "DE", "DEU", "49"),
    ("Ireland", "IE", "IRL", "353"), ("Italy", "IT", "ITA", "39"),
    ("Netherlands", "NL", "NLD", "31"), ("Norway", "NO", "NOR", "47"),
    ("Poland", "PL", "POL", "48"), ("Portugal", "PT", "PRT", "351"),
    ("Spain", "ES", "ESP", "34"), ("Sweden", "SE", "SWE", "46"),
    ("Switzerland", "CH", "CHE", "41"), ("United Kingdom", "GB", "GBR", "44"),
    ("United States", "US", "USA", "1"),
]  # fmt: skip

CUSTOMER_COLUMNS = [
    "customer_id", "first_name", "last_name", "email", "phone", "country", "address", "city", "birth_date",
    "marketing_consent", "created_at", "updated_at",
]  # fmt: skip

ORDER_SCHEMA = """
    order_id STRING, customer_id STRING, ordered_at STRING, currency STRING, status STRING,
    items ARRAY<STRUCT<sku: STRING, product: STRING, category: STRING, quantity: INT, unit_price: DECIMAL(10, 2)>>,
    shipping_address STRUCT<street: STRING, city: STRING, country: STRING>,
    _corrupt_record STRING, ingest_date DATE
"""

CUSTOMER_360 = """
    WITH latest AS (SELECT max(order_date) AS day FROM orders),
    buyers AS (
        SELECT customer_id, sum(amount_eur) AS lifetime_value_eur, count(*) AS orders, max(order_date) AS last_order_date,
               datediff((SELECT day FROM latest), max(order_date)) AS recency_days
        FROM orders GROUP BY customer_id
    ),
    scored AS (
        SELECT *,
               CASE WHEN recency_days <= 1 THEN 5 WHEN recency_days <= 3 THEN 4 WHEN recency_days <= 5 THEN 3
                    WHEN recency_days <= 8 THEN 2 ELSE 1 END AS r,
               CASE WHEN orders >= 9 THEN 5 WHEN orders >= 7 THEN 4 WHEN orders >= 5 THEN 3
                    WHEN orders >= 3 THEN 2 ELSE 1 END AS f,
               ntile(5) OVER (ORDER BY lifetime_value_eur, customer_id) AS m
        FROM buyers
    ),
    activity AS (
        SELECT customer_id, count(*) AS app_events, max(occurred_at) AS last_app_event_at,
               max(struct(occurred_at, event_id, event_type)).event_type AS last_app_event_type
        FROM events GROUP BY customer_id
    )
    SELECT c.customer_id, c.country,
           CAST(coalesce(s.lifetime_value_eur, 0) AS DECIMAL(14, 2)) AS lifetime_value_eur,
           coalesce(s.orders, 0) AS orders, s.last_order_date, s.recency_days,
           concat(s.r, s.f, s.m) AS rfm,
           CASE WHEN s.customer_id IS NULL THEN 'prospect'
                WHEN s.r >= 4 AND s.f >= 4 AND s.m >= 4 THEN 'champion'
                WHEN s.r >= 3 AND s.f >= 4 THEN 'loyal'
                WHEN s.r >= 4 AND s.f <= 2 THEN 'new'
                WHEN s.r <= 2 AND s.f >= 3 THEN 'at risk'
                WHEN s.r <= 2 THEN 'hibernating'
                ELSE 'regular' END AS rfm_segment,
           coalesce(a.app_events, 0) AS app_events, a.last_app_event_at, a.last_app_event_type
    FROM customers c
    LEFT JOIN scored s ON s.customer_id = c.customer_id
    LEFT JOIN activity a ON a.customer_id = c.customer_id
"""


def configure(spark):
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    # A date of another form is a faulty row; the default ends the run at dates that Spark 2 would have read.
    spark.conf.set("spark.sql.legacy.timeParserPolicy", "CORRECTED")


def location_of(spark, table):
    """Where the catalog says that a table lies."""
    described = spark.sql(f"DESCRIBE TABLE EXTENDED {table}").where(F.col("col_name") == "Location").collect()
    return described[0]["data_type"]


def mark(spark, table, run_id):
    """Notes in the catalog which run a table is from. In a new environment the crawler has yet to make the table."""
    if spark.catalog.tableExists(table):
        spark.sql(f"ALTER TABLE {table} SET TBLPROPERTIES ('run_id' = '{run_id}')")


def first_reason(*rules):
    """The reason of the first rule that a row breaks; null for a good row."""
    return F.coalesce(*[F.when(broken, F.lit(reason)) for broken, reason in rules])


def row_of(raw):
    """A row as it came, for `rejects`: the line that could not be read, else the columns as JSON."""
    columns = F.to_json(F.struct(*[name for name in raw.columns if name != "_corrupt_record"]))
    return F.coalesce("_corrupt_record", columns) if "_corrupt_record" in raw.columns else columns


def rejected(source, judged, key):
    """Rows with a reason, in the form of the table `rejects`."""
    return judged.where("reason IS NOT NULL").select(
        F.lit(source).alias("source"),
        F.coalesce(key, F.lit("")).alias("row_key"),
        F.col("reason"),
        F.col("_row").alias("row"),
    )


def valid(judged):
    return judged.where("reason IS NULL").drop("reason", "_row", "_corrupt_record")


def unreadable(text, value):
    """Whether a text that says something could not be read as a value."""
    return (F.coalesce(F.trim(text), F.lit("")) != "") & value.isNull()


def first_of(rows, key, *order):
    """One row for each key (a column or a list of them): the first by the given order."""
    window = Window.partitionBy(key).orderBy(*order)
    return rows.withColumn("_rank", F.row_number().over(window)).where("_rank = 1").drop("_rank")


def read_customers(spark, location):
    # Read by location and not as a table: a line with too many or too few cells must be seen, not shifted.
    columns = ", ".join(f"{name} STRING" for name in CUSTOMER_COLUMNS)
    return (
        spark.read.schema(f"{columns}, _corrupt_record STRING, ingest_date DATE")
        .options(header=True, quote='"', escape='"', mode="PERMISSIVE", columnNameOfCorruptRecord="_corrupt_record")
        .csv(location)
    )


def judge_customers(spark, raw):
    countries = spark.createDataFrame(
        [(key.upper(), iso2, dial) for name, iso2, iso3, dial in COUNTRIES for key in (name, iso2, iso3)],
        "country_key STRING, iso2 STRING, dial STRING",
    )
    digits = F.regexp_replace("phone", "[^0-9+]", "")
    typed = (
        raw.withColumn("country_key", F.upper(F.trim("country")))
        .join(F.broadcast(countries), "country_key", "left")
        .select(
            F.trim("customer_id").alias("customer_id"),
            F.trim("first_name").alias("first_name"),
            F.trim("last_name").alias("last_name"),
            F.lower(F.trim("email")).alias("email"),
            F.when(digits.startswith("+"), digits)
            .when(digits.startswith("00"), F.concat(F.lit("+"), F.expr("substring(regexp_replace(phone, '[^0-9+]', ''), 3)")))
            .when(digits != "", F.concat(F.lit("+"), F.col("dial"), F.regexp_replace(digits, "^0", "")))
            .alias("phone"),
            F.col("iso2").alias("country"),
            F.col("address"),
            F.trim("city").alias("city"),
            F.to_date("birth_date", "yyyy-MM-dd").alias("birth_date"),
            F.coalesce(F.lower(F.trim("marketing_consent")).isin("true", "yes", "1"), F.lit(False)).alias("marketing_consent"),
            F.to_timestamp("created_at", "yyyy-MM-dd HH:mm:ss").alias("created_at"),
            F.to_timestamp("updated_at", "yyyy-MM-dd HH:mm:ss").alias("updated_at"),
            F.col("ingest_date"),
            F.col("_corrupt_record"),
            unreadable("birth_date", F.to_date("birth_date", "yyyy-MM-dd")).alias("_birth_date_unreadable"),
            unreadable("created_at", F.to_timestamp("created_at", "yyyy-MM-dd HH:mm:ss")).alias("_created_at_unreadable"),
            row_of(raw).alias("_row"),
        )
    )
    return typed.withColumn(
        "reason",
        first_reason(
            (F.col("_corrupt_record").isNotNull(), "line has not the columns of its header"),
            (F.coalesce("customer_id", F.lit("")) == "", "customer_id is blank"),
            (~F.coalesce("email", F.lit("")).rlike(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$"), "email is invalid"),
            (F.col("updated_at").isNull(), "updated_at is invalid"),
            (F.col("_created_at_unreadable"), "created_at is invalid"),
            (F.col("_birth_date_unreadable"), "birth_date is invalid"),
            (F.col("birth_date") > F.to_date("updated_at"), "birth_date is in the future"),
            (F.col("country").isNull(), "country is unknown"),
        ),
    )


def read_orders(spark, location):
    return (
        spark.read.schema(ORDER_SCHEMA)
        .options(mode="PERMISSIVE", columnNameOfCorruptRecord="_corrupt_record")
        .json(location)
    )


def judge_orders(raw, customers, rates):
    known = customers.select("customer_id", "country")
    currencies = rates.groupBy("currency").agg(F.min("valid_from").alias("rated_from"))
    return (
        raw.withColumn("_row", row_of(raw))
        .withColumn("ordered_at", F.to_timestamp("ordered_at"))
        .withColumn("order_date", F.to_date("ordered_at"))
        .join(known, "customer_id", "left")
        .join(F.broadcast(currencies), "currency", "left")
        .withColumn(
            "reason",
            first_reason(
                (F.col("_corrupt_record").isNotNull(), "line is not valid JSON"),
                (F.coalesce("order_id", F.lit("")) == "", "order_id is blank"),
                (F.col("ordered_at").isNull(), "ordered_at is invalid"),
                (F.coalesce(F.size("items"), F.lit(0)) < 1, "items are missing"),
                (
                    F.exists("items", lambda item: F.coalesce(item["quantity"], F.lit(0)) <= 0),
                    "quantity is not positive",
                ),
                (F.exists("items", lambda item: item["unit_price"].isNull()), "unit_price is invalid"),
                (F.col("country").isNull(), "customer is unknown"),
                (F.col("rated_from").isNull(), "currency is unknown"),
                (F.col("order_date") < F.col("rated_from"), "day is before the currency's first rate"),
            ),
        )
    )


def price_lines(orders, rates):
    """A row for each line of an order, with its amount in euro at the rate of the order's day."""
    lines = orders.select(
        "order_id", "customer_id", "country", "ordered_at", "order_date", "status", "currency", "ingest_date",
        F.explode("items").alias("item"),
    )  # fmt: skip
    amount = F.col("item.quantity") * F.col("item.unit_price") * F.col("rate_to_eur")
    return (
        lines.join(F.broadcast(rates), "currency")
        .where((F.col("order_date") >= F.col("valid_from")) & (F.col("order_date") < F.col("valid_until")))
        .select(
            "order_id", "customer_id", "country", "ordered_at", "order_date", "status", "ingest_date",
            F.col("item.category").alias("category"),
            F.col("item.quantity").alias("quantity"),
            F.round(amount, 2).cast("decimal(14,2)").alias("amount_eur"),
        )
    )  # fmt: skip


def judge_rates(raw):
    return raw.select(
        F.trim("currency").alias("currency"),
        F.to_date("valid_from", "yyyy-MM-dd").alias("valid_from"),
        F.col("rate_to_eur").cast("decimal(12,6)").alias("rate_to_eur"),
        row_of(raw).alias("_row"),
    ).withColumn(
        "reason",
        first_reason(
            (F.coalesce("currency", F.lit("")) == "", "currency is blank"),
            (F.col("valid_from").isNull(), "valid_from is invalid"),
            (F.coalesce("rate_to_eur", F.lit(0)) <= 0, "rate_to_eur is not a positive number"),
        ),
    )


def rate_periods(rates):
    """Each currency's rates with the days they hold: from the first, up to but not including the next one's."""
    next_one = F.lead("valid_from").over(Window.partitionBy("currency").orderBy("valid_from"))
    return rates.withColumn("valid_until", F.coalesce(next_one, F.lit("9999-12-31").cast("date")))


def judge_events(raw, customers):
    known = customers.select("customer_id", F.lit(True).alias("known"))
    return (
        raw.withColumn("_row", row_of(raw))
        .join(known, "customer_id", "left")
        .withColumn(
            "reason",
            first_reason(
                (F.coalesce("event_id", F.lit("")) == "", "event_id is blank"),
                (F.col("occurred_at").isNull(), "occurred_at is missing"),
                (F.col("known").isNull(), "customer is unknown"),
            ),
        )
        .drop("known")
    )


def sum_orders(lines):
    return lines.groupBy("order_id", "customer_id", "ordered_at", "status", "ingest_date", "order_date").agg(
        F.count("*").cast("int").alias("items"),
        F.sum("quantity").alias("quantity"),
        F.sum("amount_eur").cast("decimal(14,2)").alias("amount_eur"),
    ).select(
        "order_id", "customer_id", "ordered_at", "status", "items", "quantity", F.lit("EUR").alias("currency"),
        "amount_eur", "ingest_date", "order_date",
    )  # fmt: skip


def sum_sales(lines):
    return lines.groupBy("country", "category", F.col("order_date").alias("sales_date")).agg(
        F.countDistinct("order_id").alias("orders"),
        F.sum("quantity").alias("quantity"),
        F.sum("amount_eur").cast("decimal(14,2)").alias("revenue_eur"),
    ).select("country", "category", "orders", "quantity", "revenue_eur", "sales_date")  # fmt: skip


def counts(raw, judged, kept, out):
    """What became of a source's rows, each number counted by itself: that they add up is for the reader to check."""
    reasons = judged.where("reason IS NOT NULL").groupBy("reason").count().collect()
    return {
        "in": raw.count(),
        "out": out.count(),
        "duplicates": judged.where("reason IS NULL").count() - kept.count(),
        "rejected": {row["reason"]: row["count"] for row in reasons},
    }


def main():
    optional = [name for name in ("from", "to") if f"--{name}" in sys.argv]
    args = getResolvedOptions(sys.argv, ["JOB_NAME", "raw_database", "curated_database", "curated_bucket", *optional])
    first_day, last_day = args.get("from") or FIRST_DAY, args.get("to") or LAST_DAY
    run_id = args.get("JOB_RUN_ID", "")
    glue = GlueContext(SparkContext.getOrCreate())
    spark = glue.spark_session
    configure(spark)
    job = Job(glue)
    job.init(args["JOB_NAME"], args)

    raw_database = args["raw_database"]
    raw_customers = read_customers(spark, location_of(spark, f"{raw_database}.customers")).cache()
    raw_orders = read_orders(spark, location_of(spark, f"{raw_database}.orders")).cache()
    raw_events = glue.create_dynamic_frame.from_catalog(database=raw_database, table_name="events").toDF().cache()
    # Spark shows the header line of such a table as a row.
    raw_rates = spark.table(f"{raw_database}.exchange_rates").where("NOT currency <=> 'currency'").cache()
    if not any(raw.count() for raw in (raw_customers, raw_orders, raw_events)):
        print("There is nothing to read; the curated tables stay as they are.")
        job.commit()
        return

    judged_rates = judge_rates(raw_rates).cache()
    kept_rates = first_of(valid(judged_rates), ["currency", "valid_from"], "rate_to_eur")
    rates = rate_periods(kept_rates).cache()

    judged_customers = judge_customers(spark, raw_customers).cache()
    clean_customers = valid(judged_customers).select(*CUSTOMER_COLUMNS, "ingest_date")
    customers = first_of(clean_customers, "customer_id", F.desc("updated_at"), F.desc("ingest_date")).cache()

    judged_orders = judge_orders(raw_orders, customers, rates).cache()
    kept_orders = first_of(valid(judged_orders), "order_id", "ingest_date", "ordered_at").cache()
    lines = price_lines(kept_orders, rates).cache()
    orders = sum_orders(lines).cache()

    judged_events = judge_events(raw_events, customers).cache()
    events = first_of(valid(judged_events), "event_id", "occurred_at").cache()

    customers.createOrReplaceTempView("customers")
    orders.createOrReplaceTempView("orders")
    events.createOrReplaceTempView("events")

    rejects = (
        rejected("customers", judged_customers, F.col("customer_id"))
        .unionByName(rejected("orders", judged_orders, F.coalesce("_corrupt_record", "order_id")))
        .unionByName(rejected("events", judged_events, F.col("event_id")))
        .unionByName(rejected("exchange_rates", judged_rates, F.col("currency")))
        .withColumn("run_id", F.lit(run_id))
        .cache()
    )

    def write(frame, table, *partition, mode="static"):
        spark.conf.set("spark.sql.sources.partitionOverwriteMode", mode)
        frame.write.mode("overwrite").partitionBy(*partition).parquet(f"s3://{args['curated_bucket']}/{table}/")
        mark(spark, f"{args['curated_database']}.{table}", run_id)

    def write_days(frame, table, day):
        asked = frame.where(F.col(day).between(F.lit(first_day).cast("date"), F.lit(last_day).cast("date")))
        write(asked, table, day, mode="static" if (first_day, last_day) == (FIRST_DAY, LAST_DAY) else "dynamic")

    write(customers, "customers")
    write_days(orders, "orders", "order_date")
    write_days(sum_sales(lines), "daily_sales", "sales_date")
    write(spark.sql(CUSTOMER_360), "customer_360")
    write(rejects, "rejects", "source")

    report = {
        "customers": counts(raw_customers, judged_customers, customers, customers),
        "orders": counts(raw_orders, judged_orders, kept_orders, orders),
        "events": counts(raw_events, judged_events, events, events),
        "exchange_rates": counts(raw_rates, judged_rates, kept_rates, kept_rates),
    }
    print("COUNTERS " + json.dumps(report, sort_keys=True))
    job.commit()


if __name__ == "__main__":
    main()
