"""Troubles that people reported from the field; each test carries the id of its case."""

import gzip

from athena_lake import OPEN_CSV, OPENX_JSON, Athena

LAZY = "ROW FORMAT DELIMITED FIELDS TERMINATED BY ','"
HEADER = "TBLPROPERTIES ('skip.header.line.count'='1')"


def test_case_analyze_embedded_newline_rows(lake):
    athena = Athena(lake)
    body = lake.read_case("analyze-embedded-newline-rows", "reports.csv")
    columns = ", ".join("%s string" % name for name in body.splitlines()[0].decode().split(","))
    for name, serde in (("quoted", OPEN_CSV), ("lazy", LAZY)):
        athena.text_table(name, columns, body, serde, properties=HEADER)
        assert athena.rows("SELECT count(*) FROM %s" % name) == [["3"]]
    assert athena.fails("SELECT cast(id AS bigint) FROM lazy").startswith("INVALID_CAST_ARGUMENT")
    # To OpenCSVSerde a cell whose quote nobody closes is NULL: the half line has no cell, a whole line within quotes has.
    assert ["1", None] in athena.rows("SELECT id, summary FROM quoted")
    assert [None, None] in athena.rows("SELECT id, summary FROM quoted")
    longer = body.replace(b"first line\n", b"first line\nmiddle line\n")
    athena.text_table("longer", columns, longer, OPEN_CSV, properties=HEADER)
    assert athena.rows("SELECT count(*) FROM longer") == [["4"]]
    assert athena.fails("SELECT cast(id AS bigint) FROM longer").startswith("INVALID_CAST_ARGUMENT")
    crawled = lake.crawl_all("tables/quoted/", Name="quoted")
    assert any("line break" in line and "quote" in line for line in lake.crawl_log(crawled))


def test_case_analyze_quotes_lazyserde(lake):
    athena = Athena(lake)
    body = b'1,"Smith, Anna",DE\n2,Ben,FR\n'
    athena.text_table("lazy", "id string, name string, country string", body, LAZY)
    athena.text_table("quoted", "id string, name string, country string", body, OPEN_CSV)
    assert athena.rows("SELECT * FROM lazy ORDER BY id") == [["1", '"Smith', ' Anna"'], ["2", "Ben", "FR"]]
    assert athena.rows("SELECT * FROM quoted ORDER BY id") == [["1", "Smith, Anna", "DE"], ["2", "Ben", "FR"]]


def test_case_analyze_json_key_case(lake):
    athena = Athena(lake)
    body = lake.read_case("analyze-json-key-case", "people.json")
    athena.text_table("people", "email string", body, OPENX_JSON, key="people.json")
    assert athena.fails("SELECT * FROM people").startswith("HIVE_CURSOR_ERROR")
    both = OPENX_JSON + " WITH SERDEPROPERTIES ('case.insensitive'='false', 'mapping.upper'='Email')"
    athena.text_table("mapped", "email string, upper string", body, both, key="people.json")
    assert athena.rows("SELECT email, upper FROM mapped") == [["b@example.org", "a@example.org"]]
    # Also inside a struct, and a line that is passed over is NULL.
    athena.text_table("deep", "id int", b'{"id": 1, "tags": {"A": 1, "a": 2}}\n', OPENX_JSON)
    assert 'Duplicate key "a"' in athena.fails("SELECT id FROM deep")
    kind = OPENX_JSON + " WITH SERDEPROPERTIES ('ignore.malformed.json'='true')"
    athena.text_table("passed", "id int", b'{"id": 1, "id": 2}\n{"id": 3}\n', kind)
    assert sorted(map(str, athena.rows("SELECT id FROM passed"))) == ["['3']", "[None]"]

    lake.put("nested/nested.json", lake.read_case("analyze-json-key-case", "nested.json"))
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    lake.crawl_all("nested/")
    kind = dict(column.split(":", 1) for column in lake.columns("nested"))["tags"]
    names = [field.split(":")[0].lower() for field in kind[len("struct<") : -1].split(",")]
    assert len(names) == len(set(names)), kind


def test_case_analyze_gzip_by_extension(lake):
    athena = Athena(lake)
    lines = b'{"a": 1}\n{"a": 2}\n'
    packed = gzip.compress(lines)
    athena.text_table("pair", "a int", lines, OPENX_JSON, key="a.json")
    lake.put("tables/pair/b.json.gz", packed)
    assert athena.rows("SELECT count(*), sum(a) FROM pair") == [["4", "6"]]
    athena.text_table("packed", "a int", packed, OPENX_JSON, key="b.json.gz")
    assert athena.run("SELECT sum(a) FROM packed")["Statistics"]["DataScannedInBytes"] == len(packed)
    athena.text_table("bare", "a int", packed, OPENX_JSON, key="b")
    ended = athena.end("SELECT a FROM bare WHERE a IS NOT NULL")
    assert ended["Status"]["State"] == "FAILED" or len(athena.results(ended)["ResultSet"]["Rows"]) == 1
    athena.text_table("lying", "a int", lines, OPENX_JSON, key="c.json.gz")
    athena.fails("SELECT a FROM lying")


def test_case_analyze_injected_without_filter(lake):
    athena = Athena(lake)
    place = athena.text_table(
        "t",
        "v int",
        partitioned="PARTITIONED BY (device string)",
        properties="TBLPROPERTIES ('projection.enabled'='true', 'projection.device.type'='injected', "
        "'storage.location.template'='s3://%s/tables/t/${device}/')" % lake.bucket,
    )
    assert place
    for device, value in (("d1", b"1\n"), ("d2", b"2\n")):
        lake.put("tables/t/%s/a.csv" % device, value)
    sentence = (
        "Injected projected partition column device must have only (and at least one) equality conditions in the"
        " WHERE clause!"
    )
    assert sentence in athena.fails("SELECT * FROM t")
    assert sentence in athena.fails("SELECT * FROM t WHERE device > 'a'")
    assert athena.rows("SELECT v FROM t WHERE device = 'd1'") == [["1"]]
    assert athena.rows("SELECT v FROM t WHERE device IN ('d1', 'd2') ORDER BY v") == [["1"], ["2"]]
    assert lake.partitions("t", "db") == []


def test_case_analyze_projection_date_is_text(lake):
    athena = Athena(lake)
    athena.text_table(
        "t",
        "v int",
        partitioned="PARTITIONED BY (datehour string)",
        properties="TBLPROPERTIES ('projection.enabled'='true', 'projection.datehour.type'='date', "
        "'projection.datehour.format'='yyyy/MM/dd/HH', 'projection.datehour.range'='2024/02/01/00,2024/02/28/23', "
        "'projection.datehour.interval'='1', 'projection.datehour.interval.unit'='HOURS', "
        "'storage.location.template'='s3://%s/tables/t/${datehour}')" % lake.bucket,
    )
    lake.put("tables/t/2024/02/03/10/a.csv", b"1\n")
    lake.put("tables/t/2023/12/31/10/a.csv", b"2\n")
    assert athena.rows("SELECT v FROM t WHERE datehour = '2024/02/03/10'") == [["1"]]
    execution = athena.run("SELECT count(*) FROM t")
    assert athena.results(execution)["ResultSet"]["Rows"][1]["Data"] == [{"VarCharValue": "1"}]
    assert execution["Statistics"]["DataScannedInBytes"] == 2
    filtered = athena.run("SELECT v FROM t WHERE datehour = '2024/02/03/10'")
    assert filtered["Statistics"]["DataScannedInBytes"] == 2
    assert athena.rows("SELECT v FROM t WHERE datehour = '2023/12/31/10'") == []
    assert athena.fails("SELECT v FROM t WHERE datehour = DATE '2024-02-03'").startswith("TYPE_MISMATCH")


def test_case_analyze_null_column_ctas(lake):
    athena = Athena(lake)
    assert "Column type is unknown: delay" in athena.fails("CREATE TABLE x AS SELECT 1 AS a, null AS delay")
    assert athena.lines("SHOW TABLES") == []
    unload = "UNLOAD (SELECT 1 AS a, null AS delay) TO 's3://%s/u/' WITH (format = 'PARQUET')" % lake.bucket
    assert "Column type is unknown: delay" in athena.fails(unload)
    plain = athena.results(athena.run("SELECT 1 AS a, null AS delay"))
    assert [c["Type"] for c in plain["ResultSet"]["ResultSetMetadata"]["ColumnInfo"]] == ["integer", "unknown"]
    athena.run("CREATE TABLE x AS SELECT 1 AS a, CAST(null AS integer) AS delay")
    assert "delay:int" in lake.columns("x", "db")


def test_case_analyze_unnest_null(lake):
    athena = Athena(lake)
    values = "WITH t(id, a) AS (VALUES (1, ARRAY[10, 20]), (2, ARRAY[]), (3, NULL)) "
    assert len(athena.rows(values + "SELECT id, x FROM t CROSS JOIN UNNEST(a) AS u(x)")) == 2
    rows = athena.rows(values + "SELECT id, x, o FROM t LEFT JOIN UNNEST(a) WITH ORDINALITY AS u(x, o) ON TRUE ORDER BY 1, 3")
    assert rows == [["1", "10", "1"], ["1", "20", "2"], ["2", None, None], ["3", None, None]]
    zipped = athena.rows("SELECT x, y FROM UNNEST(ARRAY[1, 2], ARRAY['x']) AS u(x, y) ORDER BY x")
    assert zipped == [["1", "x"], ["2", None]]


def test_case_analyze_timestamp_text_compare(lake):
    athena = Athena(lake)
    for condition in (
        "timestamp '2024-01-02 00:00:00.000' < '2024-01-03'",
        "date '2024-01-02' >= '2024-01-01'",
        "date '2024-01-02' BETWEEN '2024-01-01' AND '2024-01-03'",
        "5 = '5'",
    ):
        reason = athena.fails("SELECT 1 WHERE " + condition)
        assert reason.startswith("TYPE_MISMATCH") and "Cannot apply operator" in reason
    typed = "timestamp '2024-01-02 00:00:00.000' < timestamp '2024-01-03 00:00:00'"
    assert athena.rows("SELECT 1 WHERE " + typed) == [["1"]]


def test_case_analyze_view_stale(lake):
    athena = Athena(lake)
    athena.text_table("t", "c string", b"true\n")
    athena.run("CREATE VIEW v AS SELECT c FROM t")
    table = lake.table("t", "db")
    storage = table["StorageDescriptor"]
    storage["Columns"] = [{"Name": "c", "Type": "boolean"}]
    lake.glue.update_table(
        DatabaseName="db",
        TableInput={"Name": "t", "TableType": "EXTERNAL_TABLE", "StorageDescriptor": storage, "Parameters": {}},
    )
    reason = athena.fails("SELECT * FROM v")
    assert reason == (
        "VIEW_IS_STALE: line 1:15: View 'awsdatacatalog.db.v' is stale or in invalid state: column [c] of type boolean "
        "projected from query view at position 0 cannot be coerced to column [c] of type varchar stored in view definition"
    )
    athena.run("CREATE OR REPLACE VIEW v AS SELECT c FROM t")
    assert athena.rows("SELECT * FROM v") == [["true"]]


def test_case_analyze_view_on_dropped_table(lake):
    athena = Athena(lake)
    athena.text_table("t", "c string", b"x\n")
    athena.run("CREATE VIEW v1 AS SELECT c FROM t")
    athena.run("CREATE VIEW v2 AS SELECT c FROM v1")
    athena.run("DROP TABLE t")
    reason = athena.fails("SELECT * FROM v2")
    assert reason == (
        "INVALID_VIEW: line 1:15: Failed analyzing stored view 'awsdatacatalog.db.v2': line 1:15: Failed analyzing stored "
        "view 'awsdatacatalog.db.v1': line 1:15: Table 'awsdatacatalog.db.t' does not exist"
    )

    quicksight, account = lake.client("quicksight"), dict(AwsAccountId=lake.account)
    parameters = {"AthenaParameters": {"WorkGroup": "tests"}}
    source = quicksight.create_data_source(
        DataSourceId="s", Name="s", Type="ATHENA", DataSourceParameters=parameters, **account
    )["Arn"]
    columns = [{"Name": "c", "Type": "STRING"}]
    table = dict(DataSourceArn=source, Catalog="AwsDataCatalog", Schema="db", Name="v2", InputColumns=columns)
    quicksight.create_data_set(
        DataSetId="d", Name="d", ImportMode="SPICE", PhysicalTableMap={"p": {"RelationalTable": table}}, **account
    )
    quicksight.create_ingestion(DataSetId="d", IngestionId="i", IngestionType="FULL_REFRESH", **account)
    ingestion = lake.until(
        lambda: quicksight.describe_ingestion(DataSetId="d", IngestionId="i", **account)["Ingestion"],
        lambda seen: seen["IngestionStatus"] not in ("INITIALIZED", "QUEUED", "RUNNING"),
    )
    assert (ingestion["IngestionStatus"], ingestion["ErrorInfo"]["Type"]) == ("FAILED", "SQL_EXCEPTION")
    chain = reason[reason.index("Failed analyzing") :]  # the position of the view is that in the ingestion's own query
    message = ingestion["ErrorInfo"]["Message"]
    assert "INVALID_VIEW" in message and chain in message, message


def test_case_analyze_parquet_column_case(lake):
    athena = Athena(lake)
    body = lake.read_case("analyze-parquet-column-case", "people.parquet")
    columns = "full_name string, customerid int, missing string, address struct<cityname:string>"
    athena.text_table("people", columns, body, "STORED AS PARQUET", key="people.parquet")
    rows = athena.rows("SELECT full_name, customerid, missing, address.cityname FROM people")
    assert rows == [["Ann", "7", None, "Bern"]]
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    lake.crawl_all("tables/people/")
    columns = lake.columns("people")
    # The names of columns; fields of a struct keep the file's case in the catalog.
    assert sorted(column.split(":")[0] for column in columns) == ["address", "customerid", "full_name"], columns


def test_case_analyze_opencsv_empty_number(lake):
    athena = Athena(lake)
    body = b'"","a"\n"5","b"\n'
    athena.text_table("numbers", "n int, s string", body, OPEN_CSV)
    reason = athena.fails("SELECT n FROM numbers")
    assert reason == "HIVE_BAD_DATA: Error parsing field value '' for field 0: For input string: \"\""
    assert athena.rows("SELECT s FROM numbers ORDER BY s") == [["a"], ["b"]]
    assert athena.rows("SELECT count(*) FROM numbers WHERE s = 'b'") == [["1"]]
    athena.text_table("texts", "n string, s string", body, OPEN_CSV)
    assert athena.rows("SELECT n, s FROM texts ORDER BY s") == [["", "a"], ["5", "b"]]
    athena.text_table("lazy", "n int, s string", b",a\n5,b\n", LAZY)
    assert athena.rows("SELECT n, s FROM lazy ORDER BY s") == [[None, "a"], ["5", "b"]]
