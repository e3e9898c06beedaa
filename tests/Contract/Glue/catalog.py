"""Databases, tables, their versions and their tags."""


def test_a_database_is_created_read_changed_and_deleted_with_its_tables(lake):
    glue = lake.glue
    permissions = [{"Principal": {"DataLakePrincipalIdentifier": "IAM_ALLOWED_PRINCIPALS"}, "Permissions": ["ALL"]}]
    glue.create_database(
        CatalogId=lake.account,
        DatabaseInput={
            "Name": "Sales",
            "Description": "first",
            "LocationUri": "s3://b/sales/",
            "Parameters": {"owner": "me"},
            "CreateTableDefaultPermissions": permissions,
        },
        Tags={"team": "data"},
    )
    found = glue.get_database(CatalogId=lake.account, Name="SALES")["Database"]
    assert (found["Name"], found["Description"], found["LocationUri"]) == ("sales", "first", "s3://b/sales/")
    assert found["Parameters"] == {"owner": "me"} and found["CatalogId"] == lake.account
    assert found["CreateTableDefaultPermissions"] == permissions

    glue.update_database(
        CatalogId=lake.account, Name="sales", DatabaseInput={"Name": "sales", "Description": "second"}
    )
    assert glue.get_database(Name="sales")["Database"]["Description"] == "second"
    assert glue.get_tags(ResourceArn=lake.arn("database/sales"))["Tags"] == {"team": "data"}

    lake.make_table("t", database="sales")
    glue.delete_database(CatalogId=lake.account, Name="sales")
    lake.refused("EntityNotFoundException", glue.get_database, Name="sales")
    lake.refused("EntityNotFoundException", glue.get_table, DatabaseName="sales", Name="t")
    lake.refused("EntityNotFoundException", glue.get_tags, ResourceArn=lake.arn("database/sales"))


def test_databases_are_listed_in_pages(lake):
    for name in ("a", "b", "c"):
        lake.glue.create_database(DatabaseInput={"Name": name})
    first = lake.glue.get_databases(CatalogId=lake.account, MaxResults=2, ResourceShareType="ALL")
    assert [each["Name"] for each in first["DatabaseList"]] == ["a", "b"]
    second = lake.glue.get_databases(MaxResults=2, NextToken=first["NextToken"])
    assert [each["Name"] for each in second["DatabaseList"]] == ["c"] and "NextToken" not in second
    lake.refused("InvalidInputException", lake.glue.get_databases, NextToken="%%%")


def test_names_that_exist_or_are_bad_are_refused(lake):
    glue = lake.glue
    lake.make_table("t")
    lake.refused("AlreadyExistsException", glue.create_database, DatabaseInput={"Name": "DB"})
    lake.refused("AlreadyExistsException", glue.create_table, DatabaseName="db", TableInput={"Name": "T"})
    lake.refused("EntityNotFoundException", glue.create_table, DatabaseName="no", TableInput={"Name": "t"})
    lake.refused("InvalidInputException", glue.create_database, DatabaseInput={"Name": "line\nbreak"})
    lake.refused("EntityNotFoundException", glue.update_table, DatabaseName="db", TableInput={"Name": "no"})
    lake.refused("EntityNotFoundException", glue.delete_table, DatabaseName="db", Name="no")


def test_accounts_do_not_see_each_other_and_other_catalogs_are_out_of_reach(lake):
    lake.make_table("t")
    other = type(lake)(int(lake.account) + 500_000)
    other.refused("EntityNotFoundException", other.glue.get_database, Name="db")
    message = other.refused("NotImplemented", other.glue.get_database, CatalogId=lake.account, Name="db")
    assert lake.account in message


def test_every_member_of_a_table_comes_back(lake):
    glue = lake.glue
    glue.create_database(DatabaseInput={"Name": "db"})
    given = {
        "Name": "Orders",
        "Description": "what was ordered",
        "Owner": "me",
        "Retention": 3,
        "StorageDescriptor": {
            "Columns": [{"Name": "id", "Type": "bigint", "Comment": "key", "Parameters": {"p": "q"}}],
            "Location": "s3://b/orders/",
            "AdditionalLocations": ["s3://b/more/"],
            "InputFormat": "in",
            "OutputFormat": "out",
            "Compressed": True,
            "NumberOfBuckets": -1,
            "SerdeInfo": {"Name": "serde", "SerializationLibrary": "lib", "Parameters": {"field.delim": ","}},
            "BucketColumns": ["id"],
            "SortColumns": [{"Column": "id", "SortOrder": 1}],
            "Parameters": {"a": "b"},
            "SkewedInfo": {
                "SkewedColumnNames": ["id"],
                "SkewedColumnValues": ["1"],
                "SkewedColumnValueLocationMaps": {"1": "s3://b/one/"},
            },
            "StoredAsSubDirectories": True,
        },
        "PartitionKeys": [{"Name": "dt", "Type": "string"}],
        "ViewOriginalText": "original",
        "ViewExpandedText": "expanded",
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"classification": "csv"},
    }
    glue.create_table(
        CatalogId=lake.account,
        DatabaseName="db",
        TableInput=dict(given, LastAccessTime=1_700_000_000, LastAnalyzedTime=1_700_000_001),
        PartitionIndexes=[{"Keys": ["dt"], "IndexName": "by_day"}],
    )
    table = glue.get_table(
        CatalogId=lake.account,
        DatabaseName="DB",
        Name="ORDERS",
        IncludeStatusDetails=False,
        AuditContext={"AdditionalAuditContext": "x", "RequestedColumns": ["id"], "AllColumnsRequested": False},
    )["Table"]
    assert {name: table[name] for name in given if name != "Name"} == {k: v for k, v in given.items() if k != "Name"}
    assert (table["Name"], table["DatabaseName"], table["VersionId"]) == ("orders", "db", "0")
    assert table["LastAccessTime"].timestamp() == 1_700_000_000 and table["LastAnalyzedTime"].timestamp() == 1_700_000_001
    assert table["CreatedBy"].startswith("arn:aws:iam::") and table["IsRegisteredWithLakeFormation"] is False
    indexes = glue.get_partition_indexes(DatabaseName="db", TableName="orders")["PartitionIndexDescriptorList"]
    assert indexes[0]["IndexName"] == "by_day" and indexes[0]["Keys"] == [{"Name": "dt", "Type": "string"}]


def test_an_update_keeps_the_old_version_unless_told_to_skip_it(lake):
    glue = lake.glue
    lake.make_table("t")
    glue.update_table(CatalogId=lake.account, DatabaseName="db", TableInput={"Name": "t", "Description": "one"})
    glue.update_table(DatabaseName="db", TableInput={"Name": "t", "Description": "two"}, SkipArchive=True)
    versions = glue.get_table_versions(CatalogId=lake.account, DatabaseName="db", TableName="t")["TableVersions"]
    assert [version["VersionId"] for version in versions] == ["2", "0"]
    assert versions[0]["Table"]["Description"] == "two"
    old = glue.get_table_version(CatalogId=lake.account, DatabaseName="db", TableName="t", VersionId="0")
    assert old["TableVersion"]["Table"]["StorageDescriptor"]["Columns"][0]["Name"] == "id"
    assert glue.get_table_version(DatabaseName="db", TableName="t")["TableVersion"]["VersionId"] == "2"
    lake.refused("EntityNotFoundException", glue.get_table_version, DatabaseName="db", TableName="t", VersionId="1")


def test_an_update_on_top_of_another_one_is_refused(lake):
    lake.make_table("t")
    lake.glue.update_table(DatabaseName="db", TableInput={"Name": "t", "Description": "theirs"}, VersionId="0")
    lake.refused(
        "ConcurrentModificationException",
        lake.glue.update_table,
        DatabaseName="db",
        TableInput={"Name": "t", "Description": "mine"},
        VersionId="0",
    )
    assert lake.table("t", "db")["Description"] == "theirs"


def test_versions_are_listed_in_pages_and_deleted_but_never_the_current_one(lake):
    glue = lake.glue
    lake.make_table("t")
    for number in range(3):
        glue.update_table(DatabaseName="db", TableInput={"Name": "t", "Description": str(number)})
    page = glue.get_table_versions(DatabaseName="db", TableName="t", MaxResults=3)
    assert [version["VersionId"] for version in page["TableVersions"]] == ["3", "2", "1"]
    rest = glue.get_table_versions(DatabaseName="db", TableName="t", MaxResults=3, NextToken=page["NextToken"])
    assert [version["VersionId"] for version in rest["TableVersions"]] == ["0"]
    glue.delete_table_version(CatalogId=lake.account, DatabaseName="db", TableName="t", VersionId="0")
    lake.refused("InvalidInputException", glue.delete_table_version, DatabaseName="db", TableName="t", VersionId="3")
    errors = glue.batch_delete_table_version(
        CatalogId=lake.account, DatabaseName="db", TableName="t", VersionIds=["1", "0", "2"]
    )["Errors"]
    assert [(error["VersionId"], error["ErrorDetail"]["ErrorCode"]) for error in errors] == [
        ("0", "EntityNotFoundException")
    ]
    left = glue.get_table_versions(DatabaseName="db", TableName="t")["TableVersions"]
    assert [version["VersionId"] for version in left] == ["3"]


def test_tables_are_listed_in_pages_and_by_expression(lake):
    glue = lake.glue
    for name in ("orders", "orders_old", "customers"):
        lake.make_table(name)
    first = glue.get_tables(CatalogId=lake.account, DatabaseName="db", MaxResults=2, IncludeStatusDetails=False)
    assert [table["Name"] for table in first["TableList"]] == ["customers", "orders"]
    second = glue.get_tables(DatabaseName="db", MaxResults=2, NextToken=first["NextToken"])
    assert [table["Name"] for table in second["TableList"]] == ["orders_old"] and "NextToken" not in second
    audit = {"AllColumnsRequested": True}
    some = glue.get_tables(DatabaseName="db", Expression="orders.*", AuditContext=audit)["TableList"]
    assert [table["Name"] for table in some] == ["orders", "orders_old"]
    assert [t["Name"] for t in glue.get_tables(DatabaseName="db", Expression="orders")["TableList"]] == ["orders"]
    lake.refused("InvalidInputException", glue.get_tables, DatabaseName="db", Expression="(")
    lake.refused("InvalidInputException", glue.get_tables, DatabaseName="db", MaxResults=101)
    lake.refused("EntityNotFoundException", glue.get_tables, DatabaseName="no")


def test_tables_are_searched_over_all_databases(lake):
    lake.make_table("orders", database="one", columns=[("email", "string")])
    lake.make_table("people", database="two", columns=[("email", "string")])
    page = lake.glue.search_tables(CatalogId=lake.account, SearchText="EMAIL", MaxResults=1)
    assert [table["Name"] for table in page["TableList"]] == ["orders"]
    rest = lake.glue.search_tables(SearchText="EMAIL", MaxResults=1, NextToken=page["NextToken"])
    assert [table["Name"] for table in rest["TableList"]] == ["people"]


def test_a_batch_of_deletes_answers_200_with_its_errors_inside(lake):
    lake.make_table("a")
    lake.make_table("b")
    errors = lake.glue.batch_delete_table(
        CatalogId=lake.account, DatabaseName="db", TablesToDelete=["a", "nothere", "b"]
    )["Errors"]
    assert [(error["TableName"], error["ErrorDetail"]["ErrorCode"]) for error in errors] == [
        ("nothere", "EntityNotFoundException")
    ]
    assert lake.tables("db") == []


def test_a_deleted_table_takes_its_partitions_with_it(lake):
    lake.make_table("t", keys=[("dt", "string")])
    lake.glue.create_partition(DatabaseName="db", TableName="t", PartitionInput={"Values": ["1"]})
    lake.glue.delete_table(CatalogId=lake.account, DatabaseName="db", Name="t")
    lake.make_table("t", keys=[("dt", "string")])
    assert lake.partitions("t", "db") == []


def test_tags_are_added_removed_and_bounded(lake):
    glue = lake.glue
    glue.create_database(DatabaseInput={"Name": "db"})
    arn = lake.arn("database/db")
    glue.tag_resource(ResourceArn=arn, TagsToAdd={"a": "1", "b": "2"})
    glue.untag_resource(ResourceArn=arn, TagsToRemove=["a", "nothere"])
    assert glue.get_tags(ResourceArn=arn)["Tags"] == {"b": "2"}
    many = {"k%d" % number: "v" for number in range(50)}
    lake.refused("InvalidInputException", glue.tag_resource, ResourceArn=arn, TagsToAdd=many)
    lake.refused("InvalidInputException", glue.tag_resource, ResourceArn=arn, TagsToAdd={"aws:x": "v"})
    lake.refused("EntityNotFoundException", glue.tag_resource, ResourceArn=lake.arn("job/no"), TagsToAdd={"a": "b"})


def test_what_is_not_emulated_is_refused_by_name(lake):
    glue = lake.glue
    assert "GetUserDefinedFunctions" in lake.refused(
        "NotImplemented", glue.get_user_defined_functions, DatabaseName="db", Pattern="*"
    )
    lake.make_table("t")
    message = lake.refused("NotImplemented", glue.get_table, DatabaseName="db", Name="t", TransactionId="1")
    assert "TransactionId" in message
    message = lake.refused(
        "NotImplemented",
        glue.create_table,
        DatabaseName="db",
        TableInput={"Name": "link", "TargetTable": {"DatabaseName": "x", "Name": "y"}},
    )
    assert "TargetTable" in message
