"""Crawlers and classifiers as resources: settings, states, history."""

PATH = {"S3Targets": [{"Path": "s3://somewhere/data/"}]}


def test_every_setting_of_a_crawler_comes_back(lake):
    lake.trust_glue("x")
    glue = lake.glue
    glue.create_classifier(CsvClassifier={"Name": "csv", "Delimiter": ","})
    lake.glue.create_security_configuration(Name="sec", EncryptionConfiguration={})
    configuration = '{"Version":1.0,"CrawlerOutput":{"Partitions":{"AddOrUpdateBehavior":"InheritFromTable"}}}'
    given = {
        "Name": "c",
        "Role": "arn:aws:iam::%s:role/x" % lake.account,
        "DatabaseName": "raw",
        "Description": "d",
        "Targets": {"S3Targets": [{"Path": "s3://b/p/", "Exclusions": ["**.tmp"], "SampleSize": 3}]},
        "Classifiers": ["csv"],
        "TablePrefix": "p_",
        "SchemaChangePolicy": {"UpdateBehavior": "LOG", "DeleteBehavior": "LOG"},
        "RecrawlPolicy": {"RecrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"},
        "LineageConfiguration": {"CrawlerLineageSettings": "DISABLE"},
        "LakeFormationConfiguration": {"UseLakeFormationCredentials": False, "AccountId": ""},
        "Configuration": configuration,
        "CrawlerSecurityConfiguration": "sec",
    }
    glue.create_crawler(Tags={"a": "b"}, **given)
    crawler = glue.get_crawler(Name="c")["Crawler"]
    assert {name: crawler[name] for name in given} == given
    assert (crawler["State"], crawler["Version"], crawler["CrawlElapsedTime"]) == ("READY", 1, 0)
    assert "LastCrawl" not in crawler
    assert glue.get_tags(ResourceArn=lake.arn("crawler/c"))["Tags"] == {"a": "b"}

    given.update(Description="e", TablePrefix="q_")
    glue.update_crawler(**given)
    crawler = glue.get_crawler(Name="c")["Crawler"]
    assert (crawler["Description"], crawler["TablePrefix"], crawler["Version"]) == ("e", "q_", 2)


def test_what_is_left_out_has_the_documented_default_and_an_update_keeps_the_rest(lake):
    lake.trust_glue("x")
    glue = lake.glue
    glue.create_crawler(Name="c", Role="x", Targets=PATH)
    crawler = glue.get_crawler(Name="c")["Crawler"]
    assert crawler["SchemaChangePolicy"] == {
        "UpdateBehavior": "UPDATE_IN_DATABASE",
        "DeleteBehavior": "DEPRECATE_IN_DATABASE",
    }
    assert crawler["RecrawlPolicy"] == {"RecrawlBehavior": "CRAWL_EVERYTHING"} and crawler["Classifiers"] == []
    glue.update_crawler(Name="c", DatabaseName="other")
    assert glue.get_crawler(Name="c")["Crawler"]["Targets"] == PATH


def test_crawlers_are_listed_in_pages_by_tag_and_in_batches(lake):
    lake.trust_glue("x")
    glue = lake.glue
    for name in ("a", "b", "c"):
        glue.create_crawler(Name=name, Role="x", Targets=PATH, Tags={"odd": str(name != "b")})
    first = glue.get_crawlers(MaxResults=2)
    assert [crawler["Name"] for crawler in first["Crawlers"]] == ["a", "b"]
    rest = glue.get_crawlers(MaxResults=2, NextToken=first["NextToken"])
    assert [crawler["Name"] for crawler in rest["Crawlers"]] == ["c"]
    names = glue.list_crawlers(MaxResults=1, Tags={"odd": "True"})
    assert names["CrawlerNames"] == ["a"]
    assert glue.list_crawlers(NextToken=names["NextToken"], Tags={"odd": "True"})["CrawlerNames"] == ["c"]
    batch = glue.batch_get_crawlers(CrawlerNames=["b", "nothere"])
    assert [crawler["Name"] for crawler in batch["Crawlers"]] == ["b"]
    assert batch["CrawlersNotFound"] == ["nothere"]


def test_bad_settings_are_refused(lake):
    lake.trust_glue("x")
    glue = lake.glue

    def refused(code, **settings):
        return lake.refused(code, glue.create_crawler, **dict({"Name": "c", "Role": "x", "Targets": PATH}, **settings))

    refused("InvalidInputException", Targets={"S3Targets": []})
    refused("InvalidInputException", Targets={"S3Targets": [{"Path": "/no/scheme"}]})
    refused("InvalidInputException", Targets={"S3Targets": [{"Path": "s3://b/", "Exclusions": ["[x"]}]})
    refused("EntityNotFoundException", Classifiers=["nothere"])
    refused("EntityNotFoundException", CrawlerSecurityConfiguration="nothere")
    refused("InvalidInputException", RecrawlPolicy={"RecrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"})
    message = refused(
        "InvalidInputException",
        Configuration='{"Version":1.0,"CrawlerOutput":{"Partitions":{"UpdateBehavior":"LOG"}}}',
    )
    assert message == "CrawlerOutput.Partitions contains unsupported keys: UpdateBehavior."
    glue.create_crawler(Name="c", Role="x", Targets=PATH)
    refused("AlreadyExistsException")


def test_what_a_crawler_cannot_do_here_is_refused_by_name(lake):
    glue = lake.glue

    def refused(**settings):
        members = dict({"Name": "c", "Role": "x", "Targets": PATH}, **settings)
        return lake.refused("NotImplemented", glue.create_crawler, **members)

    assert "Schedule" in refused(Schedule="cron(0 1 * * ? *)")
    assert "JdbcTargets" in refused(Targets={"JdbcTargets": [{"ConnectionName": "x", "Path": "y"}]})
    assert "CRAWL_EVENT_MODE" in refused(RecrawlPolicy={"RecrawlBehavior": "CRAWL_EVENT_MODE"})
    assert "lineage" in refused(LineageConfiguration={"CrawlerLineageSettings": "ENABLE"})
    assert "Lake Formation" in refused(LakeFormationConfiguration={"UseLakeFormationCredentials": True})


def test_a_role_that_glue_may_not_take_makes_no_crawler(lake):
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    stranger = "arn:aws:iam::%s:role/stranger" % lake.account
    lake.trust_glue("stranger", **{"aws:SourceArn": "arn:aws:glue:eu-central-1:%s:crawler/other" % lake.account})
    lake.trust_glue("own", **{"aws:SourceArn": "arn:aws:glue:eu-central-1:%s:crawler/c" % lake.account})
    for role in ("none", stranger, "arn:aws:iam::999999999999:role/own"):
        said = lake.refused(
            "InvalidInputException", lake.glue.create_crawler, Name="c", Role=role, DatabaseName="raw", Targets=PATH
        )
        assert "unable to assume provided role" in said
    lake.glue.create_crawler(Name="c", Role="own", DatabaseName="raw", Targets=PATH)
    lake.refused("InvalidInputException", lake.glue.update_crawler, Name="c", Role=stranger)
    assert lake.glue.get_crawler(Name="c")["Crawler"]["Role"] == "own"


def test_a_crawler_that_does_not_exist_is_named(lake):
    lake.trust_glue("x")
    for call in (lake.glue.get_crawler, lake.glue.start_crawler, lake.glue.stop_crawler, lake.glue.delete_crawler):
        assert lake.refused("EntityNotFoundException", call, Name="no") == "Crawler no not found."
    lake.refused("EntityNotFoundException", lake.glue.update_crawler, Name="no", Role="x")
    lake.refused("EntityNotFoundException", lake.glue.list_crawls, CrawlerName="no")


def test_a_crawl_of_a_missing_bucket_fails_and_says_so(lake):
    lake.trust_glue("x")
    lake.glue.create_crawler(Name="c", Role="x", DatabaseName="raw", Targets=PATH)
    last = lake.crawl("c")
    assert last["Status"] == "FAILED" and "bucket" in last["ErrorMessage"], last
    crawl = lake.glue.list_crawls(CrawlerName="c")["Crawls"][0]
    assert crawl["State"] == "FAILED" and crawl["ErrorMessage"] == last["ErrorMessage"]


def test_history_and_metrics_tell_what_crawls_did(lake):
    glue = lake.glue
    lake.make_bucket()
    lake.put("a/x.csv", "id,v\n1,1.5\n")
    last = lake.crawl_all()
    assert (last["LogGroup"], last["LogStream"]) == ("/aws-glue/crawlers", "crawler")
    lake.put("b/x.json", '{"a": 1}')
    lake.crawl("crawler")
    first = glue.list_crawls(CrawlerName="crawler", MaxResults=1)
    second = glue.list_crawls(CrawlerName="crawler", NextToken=first["NextToken"])
    assert [crawl["State"] for crawl in first["Crawls"] + second["Crawls"]] == ["COMPLETED", "COMPLETED"]
    assert second["Crawls"][0]["CrawlId"] == last["MessagePrefix"]
    assert '"names":["b"]' in first["Crawls"][0]["Summary"]
    metrics = glue.get_crawler_metrics(CrawlerNameList=["crawler"], MaxResults=5)["CrawlerMetricsList"]
    assert (metrics[0]["TablesCreated"], metrics[0]["TablesUpdated"], metrics[0]["StillEstimating"]) == (1, 0, False)
    lake.refused("InvalidInputException", glue.get_crawler_metrics, NextToken="%%%")


def test_a_crawler_runs_once_at_a_time_and_an_idle_one_cannot_be_stopped(lake):
    lake.trust_glue("x")
    glue = lake.glue
    lake.make_bucket()
    for number in range(300):
        lake.put("t/%d.csv" % number, "id,v\n1,1.5\n")
    glue.create_crawler(
        Name="c", Role="x", DatabaseName="raw", Targets={"S3Targets": [{"Path": "s3://%s/t/" % lake.bucket}]}
    )
    assert lake.refused("CrawlerNotRunningException", glue.stop_crawler, Name="c") == "Crawler with name c isn't running"
    glue.start_crawler(Name="c")
    refusals = set()
    while glue.get_crawler(Name="c")["Crawler"]["State"] == "RUNNING":
        try:
            glue.update_crawler(Name="c", Description="while it runs")
        except glue.exceptions.CrawlerRunningException:
            refusals.add("update")
        try:
            glue.start_crawler(Name="c")
        except glue.exceptions.CrawlerRunningException:
            refusals.add("start")
    assert refusals == {"update", "start"}, refusals
    crawler = lake.until(lambda: glue.get_crawler(Name="c")["Crawler"], lambda seen: seen["State"] == "READY")
    assert crawler["LastCrawl"]["Status"] == "SUCCEEDED"


def test_a_stopped_crawl_writes_nothing(lake):
    lake.trust_glue("x")
    glue = lake.glue
    lake.make_bucket()
    lake.glue.create_database(DatabaseInput={"Name": "raw"})
    for number in range(300):
        lake.put("t/%d.csv" % number, "id,v\n1,1.5\n")
    glue.create_crawler(
        Name="c", Role="x", DatabaseName="raw", Targets={"S3Targets": [{"Path": "s3://%s/t/" % lake.bucket}]}
    )
    glue.start_crawler(Name="c")
    glue.stop_crawler(Name="c")
    crawler = lake.until(lambda: glue.get_crawler(Name="c")["Crawler"], lambda seen: seen["State"] == "READY")
    assert crawler["LastCrawl"]["Status"] == "CANCELLED" and lake.tables() == []
    assert glue.list_crawls(CrawlerName="c")["Crawls"][0]["State"] == "STOPPED"
    glue.delete_crawler(Name="c")
    lake.refused("EntityNotFoundException", glue.get_crawler, Name="c")


def test_classifiers_are_created_read_changed_and_deleted(lake):
    glue = lake.glue
    csv = {
        "Name": "csv",
        "Delimiter": ";",
        "QuoteSymbol": "'",
        "ContainsHeader": "ABSENT",
        "Header": ["a", "b"],
        "DisableValueTrimming": True,
        "AllowSingleColumn": True,
        "CustomDatatypeConfigured": True,
        "CustomDatatypes": ["STRING", "LONG"],
        "Serde": "OpenCSVSerDe",
    }
    glue.create_classifier(CsvClassifier=csv)
    glue.create_classifier(JsonClassifier={"Name": "json", "JsonPath": "$[*]"})
    found = glue.get_classifier(Name="csv")["Classifier"]["CsvClassifier"]
    assert {name: found[name] for name in csv} == csv and found["Version"] == 1
    glue.update_classifier(CsvClassifier={"Name": "csv", "Delimiter": "|"})
    glue.update_classifier(JsonClassifier={"Name": "json", "JsonPath": "$.rows[*]"})
    found = glue.get_classifier(Name="csv")["Classifier"]["CsvClassifier"]
    assert (found["Delimiter"], found["QuoteSymbol"], found["Version"]) == ("|", "'", 2)
    page = glue.get_classifiers(MaxResults=1)
    rest = glue.get_classifiers(MaxResults=1, NextToken=page["NextToken"])
    assert rest["Classifiers"][0]["JsonClassifier"]["JsonPath"] == "$.rows[*]"
    glue.delete_classifier(Name="csv")
    lake.refused("EntityNotFoundException", glue.get_classifier, Name="csv")
    lake.refused("EntityNotFoundException", glue.delete_classifier, Name="csv")


def test_classifiers_that_cannot_be_used_are_refused(lake):
    glue = lake.glue
    grok = {"Name": "g", "Classification": "log", "GrokPattern": "%{WORD:w}"}
    assert "GrokClassifier" in lake.refused("NotImplemented", glue.create_classifier, GrokClassifier=grok)
    xml = {"Name": "x", "Classification": "xml", "RowTag": "row"}
    assert "XMLClassifier" in lake.refused("NotImplemented", glue.create_classifier, XMLClassifier=xml)
    lake.refused("InvalidInputException", glue.create_classifier)
    bad = {"Name": "c", "ContainsHeader": "PRESENT", "Delimiter": ",", "QuoteSymbol": ","}
    lake.refused("InvalidInputException", glue.create_classifier, CsvClassifier=bad)
    message = lake.refused(
        "NotImplemented", glue.create_classifier, JsonClassifier={"Name": "j", "JsonPath": "$..deep"}
    )
    assert "$..deep" in message
