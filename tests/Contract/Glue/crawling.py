"""What crawls find, and what a second crawl changes. Cases from the field are named by their id."""

import gzip


def test_sources_of_all_formats_become_tables_of_one_database(lake):
    lake.make_bucket()
    lake.put("customers/ingest_date=2024-01-01/customers.csv", 'id,name\n1,"Ada, B."\n2,Bob\n')
    lake.put("customers/ingest_date=2024-01-02/customers.csv", "id,name\n3,Cem\n")
    orders = '{"orderId": "o1", "lines": [{"sku": "a", "qty": 2}], "at": "2024-01-01T00:00:00+01:00"}\n'
    lake.put("orders/ingest_date=2024-01-01/orders.jsonl.gz", gzip.compress(orders.encode()))
    lake.put("exchange_rates/exchange_rates.csv", "currency,rate\nUSD,0.9\nEUR,1.0\n")
    lake.crawl_all("customers/", "orders/", "exchange_rates/")

    assert lake.tables() == ["customers", "exchange_rates", "orders"]
    assert lake.columns("customers") == ["id:bigint", "name:string"]
    assert lake.columns("orders") == ["orderid:string", "lines:array<struct<sku:string,qty:int>>", "at:string"]
    orders = lake.table("orders")
    assert orders["PartitionKeys"] == [{"Name": "ingest_date", "Type": "string"}]
    assert orders["Parameters"]["compressionType"] == "gzip" and orders["Parameters"]["classification"] == "json"
    assert orders["StorageDescriptor"]["SerdeInfo"]["Parameters"]["paths"] == "at,lines,orderId"
    assert orders["CreatedBy"].endswith("assumed-role/crawling/AWS-Crawler")
    partitions = lake.partitions("customers")
    assert [partition["Values"] for partition in partitions] == [["2024-01-01"], ["2024-01-02"]]
    location = "s3://%s/customers/ingest_date=2024-01-01/" % lake.bucket
    assert partitions[0]["StorageDescriptor"]["Location"] == location


def test_a_csv_classifier_sets_the_serde_and_takes_the_header(lake):
    lake.make_bucket()
    lake.put("t/a.csv", '"name","city"\n"Ada","Rome, Italy"\n"Bob","Ulm"\n')
    lake.glue.create_classifier(
        CsvClassifier={
            "Name": "csv",
            "Delimiter": ",",
            "QuoteSymbol": '"',
            "ContainsHeader": "PRESENT",
            "Serde": "OpenCSVSerDe",
        }
    )
    lake.crawl_all(Classifiers=["csv"])
    table = lake.table("t")
    assert lake.columns("t") == ["name:string", "city:string"]
    serde = table["StorageDescriptor"]["SerdeInfo"]
    assert serde["SerializationLibrary"] == "org.apache.hadoop.hive.serde2.OpenCSVSerde"
    assert serde["Parameters"]["separatorChar"] == "," and serde["Parameters"]["quoteChar"] == '"'
    assert table["Parameters"]["skip.header.line.count"] == "1"


def test_a_json_classifier_makes_rows_of_the_elements_of_an_array(lake):
    lake.make_bucket()
    lake.put("t/a.json", '[{"a": 1}, {"a": 2, "b": "x"}]')
    lake.crawl_all()
    assert lake.columns("t") == ["array:array<struct<a:int,b:string>>"]
    lake.glue.create_classifier(JsonClassifier={"Name": "rows", "JsonPath": "$[*]"})
    lake.crawl_all(Name="second", Classifiers=["rows"])
    assert lake.columns("t") == ["a:int", "b:string"]


def test_a_crawl_tells_its_story_in_the_log(lake):
    lake.make_bucket()
    lake.put("t/a.csv", "id,v\n1,1.5\n")
    last = lake.crawl_all()
    lines = [line.split("] ", 1)[1] for line in lake.crawl_log(last)]
    assert lines[0] == "BENCHMARK : Running Start Crawl for Crawler crawler"
    assert lines[1] == "BENCHMARK : Classification complete, writing results to database raw"
    assert "INFO : Created table t in database raw" in lines
    assert lines[-3:] == [
        "INFO : Run Summary For TABLE:",
        "INFO : ADD: 1",
        "BENCHMARK : Crawler has finished running and is in state READY",
    ], lines


def test_samples_exclusions_and_prefixes_are_honoured(lake):
    lake.trust_glue("x")
    lake.make_bucket()
    for number in range(5):
        lake.put("t/%d.csv" % number, "id,v\n1,1.5\n")
    lake.put("t/tmp/other.json", '{"x": 1}')
    target = {"Path": "s3://%s/t" % lake.bucket, "Exclusions": ["tmp/**"], "SampleSize": 2}
    lake.glue.create_crawler(
        Name="c", Role="x", DatabaseName="raw", TablePrefix="my_", Targets={"S3Targets": [target]}
    )
    assert lake.crawl("c")["Status"] == "SUCCEEDED"
    table = lake.table("my_t")
    assert lake.tables() == ["my_t"] and table["Parameters"]["objectCount"] == "5"
    assert table["Parameters"]["exclusions"] == '["s3://%s/t/tmp/**"]' % lake.bucket


def test_a_second_crawl_updates_and_retires(lake):
    lake.make_bucket()
    lake.put("t/dt=1/a.csv", "id,v\n1,1.5\n")
    lake.put("gone/a.json", '{"a": 1}')
    lake.crawl_all()
    lake.put("t/dt=2/a.csv", "id,v,w\n2,2.5,3\n")
    lake.s3.delete_object(Bucket=lake.bucket, Key="gone/a.json")
    assert lake.crawl("crawler")["Status"] == "SUCCEEDED"
    assert lake.columns("t") == ["id:bigint", "v:double", "w:bigint"]
    assert len(lake.partitions("t")) == 2 and lake.table("t")["VersionId"] == "1"
    assert "DEPRECATED_BY_CRAWLER" in lake.table("gone")["Parameters"]


def test_new_folders_only_leaves_what_is_known_alone(lake):
    lake.make_bucket()
    lake.put("t/dt=1/a.csv", "id,v\n1,1.5\n")
    policies = {
        "RecrawlPolicy": {"RecrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"},
        "SchemaChangePolicy": {"UpdateBehavior": "LOG", "DeleteBehavior": "LOG"},
    }
    lake.crawl_all(**policies)
    lake.put("t/dt=2/a.csv", "id,v,w\n2,2.5,3\n")
    lake.s3.delete_object(Bucket=lake.bucket, Key="t/dt=1/a.csv")
    lake.crawl("crawler")
    assert lake.columns("t") == ["id:bigint", "v:double"]
    assert [partition["Values"] for partition in lake.partitions("t")] == [["1"], ["2"]]


def test_a_table_threshold_fails_the_crawl_and_writes_nothing(lake):
    lake.trust_glue("x")
    lake.make_bucket()
    lake.put("a/x.csv", "id,v\n1,1.5\n")
    lake.put("b/x.json", '{"a": 1}')
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    lake.glue.create_crawler(
        Name="c",
        Role="x",
        DatabaseName="raw",
        Targets={"S3Targets": [{"Path": "s3://%s/" % lake.bucket}]},
        Configuration='{"Version":1.0,"CrawlerOutput":{"Tables":{"TableThreshold":1}}}',
    )
    last = lake.crawl("c")
    assert last["Status"] == "FAILED" and "threshold" in last["ErrorMessage"] and lake.tables() == []


def test_data_that_is_not_understood_fails_the_crawl_by_name(lake):
    lake.trust_glue("x")
    lake.make_bucket()
    lake.put("t/a.orc", b"ORC\x01\x02")
    lake.glue.create_crawler(
        Name="c", Role="x", DatabaseName="raw", Targets={"S3Targets": [{"Path": "s3://%s/" % lake.bucket}]}
    )
    last = lake.crawl("c")
    assert last["Status"] == "FAILED" and "'t/a.orc' is ORC" in last["ErrorMessage"]


def test_case_stage_bom_header(lake):
    lake.make_bucket()
    lake.put("export/export.csv", lake.read_case("stage-bom-header", "export.csv"))
    last = lake.crawl_all()
    names = [column.split(":")[0] for column in lake.columns("export")]
    assert names[1:] == ["name", "score"] and names[0].endswith("customer_id") and names[0] != "customer_id", names
    assert any("byte order mark" in line for line in lake.crawl_log(last))


def test_case_stage_all_text_header(lake):
    lake.make_bucket()
    lake.put("names/names.csv", lake.read_case("stage-all-text-header", "names.csv"))
    last = lake.crawl_all()
    assert lake.columns("names") == ["col%d:string" % number for number in range(3)]
    assert "skip.header.line.count" not in lake.table("names")["Parameters"]
    assert any("every column is text" in line for line in lake.crawl_log(last))

    lake.glue.create_classifier(CsvClassifier={"Name": "csv", "ContainsHeader": "PRESENT"})
    lake.crawl_all(Name="second", Classifiers=["csv"])
    assert not lake.columns("names")[0].startswith("col0")
    assert lake.table("names")["Parameters"]["skip.header.line.count"] == "1"


def test_case_stage_zip_leading_zeros(lake):
    lake.make_bucket()
    lake.put("addresses/addresses.csv", lake.read_case("stage-zip-leading-zeros", "addresses.csv"))
    last = lake.crawl_all()
    assert "zip:bigint" in lake.columns("addresses")
    assert any("leading zeros" in line for line in lake.crawl_log(last))


def test_case_stage_mixed_json_folder(lake):
    lake.make_bucket()
    names = ["areas", "events", "members"]
    for name in names:
        lake.put("mix/%s.json" % name, lake.read_case("stage-mixed-json-folder", name + ".json"))
    last = lake.crawl_all()
    assert lake.tables() == [name + "_json" for name in names]
    location = lake.table("areas_json")["StorageDescriptor"]["Location"]
    assert location == "s3://%s/mix/areas.json" % lake.bucket
    assert any("will have no rows" in line for line in lake.crawl_log(last))

    for name in names:
        lake.put("own/%s/%s.json" % (name, name), lake.read_case("stage-mixed-json-folder", name + ".json"))
    lake.crawl_all("own/areas/", "own/events/", "own/members/", Name="second")
    assert set(names) <= set(lake.tables())
    assert lake.table("areas")["StorageDescriptor"]["Location"] == "s3://%s/own/areas/" % lake.bucket


def test_case_stage_folder_markers(lake):
    lake.make_bucket()
    for marker in ("logs/", "logs/year=2015/", "logs/year=2015/month=01/", "logs/year=2015/month=02/"):
        lake.put(marker, b"")
    lake.put("logs/year=2015/month=01/a.csv", "id,v\n1,2.5\n2,3.5\n")
    lake.crawl_all()
    assert lake.tables() == ["logs"]
    assert [key["Name"] for key in lake.table("logs")["PartitionKeys"]] == ["year", "month"]
    assert [partition["Values"] for partition in lake.partitions("logs")] == [["2015", "01"]]


def test_case_process_title_line_header_is_explained_by_the_crawl(lake):
    lake.make_bucket()
    lake.put("trips/trips.csv", lake.read_case("process-title-line-header", "trips.csv"))
    last = lake.crawl_all()
    assert any("title line" in line for line in lake.crawl_log(last)), lake.crawl_log(last)


def test_case_process_line_separators_do_not_end_records(lake):
    lake.make_bucket()
    lake.put("notes/notes.json", lake.read_case("process-line-separators", "notes.json"))
    lake.crawl_all()
    assert lake.table("notes")["Parameters"]["classification"] == "json"
    assert lake.table("notes")["Parameters"]["recordCount"] == "3"
