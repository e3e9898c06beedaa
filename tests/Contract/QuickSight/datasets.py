"""Data sources and data sets, their permissions and ingestions."""

from quicksight_lake import QuickSight

OWNER = [
    "quicksight:" + action
    for action in (
        "DescribeDataSet DescribeDataSetPermissions PassDataSet DescribeIngestion ListIngestions UpdateDataSet"
        " DeleteDataSet CreateIngestion CancelIngestion UpdateDataSetPermissions CreateRefreshSchedule"
        " UpdateRefreshSchedule DeleteRefreshSchedule DescribeRefreshSchedule ListRefreshSchedules"
        " PutDataSetRefreshProperties DescribeDataSetRefreshProperties DeleteDataSetRefreshProperties"
    ).split()
]
SOURCE_READER = ["quicksight:DescribeDataSource", "quicksight:DescribeDataSourcePermissions", "quicksight:PassDataSource"]


def test_a_data_source_is_tested_shared_tagged_and_deleted(lake):
    quicksight = QuickSight(lake)
    readers = quicksight.make_group()
    client, account = quicksight.client, quicksight.account
    grant = [{"Principal": readers, "Actions": SOURCE_READER}]
    arn = quicksight.make_source(
        Permissions=grant, SslProperties={"DisableSsl": False}, Tags=[{"Key": "a", "Value": "b"}]
    )
    source = client.describe_data_source(DataSourceId="source", **account)["DataSource"]
    assert (source["Status"], source["Type"], source["Arn"]) == ("CREATION_SUCCESSFUL", "ATHENA", arn)
    shared = client.describe_data_source_permissions(DataSourceId="source", **account)["Permissions"]
    assert [set(each["Actions"]) for each in shared] == [set(SOURCE_READER)]
    client.update_data_source_permissions(DataSourceId="source", RevokePermissions=grant, **account)
    assert client.describe_data_source_permissions(DataSourceId="source", **account)["Permissions"] == []
    client.update_data_source_permissions(DataSourceId="source", GrantPermissions=grant, **account)
    assert len(client.describe_data_source_permissions(DataSourceId="source", **account)["Permissions"]) == 1
    client.tag_resource(ResourceArn=arn, Tags=[{"Key": "c", "Value": "d"}])
    client.untag_resource(ResourceArn=arn, TagKeys=["a", "x"])
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == [{"Key": "c", "Value": "d"}]
    client.update_data_source(
        DataSourceId="source",
        Name="renamed",
        DataSourceParameters={"AthenaParameters": {"WorkGroup": "nobody"}},
        SslProperties={"DisableSsl": True},
        **account
    )
    source = client.describe_data_source(DataSourceId="source", **account)["DataSource"]
    assert (source["Name"], source["Status"], source["ErrorInfo"]["Type"]) == (
        "renamed",
        "UPDATE_FAILED",
        "GENERIC_SQL_FAILURE",
    )
    client.delete_data_source(DataSourceId="source", **account)
    lake.refused("ResourceNotFoundException", client.describe_data_source, DataSourceId="source", **account)
    lake.refused("ResourceNotFoundException", client.list_tags_for_resource, ResourceArn=arn)


def test_sources_and_sets_are_listed_in_pages(lake):
    quicksight = QuickSight(lake)
    client, account = quicksight.client, quicksight.account
    for name in ("other", "source"):
        quicksight.make_source(name)
    first = client.list_data_sources(MaxResults=1, **account)
    second = client.list_data_sources(MaxResults=1, NextToken=first["NextToken"], **account)
    assert [each["DataSourceId"] for each in first["DataSources"] + second["DataSources"]] == ["other", "source"]
    for name in ("aa", "bb"):
        quicksight.make_set(name)
    first = client.list_data_sets(MaxResults=1, **account)
    second = client.list_data_sets(MaxResults=1, NextToken=first["NextToken"], **account)
    assert [each["DataSetId"] for each in first["DataSetSummaries"] + second["DataSetSummaries"]] == ["aa", "bb"]
    lake.refused("InvalidNextTokenException", client.list_data_sets, NextToken="%", **account)


def test_a_data_set_shows_the_columns_that_its_transforms_leave(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    client, account = quicksight.client, quicksight.account
    logical = {
        "l": {
            "Alias": "sales",
            "Source": {"PhysicalTableId": "table"},
            "DataTransforms": [
                {"RenameColumnOperation": {"ColumnName": "amount", "NewColumnName": "total"}},
                {"CastColumnTypeOperation": {"ColumnName": "total", "NewColumnType": "INTEGER"}},
                {"TagColumnOperation": {"ColumnName": "country", "Tags": [{"ColumnGeographicRole": "COUNTRY"}]}},
                {"ProjectOperation": {"ProjectedColumns": ["total", "country"]}},
            ],
        }
    }
    quicksight.make_set(
        LogicalTableMap=logical,
        Tags=[{"Key": "a", "Value": "b"}],
        DataSetUsageConfiguration={"DisableUseAsDirectQuerySource": True, "DisableUseAsImportedSource": True},
    )
    found = client.describe_data_set(DataSetId="sales", **account)["DataSet"]
    assert [(each["Name"], each["Type"]) for each in found["OutputColumns"]] == [
        ("total", "INTEGER"),
        ("country", "STRING"),
    ]
    client.update_data_set(
        DataSetId="sales",
        Name="changed",
        ImportMode="DIRECT_QUERY",
        PhysicalTableMap=quicksight.tables(),
        LogicalTableMap={"l": {"Alias": "a", "Source": {"PhysicalTableId": "table"}}},
        DataSetUsageConfiguration={"DisableUseAsDirectQuerySource": False, "DisableUseAsImportedSource": False},
        **account
    )
    assert len(client.describe_data_set(DataSetId="sales", **account)["DataSet"]["OutputColumns"]) == 2
    logical["l"]["DataTransforms"] = [{"ProjectOperation": {"ProjectedColumns": ["nothing"]}}]
    message = lake.refused("InvalidParameterValueException", quicksight.make_set, "other", LogicalTableMap=logical)
    assert "'nothing'" in message
    client.delete_data_set(DataSetId="sales", **account)
    lake.refused("ResourceNotFoundException", client.describe_data_set, DataSetId="sales", **account)


def test_case_serve_owner_actions(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    owners = quicksight.make_group("owners")
    quicksight.make_set(Permissions=[{"Principal": owners, "Actions": OWNER}])
    client, account = quicksight.client, quicksight.account
    described = client.describe_data_set_permissions(DataSetId="sales", **account)["Permissions"]
    assert [(each["Principal"], set(each["Actions"])) for each in described] == [(owners, set(OWNER))]
    client.update_data_set_permissions(
        DataSetId="sales",
        RevokePermissions=[{"Principal": owners, "Actions": OWNER[:10]}],
        GrantPermissions=[{"Principal": owners, "Actions": OWNER[:1]}],
        **account
    )
    described = client.describe_data_set_permissions(DataSetId="sales", **account)["Permissions"]
    assert set(described[0]["Actions"]) == set(OWNER[10:] + OWNER[:1])
    for principal, actions in ((owners, ["quicksight:Fly"]), (owners + "x", OWNER)):
        lake.refused(
            "InvalidParameterValueException",
            client.update_data_set_permissions,
            DataSetId="sales",
            GrantPermissions=[{"Principal": principal, "Actions": actions}],
            **account
        )


def test_case_serve_direct_query_refresh(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    client, account = quicksight.client, quicksight.account
    quicksight.make_set("direct")
    message = lake.refused(
        "InvalidParameterValueException", client.describe_data_set_refresh_properties, DataSetId="direct", **account
    )
    assert message == "The dataset direct is not a SPICE dataset and is not supported for incremental refresh."
    columns = (("day", "DATETIME"), ("amount", "DECIMAL"))
    sql = "SELECT timestamp '2024-01-01 00:00:00' AS day, 1e0 AS amount"
    quicksight.make_set("spice", "SPICE", PhysicalTableMap=quicksight.tables(columns, sql))
    named = dict(DataSetId="spice", **account)
    lake.refused("ResourceNotFoundException", client.describe_data_set_refresh_properties, **named)
    window = {"ColumnName": "day", "Size": 1, "SizeUnit": "DAY"}
    properties = {"RefreshConfiguration": {"IncrementalRefresh": {"LookbackWindow": window}}}
    client.put_data_set_refresh_properties(DataSetRefreshProperties=properties, **named)
    assert client.describe_data_set_refresh_properties(**named)["DataSetRefreshProperties"] == properties
    client.delete_data_set_refresh_properties(**named)
    lake.refused("ResourceNotFoundException", client.delete_data_set_refresh_properties, **named)


def test_a_spice_data_set_is_ingested(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    client, account = quicksight.client, dict(DataSetId="sales", **quicksight.account)
    quicksight.make_set(mode="SPICE")
    started = client.create_ingestion(IngestionId="mine", IngestionType="INCREMENTAL_REFRESH", **account)
    assert started["IngestionStatus"] in ("INITIALIZED", "QUEUED", "RUNNING")
    ended = lake.until(
        lambda: client.describe_ingestion(IngestionId="mine", **account)["Ingestion"],
        lambda seen: seen["IngestionStatus"] not in ("INITIALIZED", "QUEUED", "RUNNING"),
    )
    assert (ended["IngestionStatus"], ended["RowInfo"]["RowsIngested"]) == ("COMPLETED", 2)
    first = client.list_ingestions(MaxResults=1, **account)
    second = client.list_ingestions(MaxResults=1, NextToken=first["NextToken"], **account)
    kinds = sorted(each["RequestType"] for each in first["Ingestions"] + second["Ingestions"])
    assert kinds == ["INCREMENTAL_REFRESH", "INITIAL_INGESTION"]
    lake.refused("InvalidParameterValueException", client.cancel_ingestion, IngestionId="mine", **account)
    lake.refused("ResourceExistsException", client.create_ingestion, IngestionId="mine", **account)
