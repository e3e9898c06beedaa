"""Tests of the transformation's rules. They run on whatever pyspark is importable: ours or Apache Spark's."""

import datetime
import decimal
import json
import os
import tempfile
import unittest

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import customers_etl as etl

DAY = "2026-03-05"


class CustomersEtlTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.spark = SparkSession.builder.getOrCreate()
        etl.configure(cls.spark)

    def folder(self, source, text, day=DAY, name="file.txt"):
        root = tempfile.mkdtemp()
        self.addCleanup(__import__("shutil").rmtree, root)
        path = os.path.join(root, source, f"ingest_date={day}")
        os.makedirs(path)
        with open(os.path.join(path, name), "w", encoding="utf-8") as file:
            file.write(text)
        return os.path.join(root, source)

    def customers(self, *lines):
        header = ",".join(etl.CUSTOMER_COLUMNS)
        location = self.folder("customers", "\n".join([header, *lines]) + "\n")
        return etl.judge_customers(self.spark, etl.read_customers(self.spark, location).cache())

    def customer(self, **changes):
        values = {
            "customer_id": "C-1", "first_name": "Ana", "last_name": "Ruiz", "email": "ana@example.com", "phone": "",
            "country": "ES", "address": "Sol 1", "city": "Vigo", "birth_date": "1990-01-02",
            "marketing_consent": "yes", "created_at": "2026-03-01 10:00:00", "updated_at": "2026-03-01 10:00:00",
        }  # fmt: skip
        values.update(changes)
        return ",".join('"' + values[name].replace('"', '""') + '"' for name in etl.CUSTOMER_COLUMNS)

    def test_customers_are_normalised(self):
        row = self.customers(
            self.customer(email="  ANA@Example.com ", country=" spain", phone="(91) 234-5678", address='Casa "Sol", 1')
        ).collect()[0]
        self.assertIsNone(row["reason"])
        self.assertEqual("ana@example.com", row["email"])
        self.assertEqual("ES", row["country"])
        self.assertEqual("+34912345678", row["phone"])
        self.assertEqual('Casa "Sol", 1', row["address"])
        self.assertEqual(datetime.date(1990, 1, 2), row["birth_date"])
        self.assertTrue(row["marketing_consent"])
        self.assertEqual(datetime.date(2026, 3, 5), row["ingest_date"])

    def test_phones_of_every_form_become_one(self):
        forms = ["+34 91 234 5678", "0034912345678", "091/2345678", "912345678"]
        rows = self.customers(*[self.customer(customer_id=f"C-{n}", phone=form) for n, form in enumerate(forms)])
        self.assertEqual({"+34912345678"}, {row["phone"] for row in rows.collect()})

    def test_faulty_customers_have_a_reason(self):
        rows = self.customers(
            self.customer(customer_id=" "),
            self.customer(customer_id="C-2", email="nobody"),
            self.customer(customer_id="C-3", birth_date="2030-01-01"),
            self.customer(customer_id="C-4", country="Atlantis"),
            "C-5,too,few,cells",
            self.customer(customer_id="C-6", birth_date="1990-1-2"),
            self.customer(customer_id="C-7", created_at="soon"),
            self.customer(customer_id="C-8", birth_date="", created_at=""),
        )
        reasons = {row["customer_id"]: row["reason"] for row in rows.collect()}
        self.assertEqual("customer_id is blank", reasons[""])
        self.assertEqual("email is invalid", reasons["C-2"])
        self.assertEqual("birth_date is in the future", reasons["C-3"])
        self.assertEqual("country is unknown", reasons["C-4"])
        self.assertEqual("line has not the columns of its header", reasons["C-5"])
        self.assertEqual("birth_date is invalid", reasons["C-6"])
        self.assertEqual("created_at is invalid", reasons["C-7"])
        self.assertIsNone(reasons["C-8"])

    def test_the_latest_version_of_a_customer_wins(self):
        rows = self.customers(
            self.customer(city="new", updated_at="2026-03-03 10:00:00"), self.customer(city="old")
        )
        kept = etl.first_of(etl.valid(rows), "customer_id", F.desc("updated_at")).collect()
        self.assertEqual(["new"], [row["city"] for row in kept])

    def orders(self, *lines):
        location = self.folder("orders", "\n".join(lines) + "\n", name="file.jsonl")
        customers = self.spark.createDataFrame([("C-1", "ES")], "customer_id STRING, country STRING")
        rates = self.rates()
        return etl.judge_orders(etl.read_orders(self.spark, location).cache(), customers, rates), rates

    def rates(self):
        rows = [
            ("USD", datetime.date(2026, 1, 1), decimal.Decimal("0.500000"), datetime.date(2026, 3, 5)),
            ("USD", datetime.date(2026, 3, 5), decimal.Decimal("0.333333"), datetime.date(9999, 12, 31)),
        ]
        return self.spark.createDataFrame(
            rows, "currency STRING, valid_from DATE, rate_to_eur DECIMAL(12,6), valid_until DATE"
        )

    def order(self, order_id="O-1", customer="C-1", currency="USD", quantity=2, price="10.01", at="2026-03-05T00:30:00+01:00"):
        return (
            f'{{"order_id":"{order_id}","customer_id":"{customer}","ordered_at":"{at}","currency":"{currency}",'
            f'"status":"paid","items":[{{"sku":"S","product":"P","category":"books","quantity":{quantity},'
            f'"unit_price":{price}}}],"shipping_address":{{"street":"s","city":"c","country":"ES"}}}}'
        )

    def test_amounts_take_the_rate_of_the_utc_day_and_round_half_up(self):
        judged, rates = self.orders(self.order(), self.order("O-2", at="2026-03-05T12:00:00Z"))
        amounts = {row["order_id"]: row["amount_eur"] for row in etl.price_lines(etl.valid(judged), rates).collect()}
        self.assertEqual(decimal.Decimal("10.01"), amounts["O-1"])
        self.assertEqual(decimal.Decimal("6.67"), amounts["O-2"])

    def test_faulty_orders_have_a_reason(self):
        judged, _ = self.orders(
            self.order("O-1", quantity=-1),
            self.order("O-2", customer="C-9"),
            self.order("O-3", currency="XXX"),
            self.order("O-4", at="yesterday"),
            self.order("O-6", at="2025-12-31T12:00:00Z"),
            '{"order_id": "O-5", "cust',
        )
        reasons = {row["order_id"]: row["reason"] for row in judged.collect()}
        self.assertEqual("quantity is not positive", reasons["O-1"])
        self.assertEqual("customer is unknown", reasons["O-2"])
        self.assertEqual("currency is unknown", reasons["O-3"])
        self.assertEqual("ordered_at is invalid", reasons["O-4"])
        self.assertEqual("day is before the currency's first rate", reasons["O-6"])
        self.assertEqual(1, list(row["reason"] for row in judged.collect()).count("line is not valid JSON"))

    def test_rejects_keep_the_line(self):
        judged, _ = self.orders("{broken", self.order("O-4", at="yesterday"))
        kept = etl.rejected("orders", judged, F.coalesce("_corrupt_record", "order_id")).orderBy("reason").collect()
        self.assertEqual(("orders", "{broken", "line is not valid JSON", "{broken"), tuple(kept[0]))
        self.assertEqual("yesterday", json.loads(kept[1]["row"])["ordered_at"])

    def test_rates_hold_until_the_next_one_and_faulty_ones_have_a_reason(self):
        raw = self.spark.createDataFrame(
            [
                ("USD", "2026-01-08", "0.6"), ("USD", "2026-01-01", "0.5"), ("EUR", "2026-01-01", "1"),
                (" ", "2026-01-01", "1"), ("USD", "soon", "1"), ("PLN", "2026-01-01", "free"), ("CHF", "2026-01-01", "0"),
            ],
            "currency STRING, valid_from STRING, rate_to_eur STRING",
        )  # fmt: skip
        judged = etl.judge_rates(raw)
        self.assertEqual(
            {
                ("", "currency is blank"), ("USD", "valid_from is invalid"),
                ("PLN", "rate_to_eur is not a positive number"), ("CHF", "rate_to_eur is not a positive number"),
            },
            {(row["currency"], row["reason"]) for row in judged.where("reason IS NOT NULL").collect()},
        )  # fmt: skip
        periods = etl.rate_periods(etl.valid(judged)).orderBy("currency", "valid_from").collect()
        self.assertEqual(
            [("EUR", 1, 9999, 12), ("USD", 1, 2026, 1), ("USD", 8, 9999, 12)],
            [(row["currency"], row["valid_from"].day, row["valid_until"].year, row["valid_until"].month) for row in periods],
        )

    def test_events_without_id_time_or_customer_have_a_reason(self):
        time = datetime.datetime(2026, 3, 5, 12)
        raw = self.spark.createDataFrame(
            [("E-1", "C-1", time), ("", "C-1", time), ("E-3", "C-1", None), ("E-4", "C-9", time)],
            "event_id STRING, customer_id STRING, occurred_at TIMESTAMP",
        )
        customers = self.spark.createDataFrame([("C-1",)], "customer_id STRING")
        reasons = {row["event_id"]: row["reason"] for row in etl.judge_events(raw, customers).collect()}
        self.assertEqual(
            {"E-1": None, "": "event_id is blank", "E-3": "occurred_at is missing", "E-4": "customer is unknown"}, reasons
        )

    def test_counts_do_not_assume_that_they_add_up(self):
        raw = self.spark.createDataFrame([("a", 1), ("a", 2), ("b", 3), ("c", 4)], "id STRING, value INT")
        judged = raw.withColumn("reason", F.when(F.col("id") == "c", F.lit("bad")))
        kept = etl.first_of(etl.valid(judged), "id", "value")
        lost = kept.where("id <> 'b'")
        self.assertEqual({"in": 4, "out": 1, "duplicates": 1, "rejected": {"bad": 1}}, etl.counts(raw, judged, kept, lost))


if __name__ == "__main__":
    unittest.main()
