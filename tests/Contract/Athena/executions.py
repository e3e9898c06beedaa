"""Query executions: what is refused at once, what ends how, results and their files."""

import json

from athena_lake import Athena
from botocore.exceptions import ClientError

TOKEN = "0123456789abcdef0123456789abcdef"


def test_a_query_ends_with_its_result_in_pages_and_in_s3(lake):
    athena = Athena(lake)
    execution = athena.run("SELECT * FROM (VALUES (1, 'a,\"b'), (2, ''), (3, NULL)) AS t(n, s) ORDER BY n")
    query = execution["QueryExecutionId"]
    assert (execution["StatementType"], execution["SubstatementType"]) == ("DML", "SELECT")
    assert execution["ResultConfiguration"]["OutputLocation"] == "s3://%s/results/%s.csv" % (lake.bucket, query)
    assert execution["EngineVersion"]["EffectiveEngineVersion"] == "Athena engine version 3"
    assert execution["QueryExecutionContext"] == {"Database": "db", "Catalog": "awsdatacatalog"}
    assert execution["Statistics"]["DataScannedInBytes"] == 0
    assert execution["Statistics"]["ResultReuseInformation"] == {"ReusedPreviousResult": False}

    first = athena.results(execution, MaxResults=2, QueryResultType="DATA_ROWS")
    assert first["UpdateCount"] == 0
    assert [row["Data"] for row in first["ResultSet"]["Rows"]] == [
        [{"VarCharValue": "n"}, {"VarCharValue": "s"}],
        [{"VarCharValue": "1"}, {"VarCharValue": 'a,"b'}],
    ]
    second = athena.results(execution, MaxResults=2, NextToken=first["NextToken"])
    assert [row["Data"] for row in second["ResultSet"]["Rows"]] == [
        [{"VarCharValue": "2"}, {"VarCharValue": ""}],
        [{"VarCharValue": "3"}, {}],
    ]
    assert "NextToken" not in second
    columns = first["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]
    assert [(c["Name"], c["Type"], c["Precision"], c["Nullable"]) for c in columns][0] == ("n", "integer", 10, "UNKNOWN")

    stored = lake.s3.get_object(Bucket=lake.bucket, Key="results/%s.csv" % query)
    assert stored["Body"].read() == b'"n","s"\n"1","a,""b"\n"2",""\n"3",\n'
    assert stored["ContentType"] == "application/octet-stream"
    metadata = lake.s3.get_object(Bucket=lake.bucket, Key="results/%s.csv.metadata" % query)["Body"].read()
    assert query.encode() in metadata and b"integer" in metadata
    statistics = athena.client.get_query_runtime_statistics(QueryExecutionId=query)["QueryRuntimeStatistics"]
    assert statistics["Rows"]["OutputRows"] == 3
    lake.refused("InvalidRequestException", athena.results, execution, NextToken="AAAA")
    lake.refused("InvalidRequestException", athena.results, execution, MaxResults=1001)


def test_values_are_printed_as_athena_prints_them(lake):
    rows = Athena(lake).rows(
        """SELECT true, 1.5, 0.1 + 0.2, 1e20, CAST(0.1 AS decimal(4,2)), DATE '2017-01-02',
        TIMESTAMP '2017-01-01 00:00:00.000', X'31 32', ARRAY[ARRAY[1], ARRAY[2, NULL]], MAP(ARRAY[3, 1], ARRAY[4, 2]),
        CAST(ROW(1, 'b') AS ROW(a integer, b varchar)), ROW(1, 'x')"""
    )
    assert rows == [
        [
            "true",
            "1.5",
            "0.30000000000000004",
            "1.0E20",
            "0.10",
            "2017-01-02",
            "2017-01-01 00:00:00.000",
            "31 32",
            "[[1], [2, null]]",
            "{1=2, 3=4}",
            "{a=1, b=b}",
            "{1, x}",
        ]
    ]


def test_what_is_wrong_before_the_query_exists_is_refused_at_once(lake):
    athena = Athena(lake)

    def refused(code, sql, **members):
        try:
            athena.start(sql, **members)
        except ClientError as fault:
            assert fault.response["Error"]["Code"] == "InvalidRequestException", fault.response
            assert fault.response["AthenaErrorCode"] == code, fault.response
            return fault.response["Error"]["Message"]
        raise AssertionError("The query was started.")

    assert refused("MALFORMED_QUERY", "SELEKT 1").startswith("line 1:1: mismatched input 'SELEKT'")
    assert refused("MALFORMED_QUERY", "SELECT * FROM") == "Queries of this type are not supported"
    assert refused("MALFORMED_QUERY", "CREATE EXTERNAL TABLE t (a txt)").startswith("line 1:28")
    assert refused("INVALID_INPUT", "DESCRIBE nothing") == "Entity Not Found"
    assert refused("INVALID_INPUT", "SHOW COLUMNS IN nothing") == "Entity Not Found"
    assert refused("INVALID_INPUT", "SELECT 1", WorkGroup="nobody") == "WorkGroup is not found."
    assert refused("INVALID_INPUT", "SELECT 1", WorkGroup="primary").startswith("No output location provided.")
    bad = {"OutputLocation": "s3:/x"}
    assert refused("INVALID_INPUT", "SELECT 1", ResultConfiguration=bad) == "outputLocation is not a valid S3 path."


def test_a_token_starts_one_query_however_often_it_is_sent(lake):
    athena = Athena(lake)
    first = athena.start("SELECT 1", ClientRequestToken=TOKEN)
    assert athena.start("SELECT 1", ClientRequestToken=TOKEN, WorkGroup="tests") == first
    message = lake.refused("InvalidRequestException", athena.start, "SELECT 2", ClientRequestToken=TOKEN)
    assert message == "Idempotent parameters do not match"


def test_a_failed_query_says_why_with_a_category(lake):
    athena = Athena(lake)
    status = athena.end("SELECT x FROM (VALUES 1) AS t(a)")["Status"]
    assert status["StateChangeReason"].startswith("COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved")
    assert status["AthenaError"]["ErrorCategory"] == 2 and status["AthenaError"]["ErrorType"] == 1006
    assert status["AthenaError"]["ErrorMessage"] == status["StateChangeReason"] and status["CompletionDateTime"]
    failed = athena.end("SELECT * FROM nothing")
    assert failed["Status"]["StateChangeReason"].startswith(
        "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.nothing' does not exist"
    )
    assert failed["Status"]["AthenaError"]["ErrorType"] == 1301
    message = lake.refused("InvalidRequestException", athena.results, failed)
    assert message == "Query did not finish successfully. Final query state: FAILED"
    assert athena.fails("SELECT 1 / (a - 1) FROM (VALUES 1) AS t(a)").startswith("DIVISION_BY_ZERO")
    unknown = lake.refused("InvalidRequestException", athena.client.get_query_execution, QueryExecutionId="nobody")
    assert unknown == "QueryExecution nobody was not found"


def test_a_stopped_query_is_cancelled_and_stays_so(lake):
    athena = Athena(lake)
    query = athena.start("SELECT count(*) FROM UNNEST(sequence(1, 9000)) AS a(x), UNNEST(sequence(1, 9000)) AS b(y), "
                         "UNNEST(sequence(1, 9000)) AS c(z) WHERE x * y * z % 7 = 3")
    athena.client.stop_query_execution(QueryExecutionId=query)
    status = athena.wait(query)["Status"]
    assert (status["State"], status["StateChangeReason"]) == ("CANCELLED", "Query cancelled by user")
    assert "AthenaError" not in status
    message = lake.refused("InvalidRequestException", athena.client.get_query_results, QueryExecutionId=query)
    assert message == "Could not find results"
    done = athena.run("SELECT 1")["QueryExecutionId"]
    athena.client.stop_query_execution(QueryExecutionId=done)
    assert athena.wait(done)["Status"]["State"] == "SUCCEEDED"


def test_an_enforcing_workgroup_decides_where_results_go(lake):
    athena = Athena(lake, EnforceWorkGroupConfiguration=True)
    own = {
        "OutputLocation": "s3://%s/mine/" % lake.bucket,
        "EncryptionConfiguration": {"EncryptionOption": "SSE_S3"},
        "ExpectedBucketOwner": lake.account,
        "AclConfiguration": {"S3AclOption": "BUCKET_OWNER_FULL_CONTROL"},
    }
    execution = athena.run("SELECT 1", ResultConfiguration=own)
    assert "/results/" in execution["ResultConfiguration"]["OutputLocation"]
    athena.client.update_work_group(
        WorkGroup="tests",
        ConfigurationUpdates={
            "EnforceWorkGroupConfiguration": False,
            "PublishCloudWatchMetricsEnabled": True,
            "BytesScannedCutoffPerQuery": 10000000,
            "RequesterPaysEnabled": True,
            "EngineVersion": {"SelectedEngineVersion": "AUTO"},
        },
    )
    execution = athena.run("SELECT 1", ResultConfiguration=own)
    assert "/mine/" in execution["ResultConfiguration"]["OutputLocation"]
    key = execution["ResultConfiguration"]["OutputLocation"].split("/", 3)[3]
    assert lake.s3.head_object(Bucket=lake.bucket, Key=key)["ServerSideEncryption"] == "AES256"


def test_a_query_that_would_scan_too_much_is_cancelled(lake):
    athena = Athena(lake, BytesScannedCutoffPerQuery=10000000)
    athena.text_table("big", "line string", b"x" * 1023 + b"\n", key="a.txt")
    athena.run("SELECT count(*) FROM big")
    lake.put("tables/big/b.txt", (b"x" * 1023 + b"\n") * 11000)
    status = athena.end("SELECT count(*) FROM big")["Status"]
    assert (status["State"], status["StateChangeReason"]) == ("CANCELLED", "Bytes scanned limit was exceeded")


def test_an_earlier_result_answers_again_when_asked_to(lake):
    athena = Athena(lake)
    reuse = {"ResultReuseByAgeConfiguration": {"Enabled": True, "MaxAgeInMinutes": 60}}
    first = athena.run("SELECT 42 AS answer", ResultReuseConfiguration=reuse)
    second = athena.run("SELECT 42 AS answer", ResultReuseConfiguration=reuse)
    assert second["Statistics"]["ResultReuseInformation"] == {"ReusedPreviousResult": True}
    assert second["ResultConfiguration"] == first["ResultConfiguration"]
    assert athena.results(second)["ResultSet"] == athena.results(first)["ResultSet"]
    moving = athena.run("SELECT now()", ResultReuseConfiguration=reuse)
    moving = athena.run("SELECT now()", ResultReuseConfiguration=reuse)
    assert moving["Statistics"]["ResultReuseInformation"] == {"ReusedPreviousResult": False}


def test_parameters_are_expressions_or_texts(lake):
    athena = Athena(lake)
    given = ["1 + 1", "DATE '2020-01-01'", "abc", "it's", "NULL"]
    assert athena.rows("SELECT ?, ?, ?, ?, ?", ExecutionParameters=given) == [["2", "2020-01-01", "abc", "it's", None]]
    assert athena.fails("SELECT ?", ExecutionParameters=["1", "2"]).startswith("INVALID_PARAMETER_USAGE")


def test_prepared_statements_are_run_by_execute(lake):
    athena = Athena(lake)
    athena.run("PREPARE twice FROM SELECT ? AS a, ? AS b")
    assert athena.rows("EXECUTE twice USING 1, 'x, y'") == [["1", "x, y"]]
    assert athena.rows("EXECUTE twice", ExecutionParameters=["1", "2"]) == [["1", "2"]]
    stored = athena.client.get_prepared_statement(StatementName="twice", WorkGroup="tests")["PreparedStatement"]
    assert stored["QueryStatement"] == "SELECT ? AS a, ? AS b"
    athena.run("DEALLOCATE PREPARE twice")
    assert athena.fails("EXECUTE twice USING 1, 2") == "NOT_FOUND: Prepared statement not found: twice"


def test_executions_are_listed_newest_first_and_fetched_in_batches(lake):
    athena = Athena(lake)
    ids = [athena.run("SELECT %d" % n)["QueryExecutionId"] for n in range(3)]
    first = athena.client.list_query_executions(WorkGroup="tests", MaxResults=2)
    second = athena.client.list_query_executions(WorkGroup="tests", MaxResults=2, NextToken=first["NextToken"])
    assert first["QueryExecutionIds"] + second["QueryExecutionIds"] == ids[::-1]
    batch = athena.client.batch_get_query_execution(QueryExecutionIds=[ids[0], "nobody"])
    assert [each["QueryExecutionId"] for each in batch["QueryExecutions"]] == [ids[0]]
    assert batch["UnprocessedQueryExecutionIds"][0]["ErrorCode"] == "QUERY_EXECUTION_NOT_FOUND"


def test_the_catalog_of_a_query_must_exist(lake):
    athena = Athena(lake)
    athena.client.create_data_catalog(Name="mine", Type="GLUE", Parameters={"catalog-id": lake.account})
    athena.text_table("t", "a int", b"1\n")
    mine = {"Database": "db", "Catalog": "mine"}
    assert athena.rows("SELECT a FROM mine.db.t", QueryExecutionContext=mine) == [["1"]]
    nobody = {"Database": "db", "Catalog": "nobody"}
    assert athena.fails("SELECT 1", QueryExecutionContext=nobody) == "CATALOG_NOT_FOUND: Catalog 'nobody' not found"


def test_results_belong_in_a_bucket_that_exists_and_is_the_expected_owners(lake):
    athena = Athena(lake)
    nowhere = {"OutputLocation": "s3://no-such-bucket-%s/" % lake.account}
    reason = athena.fails("SELECT 1", ResultConfiguration=nowhere)
    assert reason == "Unable to verify/create output bucket no-such-bucket-%s" % lake.account
    other = {"OutputLocation": "s3://%s/x/" % lake.bucket, "ExpectedBucketOwner": "999999999999"}
    assert athena.fails("SELECT 1", ResultConfiguration=other).startswith("PERMISSION_DENIED")


def test_explain_gives_a_plan_as_text(lake):
    athena = Athena(lake)
    execution = athena.run("EXPLAIN SELECT 1")
    assert execution["ResultConfiguration"]["OutputLocation"].endswith(".txt")
    rows = athena.results(execution)["ResultSet"]["Rows"]
    assert rows[0]["Data"] == [{"VarCharValue": "Query Plan"}] and len(rows) > 1


def test_a_table_made_from_a_query_and_added_to_keeps_a_manifest(lake):
    athena = Athena(lake)
    made = athena.run("CREATE TABLE made AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t(n, s)")
    assert (made["StatementType"], made["SubstatementType"]) == ("DDL", "CREATE_TABLE_AS_SELECT")
    assert made["ResultConfiguration"]["OutputLocation"].endswith("/results/tables/" + made["QueryExecutionId"])
    assert athena.results(made)["UpdateCount"] == 2
    added = athena.run("INSERT INTO made VALUES (3, 'c')")
    answer = athena.results(added)
    assert answer["UpdateCount"] == 1 and answer["ResultSet"]["Rows"] == []
    assert answer["ResultSet"]["ResultSetMetadata"]["ColumnInfo"][0]["Name"] == "rows"
    manifest = added["Statistics"]["DataManifestLocation"]
    assert manifest == added["ResultConfiguration"]["OutputLocation"] + "-manifest.csv"
    body = lake.s3.get_object(Bucket=lake.bucket, Key=manifest.split("/", 3)[3])["Body"].read().decode()
    assert all(line.startswith("s3://%s/results/tables/" % lake.bucket) for line in body.splitlines()) and body
    assert athena.rows("SELECT n, s FROM made ORDER BY n") == [["1", "a"], ["2", "b"], ["3", "c"]]
    assert athena.results(added, QueryResultType="DATA_MANIFEST")["ResultSet"]["Rows"][0]["Data"] == [
        {"VarCharValue": manifest}
    ]


def test_an_enforcing_workgroup_refuses_an_external_location(lake):
    athena = Athena(lake, EnforceWorkGroupConfiguration=True)
    reason = athena.fails(
        "CREATE TABLE x WITH (external_location = 's3://%s/x/') AS SELECT 1 AS a" % lake.bucket
    )
    assert "submitted with an 'external_location' property to an Athena Workgroup that enforces" in reason


def test_unload_writes_files_to_an_empty_place(lake):
    athena = Athena(lake)
    place = "s3://%s/unloaded/" % lake.bucket
    execution = athena.run("UNLOAD (SELECT 1 AS a) TO '%s' WITH (format = 'JSON', compression = 'none')" % place)
    assert execution["SubstatementType"] == "UNLOAD"
    keys = [each["Key"] for each in lake.s3.list_objects_v2(Bucket=lake.bucket, Prefix="unloaded/")["Contents"]]
    assert len(keys) == 1
    assert json.loads(lake.s3.get_object(Bucket=lake.bucket, Key=keys[0])["Body"].read()) == {"a": 1}
    assert athena.fails("UNLOAD (SELECT 1 AS a) TO '%s' WITH (format = 'JSON')" % place)
