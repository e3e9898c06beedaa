"""Runs the tests of one file with boto3 against a local cloud and prints a JSON line for each: its name, its failure.

A test is a function whose name begins with ``test_``; it is given a Lake, the clients of an account of its own.
"""

import functools
import importlib.util
import io
import itertools
import json
import os
import sys
import time
import traceback
import zipfile

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(int(os.environ["FIRST_ACCOUNT"]))
DEADLINE_SECONDS = 300  # a busy machine is slow, not wrong
PAUSE_SECONDS = 0.02


class Lake:
    """The services as one account sees them, and the few steps that many tests share."""

    def __init__(self, account):
        self.account = "%012d" % account
        self.session = boto3.Session(
            aws_access_key_id=self.account,
            aws_secret_access_key=os.environ["ROOT_SECRET"],
            region_name="eu-central-1",
        )
        self.glue = self.client("glue")
        self.bucket = "lake-" + self.account

    @functools.cached_property
    def s3(self):
        return self.client("s3")

    @functools.cached_property
    def logs(self):
        return self.client("logs")

    def client(self, service):
        return self.session.client(
            service, endpoint_url=os.environ["ENDPOINT"], config=Config(retries={"max_attempts": 1})
        )

    def arn(self, resource):
        return "arn:aws:glue:eu-central-1:%s:%s" % (self.account, resource)

    # Storage

    def make_bucket(self):
        self.s3.create_bucket(
            Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
        )

    def put(self, key, body):
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=body)

    def read_case(self, *path):
        with open(os.path.join(os.environ["CASES"], *path), "rb") as file:
            return file.read()

    # Roles

    def trust_glue(self, *names, **condition):
        """Roles that Glue may take, for this account's own resources."""
        statement = {
            "Effect": "Allow",
            "Principal": {"Service": "glue.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": self.account, **condition}},
        }
        iam = self.client("iam")
        for name in names:
            try:
                iam.create_role(
                    RoleName=name,
                    AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
                )
            except iam.exceptions.EntityAlreadyExistsException:
                pass

    # Catalog

    def make_table(self, name="t", keys=(), columns=(("id", "bigint"),), database="db"):
        try:
            self.glue.create_database(DatabaseInput={"Name": database})
        except self.glue.exceptions.AlreadyExistsException:
            pass
        self.glue.create_table(
            DatabaseName=database,
            TableInput={
                "Name": name,
                "StorageDescriptor": {"Columns": [{"Name": n, "Type": t} for n, t in columns]},
                "PartitionKeys": [{"Name": n, "Type": t} for n, t in keys],
            },
        )

    def table(self, name, database="raw"):
        return self.glue.get_table(DatabaseName=database, Name=name)["Table"]

    def tables(self, database="raw"):
        pages = self.glue.get_paginator("get_tables").paginate(DatabaseName=database)
        return [table["Name"] for page in pages for table in page["TableList"]]

    def columns(self, name, database="raw"):
        return [
            "%s:%s" % (column["Name"], column["Type"])
            for column in self.table(name, database)["StorageDescriptor"]["Columns"]
        ]

    def partitions(self, name, database="raw"):
        pages = self.glue.get_paginator("get_partitions").paginate(DatabaseName=database, TableName=name)
        return [partition for page in pages for partition in page["Partitions"]]

    # Crawlers and jobs

    def crawl(self, name):
        self.glue.start_crawler(Name=name)
        return self.until(
            lambda: self.glue.get_crawler(Name=name)["Crawler"], lambda crawler: crawler["State"] == "READY"
        )["LastCrawl"]

    def crawl_all(self, *paths, **settings):
        """A new crawler over the bucket, or over some folders of it, run once."""
        name = settings.pop("Name", "crawler")
        targets = [{"Path": "s3://%s/%s" % (self.bucket, path)} for path in paths or ("",)]
        self.trust_glue("crawling")
        self.glue.create_crawler(
            Name=name, Role="crawling", DatabaseName="raw", Targets={"S3Targets": targets}, **settings
        )
        last = self.crawl(name)
        assert last["Status"] == "SUCCEEDED", last
        return last

    def crawl_log(self, last):
        events = self.logs.get_log_events(
            logGroupName=last["LogGroup"], logStreamName=last["LogStream"], startFromHead=True
        )["events"]
        return [event["message"] for event in events if last["MessagePrefix"] in event["message"]]

    def make_job(self, script, command="pythonshell", name="job", **settings):
        try:
            self.make_bucket()
        except self.s3.exceptions.BucketAlreadyOwnedByYou:
            pass
        self.trust_glue("running")
        self.put("scripts/%s.py" % name, script)
        location = "s3://%s/scripts/%s.py" % (self.bucket, name)
        self.glue.create_job(
            Name=name,
            Role="arn:aws:iam::%s:role/running" % self.account,
            Command={"Name": command, "ScriptLocation": location, "PythonVersion": "3"},
            **settings,
        )

    def run_job(self, name="job", **settings):
        return self.finish(self.glue.start_job_run(JobName=name, **settings)["JobRunId"], name)

    def finish(self, run, name="job"):
        return self.until(
            lambda: self.glue.get_job_run(JobName=name, RunId=run)["JobRun"],
            lambda seen: seen["JobRunState"] not in ("STARTING", "RUNNING", "STOPPING"),
        )

    def job_log(self, run, kind="output"):
        events = self.logs.get_log_events(
            logGroupName="%s/%s" % (run["LogGroupName"], kind), logStreamName=run["Id"], startFromHead=True
        )["events"]
        return [event["message"] for event in events]

    @staticmethod
    def archive(**files):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, text in files.items():
                archive.writestr(name + ".py", text)
        return packed.getvalue()

    @staticmethod
    def until(look, done):
        end = time.monotonic() + DEADLINE_SECONDS
        while True:
            seen = look()
            if done(seen):
                return seen
            assert time.monotonic() < end, "Still so after %d s: %r" % (DEADLINE_SECONDS, seen)
            time.sleep(PAUSE_SECONDS)

    @staticmethod
    def refused(code, call, *arguments, **members):
        """The message of the error that a call must end with."""
        try:
            call(*arguments, **members)
        except ClientError as error:
            assert error.response["Error"]["Code"] == code, error.response["Error"]
            return error.response["Error"]["Message"]
        raise AssertionError("The call went through; it should have been refused with %s." % code)


def main(path):
    sys.path.insert(0, os.path.dirname(path))
    specification = importlib.util.spec_from_file_location("tests_of_this_run", path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    for name in [name for name in vars(module) if name.startswith("test_")]:
        failure = None
        try:
            getattr(module, name)(Lake(next(ACCOUNTS)))
        except Exception:  # every failure belongs to its test
            failure = traceback.format_exc()
        print(json.dumps({"name": name, "failure": failure}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
