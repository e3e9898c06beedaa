"""The console's pages, and who may ask for them."""

import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "QuickSight"))
from quicksight_lake import QuickSight  # noqa: E402  the path above finds it

CONSOLE = os.environ["CONSOLE"]
EVIL = "<img src=x onerror=alert(1)>"


def ask(path, method="GET", body=None, **headers):
    request = urllib.request.Request(CONSOLE + path, data=body, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode(), fault.headers


def page(lake, path):
    status, text, _ = ask("%s?account=%s&region=eu-central-1" % (path, lake.account))
    assert status == 200, (status, text)
    return text


def run_record(stack):
    return {
        "version": 1,
        "stack": stack,
        "startedAt": "2024-05-01T10:00:00+00:00",
        "seconds": 3.5,
        "stages": [
            {
                "name": "process",
                "in": 1200,
                "inUnit": "rows",
                "out": 1100,
                "outUnit": "rows",
                "duplicates": 40,
                "rejected": {"bad e-mail": 60},
                "bytes": 4096,
                "seconds": 1.5,
                "notes": [EVIL],
            }
        ],
        "sources": {},
        "anomalies": [{"day": "2024-04-30", "country": "DE", "revenueEur": 9000.5, "meanEur": 1000, "score": 12.5}],
        "checked": "expectedResults",
        "mismatches": [],
        "accessEnforced": False,
    }


def report(stack, secret, record):
    body = json.dumps(record).encode()
    return ask("/runs/" + stack, "PUT", body, Authorization="Bearer " + secret)


def test_a_reported_run_is_shown_with_its_stages(lake):
    secret = os.environ["ROOT_SECRET"]
    stack = "stack-" + lake.account
    assert report(stack, secret, run_record(stack))[0] == 204
    text = page(lake, "/")
    for part in (stack, "Process", "1,200", "1,100", "bad e-mail: 60", "4,096", "2024-04-30 DE", "9,000.50", "as expected"):
        assert part in text, part
    assert EVIL not in text and "&lt;img src=x" in text


def test_a_run_is_taken_only_with_the_root_secret_and_in_its_form(lake):
    stack = "stack-" + lake.account
    assert report(stack, "wrong", run_record(stack))[0] == 401
    assert ask("/runs/" + stack, "PUT", b"{}")[0] == 401
    secret = os.environ["ROOT_SECRET"]
    status, text, _ = report(stack, secret, {**run_record(stack), "version": 9})
    assert status == 400 and "version 9" in text
    assert report(stack, secret, run_record("another"))[0] == 400
    assert stack not in page(lake, "/")


def test_foreign_names_and_pages_are_turned_away(lake):
    port = CONSOLE.rsplit(":", 1)[1]
    for host in ("evil.example:" + port, "127.0.0.1.nip.io:" + port, "127.0.0.1"):
        assert ask("/", Host=host)[0] == 421, host
    assert ask("/", Origin="http://evil.example")[0] == 403
    assert ask("/", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"})[0] == 403
    form = b"sql=SELECT+1&workgroup=primary&database="
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert ask("/query", "POST", form, **kind)[0] == 403
    assert ask("/query", "POST", form, Origin="http://localhost:1", **kind)[0] == 403
    status, _, headers = ask("/")
    policy = headers["Content-Security-Policy"]
    assert status == 200 and "default-src 'none'" in policy and "script-src 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and "unsafe-eval" not in policy
    assert ask("/nothing")[0] == 404 and ask("/assets/../state.db")[0] == 404


def test_objects_and_the_catalog_are_listed(lake):
    lake.make_bucket()
    lake.put("folder/%s.txt" % EVIL.replace("/", ""), b"x")
    lake.make_table("orders", keys=(("day", "date"),))
    lake.glue.create_partition(
        DatabaseName="db",
        TableName="orders",
        PartitionInput={"Values": ["2024-01-02"], "StorageDescriptor": {"Location": "s3://b/p/"}},
    )
    assert lake.bucket in page(lake, "/objects")
    assert "folder/" in page(lake, "/objects/" + lake.bucket)
    status, text, _ = ask("/objects/%s?prefix=folder/" % lake.bucket)
    assert status == 200 and "&lt;img src=x" in text and EVIL not in text
    assert "db" in page(lake, "/catalog") and "orders" in page(lake, "/catalog/db")
    table = page(lake, "/catalog/db/orders")
    assert "day (partition key)" in table and "2024-01-02" in table and "bigint" in table
    assert ask("/objects/nobody")[0] == 404 and ask("/catalog/nobody")[0] == 404


def test_a_statement_is_run_from_the_query_box(lake):
    QuickSight(lake)
    origin = {"Origin": CONSOLE, "Content-Type": "application/x-www-form-urlencoded"}
    where = "/query?account=%s&region=eu-central-1" % lake.account
    form = urllib.parse.urlencode({"sql": "SELECT '%s' AS a, NULL AS b" % EVIL, "workgroup": "tests", "database": ""})
    status, text, _ = ask(where, "POST", form.encode(), **origin)
    assert status == 200 and "&lt;img src=x" in text and EVIL not in text and ">NULL<" in text
    form = urllib.parse.urlencode({"sql": "SELEKT", "workgroup": "tests", "database": ""})
    assert "mismatched input" in ask(where, "POST", form.encode(), **origin)[1]


def tile(text, visual):
    return re.search(r'<section class="tile [^"]*" id="visual-%s">.*?</section>' % visual, text, re.S).group(0)


def test_case_serve_field_gone_in_visual(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    quicksight.make_set()
    count = {
        "KPIVisual": {
            "VisualId": "countries",
            "Title": {"FormatText": {"PlainText": "Countries"}},
            "ChartConfiguration": {
                "FieldWells": {
                    "Values": [
                        {
                            "CategoricalMeasureField": {
                                "FieldId": "n",
                                "Column": quicksight.column("country"),
                                "AggregationFunction": "DISTINCT_COUNT",
                            }
                        }
                    ]
                }
            },
        }
    }
    board = dict(AwsAccountId=lake.account, DashboardId="board", Name="Sales")
    sheet = [quicksight.kpi(), quicksight.bar(), count]
    quicksight.client.create_dashboard(Definition=quicksight.definition(sheet), **board)
    text = page(lake, "/dashboards/board")
    assert "all 3 visuals are drawn" in text and "Total &lt;b&gt;" in text
    assert '<p class="kpi">30</p>' in tile(text, "total") and "data-chart" in tile(text, "by-country")

    renamed = quicksight.tables(
        (("country", "STRING"), ("total", "DECIMAL")),
        "SELECT * FROM (VALUES ('DE', 10e0), ('FR', 20e0)) AS t(country, total)",
    )
    quicksight.client.update_data_set(
        AwsAccountId=lake.account, DataSetId="sales", Name="sales", ImportMode="DIRECT_QUERY", PhysicalTableMap=renamed
    )
    text = page(lake, "/dashboards/board")
    assert "2 of 3 visuals cannot be drawn" in text
    for visual in ("total", "by-country"):
        assert "&#39;amount&#39;" in tile(text, visual) and 'role="alert"' in tile(text, visual)
    assert '<p class="kpi">2</p>' in tile(text, "countries")


def test_a_new_published_version_is_what_readers_see(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    quicksight.make_set()
    board = dict(AwsAccountId=lake.account, DashboardId="board")
    quicksight.client.create_dashboard(Name="Sales", Definition=quicksight.definition(), **board)
    two = quicksight.definition([quicksight.kpi()], [quicksight.bar()])
    quicksight.client.update_dashboard(Name="Sales", Definition=two, **board)
    assert "Version 1;" in page(lake, "/dashboards/board")
    quicksight.client.update_dashboard_published_version(VersionNumber=2, **board)
    text = page(lake, "/dashboards/board")
    assert "Version 2;" in text and "<h2>Sheet 1</h2>" in text
    assert "Sales" in page(lake, "/dashboards")
