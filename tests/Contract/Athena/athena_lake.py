"""Steps that many Athena tests share."""

import uuid


class Athena:
    """One account's Athena with a bucket, a database ``db`` and, unless told otherwise, the workgroup ``tests``."""

    def __init__(self, lake, **configuration):
        self.lake = lake
        self.client = lake.client("athena")
        lake.make_bucket()
        configuration.setdefault("ResultConfiguration", {"OutputLocation": "s3://%s/results/" % lake.bucket})
        configuration.setdefault("EnforceWorkGroupConfiguration", False)
        self.client.create_work_group(Name="tests", Configuration=configuration)
        lake.glue.create_database(DatabaseInput={"Name": "db"})

    def start(self, sql, **members):
        members.setdefault("WorkGroup", "tests")
        members.setdefault("QueryExecutionContext", {"Database": "db", "Catalog": "AwsDataCatalog"})
        members.setdefault("ClientRequestToken", str(uuid.uuid4()))
        return self.client.start_query_execution(QueryString=sql, **members)["QueryExecutionId"]

    def end(self, sql, **members):
        """The execution when it has ended, however."""
        return self.wait(self.start(sql, **members))

    def wait(self, query):
        return self.lake.until(
            lambda: self.client.get_query_execution(QueryExecutionId=query)["QueryExecution"],
            lambda seen: seen["Status"]["State"] not in ("QUEUED", "RUNNING"),
        )

    def run(self, sql, **members):
        execution = self.end(sql, **members)
        assert execution["Status"]["State"] == "SUCCEEDED", execution["Status"]
        return execution

    def fails(self, sql, **members):
        """The reason of a query that must fail."""
        execution = self.end(sql, **members)
        assert execution["Status"]["State"] == "FAILED", execution["Status"]
        return execution["Status"]["StateChangeReason"]

    def results(self, execution, **members):
        return self.client.get_query_results(QueryExecutionId=execution["QueryExecutionId"], **members)

    def rows(self, sql, **members):
        """The rows of a query without its header; of SHOW and DESCRIBE as they come."""
        execution = self.run(sql, **members)
        rows = [
            [cell.get("VarCharValue") for cell in row["Data"]]
            for page in self.client.get_paginator("get_query_results").paginate(
                QueryExecutionId=execution["QueryExecutionId"]
            )
            for row in page["ResultSet"]["Rows"]
        ]
        return rows[1:] if execution["StatementType"] == "DML" else rows

    def lines(self, sql):
        return [row[0] for row in self.rows(sql)]

    def text_table(self, name, columns, body=None, serde=None, key="data.csv", **clauses):
        """A table over one folder of the bucket; ``body`` is its one object."""
        place = "s3://%s/tables/%s/" % (self.lake.bucket, name)
        if body is not None:
            self.lake.put("tables/%s/%s" % (name, key), body)
        self.run(
            "CREATE EXTERNAL TABLE %s (%s) %s %s LOCATION '%s' %s"
            % (
                name,
                columns,
                clauses.get("partitioned", ""),
                serde or "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','",
                place,
                clauses.get("properties", ""),
            )
        )
        return place


OPEN_CSV = "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'"
OPENX_JSON = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'"
