"""DDL on the Data Catalog, SHOW and DESCRIBE."""

from athena_lake import OPEN_CSV, Athena


def test_a_database_is_created_shown_and_dropped(lake):
    athena = Athena(lake)
    athena.run("CREATE DATABASE IF NOT EXISTS sales COMMENT 'all of it' LOCATION 's3://b/x/' WITH DBPROPERTIES ('a'='b')")
    found = lake.glue.get_database(Name="sales")["Database"]
    assert (found["Description"], found["LocationUri"], found["Parameters"]) == ("all of it", "s3://b/x/", {"a": "b"})
    athena.run("ALTER DATABASE sales SET DBPROPERTIES ('c'='d')")
    assert lake.glue.get_database(Name="sales")["Database"]["Parameters"] == {"a": "b", "c": "d"}
    assert athena.lines("SHOW DATABASES") == ["db", "sales"]
    assert athena.lines("SHOW DATABASES LIKE 's*'") == ["sales"]
    assert "already exists" in athena.fails("CREATE DATABASE sales")
    athena.text_table("sales.t", "a int")
    assert "is not empty" in athena.fails("DROP DATABASE sales")
    athena.run("DROP DATABASE sales CASCADE")
    assert "Database does not exist" in athena.fails("DROP DATABASE sales")


def test_a_table_is_created_described_and_dropped(lake):
    athena = Athena(lake)
    place = athena.text_table(
        "t",
        "id int COMMENT 'the key', name string",
        partitioned="COMMENT 'people' PARTITIONED BY (day date)",
        serde=OPEN_CSV + " WITH SERDEPROPERTIES ('separatorChar'=';')",
        properties="TBLPROPERTIES ('skip.header.line.count'='1')",
    )
    table = lake.table("t", "db")
    assert (table["TableType"], table["Description"]) == ("EXTERNAL_TABLE", "people")
    assert table["Parameters"]["skip.header.line.count"] == "1" and table["Parameters"]["EXTERNAL"] == "TRUE"
    storage = table["StorageDescriptor"]
    assert storage["Location"] == place
    assert storage["SerdeInfo"]["SerializationLibrary"].endswith("OpenCSVSerde")
    assert storage["SerdeInfo"]["Parameters"]["separatorChar"] == ";"
    assert athena.lines("SHOW TABLES") == ["t"] and athena.lines("SHOW TABLES IN db '.*x'") == []
    assert athena.lines("SHOW COLUMNS IN t") == ["id".ljust(20), "name".ljust(20), "day".ljust(20)]
    assert athena.lines("DESCRIBE t")[0] == "\t".join(word.ljust(20) for word in ("id", "int", "the key"))
    assert "# Partition Information\t \t " in athena.lines("DESCRIBE FORMATTED t")
    created = athena.lines("SHOW CREATE TABLE t")
    assert created[0] == "CREATE EXTERNAL TABLE `db.t`(" and "  `day` date)" in created
    assert "  'separatorChar'=';') " in created
    assert "skip.header.line.count\t1" in athena.lines("SHOW TBLPROPERTIES t")
    assert athena.lines("SHOW TBLPROPERTIES t ('skip.header.line.count')") == ["1"]
    assert "already exists" in athena.fails("CREATE EXTERNAL TABLE t (a int) LOCATION '%s'" % place)
    athena.run("DROP TABLE t")
    execution = athena.end("DROP TABLE t")
    assert "Table not found db.t" in execution["Status"]["StateChangeReason"]
    assert athena.results(execution)["ResultSet"]["Rows"] == []
    key = execution["ResultConfiguration"]["OutputLocation"].split("/", 3)[3]
    stored = lake.s3.get_object(Bucket=lake.bucket, Key=key)["Body"].read().decode()
    assert stored == execution["Status"]["StateChangeReason"]
    athena.run("DROP TABLE IF EXISTS t")


def test_a_table_without_row_format_is_delimited_by_hives_control_characters(lake):
    athena = Athena(lake)
    body = b"1\x01a\x02b\x01k\x03v\x02l\x03w\n\\N\x01\x01\n"
    columns = "n int, items array<string>, pairs map<string,string>"
    athena.text_table("hive_text", columns, body, "STORED AS TEXTFILE", key="data.txt")
    rows = athena.rows("SELECT n, element_at(items, 2), element_at(pairs, 'l') FROM hive_text ORDER BY n")
    assert rows == [["1", "b", "w"], [None, None, None]], rows
    numbered = "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe' WITH SERDEPROPERTIES ('field.delim' = '9')"
    athena.text_table("by_number", "a string, b string", b"x\ty\n", numbered)
    assert athena.rows("SELECT a, b FROM by_number") == [["x", "y"]]


def test_columns_properties_and_the_location_are_altered(lake):
    athena = Athena(lake)
    athena.text_table("t", "a int, b string")
    athena.run("ALTER TABLE t ADD COLUMNS (c date)")
    athena.run("ALTER TABLE t CHANGE COLUMN b bb double COMMENT 'changed' FIRST")
    assert lake.columns("t", "db") == ["bb:double", "a:int", "c:date"]
    athena.run("ALTER TABLE t REPLACE COLUMNS (x bigint, y string)")
    assert lake.columns("t", "db") == ["x:bigint", "y:string"]
    athena.run("ALTER TABLE t SET TBLPROPERTIES ('k'='v')")
    athena.run("ALTER TABLE t SET LOCATION 's3://%s/elsewhere/'" % lake.bucket)
    table = lake.table("t", "db")
    assert table["Parameters"]["k"] == "v" and table["StorageDescriptor"]["Location"].endswith("/elsewhere/")
    assert "cannot be renamed" in athena.fails("ALTER TABLE t RENAME TO u")
    assert "Iceberg" in athena.fails("ALTER TABLE t DROP COLUMN x")
    assert "Duplicate column" in athena.fails("ALTER TABLE t ADD COLUMNS (x int)")


def test_partitions_are_added_listed_moved_and_dropped(lake):
    athena = Athena(lake)
    place = athena.text_table("t", "a int", partitioned="PARTITIONED BY (year int, part string)")
    athena.run("ALTER TABLE t ADD PARTITION (year=2024, part='a/b') PARTITION (year=2025, part='x') LOCATION '%sx/'" % place)
    assert sorted(athena.lines("SHOW PARTITIONS t")) == ["year=2024/part=a%2Fb", "year=2025/part=x"]
    places = {tuple(each["Values"]): each["StorageDescriptor"]["Location"] for each in lake.partitions("t", "db")}
    assert places == {("2024", "a/b"): place + "year=2024/part=a%2Fb/", ("2025", "x"): place + "x/"}
    assert "already exists" in athena.fails("ALTER TABLE t ADD PARTITION (year=2025, part='x')")
    athena.run("ALTER TABLE t ADD IF NOT EXISTS PARTITION (year=2025, part='x')")
    assert "doesn't contain all" in athena.fails("ALTER TABLE t ADD PARTITION (year=2025)")
    athena.run("ALTER TABLE t PARTITION (year=2025, part='x') SET LOCATION '%sy/'" % place)
    athena.run("ALTER TABLE t PARTITION (year=2025, part='x') RENAME TO PARTITION (year=2026, part='z')")
    assert ("2026", "z") in {tuple(each["Values"]) for each in lake.partitions("t", "db")}
    athena.run("ALTER TABLE t DROP PARTITION (year < 2026)")
    assert athena.lines("SHOW PARTITIONS t") == ["year=2026/part=z"]
    assert "Partition not found" in athena.fails("ALTER TABLE t DROP PARTITION (year = 1)")
    athena.run("ALTER TABLE t DROP IF EXISTS PARTITION (year = 1)")


def test_case_analyze_msck_upper_case(lake):
    athena = Athena(lake)
    place = athena.text_table("t", "a int", partitioned="PARTITIONED BY (year string)")
    lake.put("tables/t/Year=2024/a.csv", b"1\n")
    lake.put("tables/t/year=2025/a.csv", b"2\n")
    lake.put("tables/t/year=12:30/a.csv", b"3\n")
    lines = athena.lines("MSCK REPAIR TABLE t")
    assert lines[-1] == "Repair: Added partition to metastore t:year=2025"
    assert athena.lines("SHOW PARTITIONS t") == ["year=2025"]
    assert athena.lines("MSCK REPAIR TABLE t") == []
    athena.run("ALTER TABLE t ADD PARTITION (year='2024') LOCATION '%sYear=2024/'" % place)
    assert athena.rows("SELECT a, year FROM t ORDER BY a") == [["1", "2024"], ["2", "2025"]]


def test_a_view_keeps_its_query(lake):
    athena = Athena(lake)
    athena.run("CREATE VIEW v AS SELECT 1 AS a, 'x' AS b")
    assert athena.rows("SELECT * FROM v") == [["1", "x"]]
    assert athena.lines("SHOW VIEWS") == ["v"] and athena.lines("SHOW TABLES") == ["v"]
    assert athena.lines("SHOW CREATE VIEW v")[0] == "CREATE VIEW db.v AS"
    table = lake.table("v", "db")
    assert table["TableType"] == "VIRTUAL_VIEW" and table["ViewOriginalText"].startswith("/* Presto View: ")
    athena.run("CREATE OR REPLACE VIEW v AS SELECT 2 AS a")
    assert athena.rows("SELECT * FROM v") == [["2"]]
    assert "Cannot drop a view" in athena.fails("DROP TABLE v")
    athena.run("DROP VIEW v")
    assert athena.lines("SHOW TABLES") == []
