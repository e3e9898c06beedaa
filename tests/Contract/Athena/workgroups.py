"""Workgroups, their tags, and what they decide for their queries."""

TOKEN = "0123456789abcdef0123456789abcdef"


def make(lake, name="group", **configuration):
    athena = lake.client("athena")
    configuration.setdefault("ResultConfiguration", {"OutputLocation": "s3://%s/own/" % lake.bucket})
    athena.create_work_group(Name=name, Configuration=configuration)
    return athena


def test_a_workgroup_keeps_what_it_is_given_and_fills_in_the_rest(lake):
    athena = lake.client("athena")
    assert athena.create_work_group(
        Name="a.b-c_1",
        Description="for tests",
        Configuration={
            "ResultConfiguration": {
                "OutputLocation": "s3://some-bucket/x/",
                "EncryptionConfiguration": {"EncryptionOption": "SSE_KMS", "KmsKey": "alias/k"},
                "ExpectedBucketOwner": lake.account,
                "AclConfiguration": {"S3AclOption": "BUCKET_OWNER_FULL_CONTROL"},
            },
            "EnforceWorkGroupConfiguration": True,
            "PublishCloudWatchMetricsEnabled": True,
            "BytesScannedCutoffPerQuery": 10000000,
            "RequesterPaysEnabled": False,
            "EngineVersion": {"SelectedEngineVersion": "Athena engine version 3"},
        },
        Tags=[{"Key": "team", "Value": "data"}],
    )["ResponseMetadata"]["HTTPStatusCode"] == 200
    group = athena.get_work_group(WorkGroup="a.b-c_1")["WorkGroup"]
    assert (group["State"], group["Description"]) == ("ENABLED", "for tests")
    configuration = group["Configuration"]
    assert configuration["ResultConfiguration"]["EncryptionConfiguration"] == {
        "EncryptionOption": "SSE_KMS",
        "KmsKey": "alias/k",
    }
    assert configuration["EngineVersion"]["EffectiveEngineVersion"] == "Athena engine version 3"
    lake.refused("InvalidRequestException", athena.create_work_group, Name="a.b-c_1")


def test_an_update_changes_and_removes_single_settings(lake):
    athena = make(lake, BytesScannedCutoffPerQuery=20000000)
    athena.update_work_group(
        WorkGroup="group",
        Description="changed",
        State="DISABLED",
        ConfigurationUpdates={
            "RemoveBytesScannedCutoffPerQuery": True,
            "EnforceWorkGroupConfiguration": False,
            "ResultConfigurationUpdates": {"RemoveOutputLocation": True},
        },
    )
    group = athena.get_work_group(WorkGroup="group")["WorkGroup"]
    assert (group["State"], group["Description"]) == ("DISABLED", "changed")
    assert "BytesScannedCutoffPerQuery" not in group["Configuration"]
    assert "OutputLocation" not in group["Configuration"].get("ResultConfiguration", {})
    message = lake.refused(
        "InvalidRequestException", athena.start_query_execution, QueryString="SHOW DATABASES", WorkGroup="group"
    )
    assert message == "WorkGroup group is disabled."


def test_workgroups_are_listed_by_name_in_pages_and_primary_is_always_there(lake):
    athena = make(lake, "zz")
    make(lake, "aa")
    first = athena.list_work_groups(MaxResults=2)
    assert [group["Name"] for group in first["WorkGroups"]] == ["aa", "primary"]
    assert first["WorkGroups"][0]["Description"] == ""
    second = athena.list_work_groups(MaxResults=2, NextToken=first["NextToken"])
    assert [group["Name"] for group in second["WorkGroups"]] == ["zz"] and "NextToken" not in second
    lake.refused("InvalidRequestException", athena.list_work_groups, MaxResults=50, NextToken="%")
    assert "Description" not in athena.get_work_group(WorkGroup="primary")["WorkGroup"]


def test_a_workgroup_that_holds_queries_is_deleted_only_when_told_so(lake):
    athena = make(lake)
    athena.create_named_query(Name="n", Database="d", QueryString="SELECT 1", WorkGroup="group")
    lake.refused("InvalidRequestException", athena.delete_work_group, WorkGroup="group")
    athena.delete_work_group(WorkGroup="group", RecursiveDeleteOption=True)
    assert lake.refused("InvalidRequestException", athena.get_work_group, WorkGroup="group") == "WorkGroup is not found."
    lake.refused("InvalidRequestException", athena.delete_work_group, WorkGroup="primary")


def test_tags_are_set_listed_and_removed_by_arn(lake):
    athena = make(lake)
    arn = "arn:aws:athena:eu-central-1:%s:workgroup/group" % lake.account
    athena.tag_resource(ResourceARN=arn, Tags=[{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}])
    listed = athena.list_tags_for_resource(ResourceARN=arn, MaxResults=75)["Tags"]
    assert listed == [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    athena.untag_resource(ResourceARN=arn, TagKeys=["a"])
    assert athena.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"Key": "b", "Value": "2"}]
    lake.refused("ResourceNotFoundException", athena.list_tags_for_resource, ResourceARN=arn + "x")
    lake.refused("InvalidRequestException", athena.list_tags_for_resource, ResourceARN=arn, NextToken="abcd")


def test_engine_versions_are_listed(lake):
    versions = lake.client("athena").list_engine_versions(MaxResults=10)["EngineVersions"]
    assert {version["EffectiveEngineVersion"] for version in versions} == {"Athena engine version 3"}
    lake.refused("InvalidRequestException", lake.client("athena").list_engine_versions, NextToken="abcd")


def test_what_is_not_emulated_is_refused_by_its_name(lake):
    athena = lake.client("athena")
    message = lake.refused(
        "NotImplemented",
        athena.create_work_group,
        Name="spark",
        Configuration={"AdditionalConfiguration": '{"NameSpaces":"default"}'},
    )
    assert "AdditionalConfiguration" in message
    lake.refused("NotImplemented", athena.list_sessions, WorkGroup="primary")
    lake.refused(
        "InvalidRequestException",
        athena.create_work_group,
        Name="low",
        Configuration={"BytesScannedCutoffPerQuery": 10000000, "EngineVersion": {"SelectedEngineVersion": "two"}},
    )
