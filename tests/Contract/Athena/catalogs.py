"""Data catalogs, and the databases and tables that Athena's own API lists."""


def test_a_data_catalog_names_the_accounts_own_glue_catalog(lake):
    athena = lake.client("athena")
    parameters = {"catalog-id": lake.account}
    created = athena.create_data_catalog(
        Name="mine", Type="GLUE", Description="one", Parameters=parameters, Tags=[{"Key": "a", "Value": "b"}]
    )["DataCatalog"]
    assert created["Status"] == "CREATE_COMPLETE"
    athena.update_data_catalog(Name="mine", Type="GLUE", Description="two", Parameters=parameters)
    assert athena.get_data_catalog(Name="mine", WorkGroup="primary")["DataCatalog"]["Description"] == "two"
    listed = athena.list_data_catalogs(MaxResults=2, WorkGroup="primary")["DataCatalogsSummary"]
    assert [each["CatalogName"] for each in listed] == ["AwsDataCatalog", "mine"]
    arn = "arn:aws:athena:eu-central-1:%s:datacatalog/mine" % lake.account
    assert athena.list_tags_for_resource(ResourceARN=arn)["Tags"] == [{"Key": "a", "Value": "b"}]
    athena.delete_data_catalog(Name="mine", DeleteCatalogOnly=True)
    lake.refused("InvalidRequestException", athena.get_data_catalog, Name="mine")
    lake.refused("InvalidRequestException", athena.delete_data_catalog, Name="AwsDataCatalog")


def test_catalogs_are_listed_in_pages_and_other_kinds_are_refused(lake):
    athena = lake.client("athena")
    for name in ("bb", "cc"):
        athena.create_data_catalog(Name=name, Type="GLUE", Parameters={"catalog-id": lake.account})
    first = athena.list_data_catalogs(MaxResults=2)
    second = athena.list_data_catalogs(MaxResults=2, NextToken=first["NextToken"])
    assert [each["CatalogName"] for each in second["DataCatalogsSummary"]] == ["cc"]
    assert "LAMBDA" in lake.refused("NotImplemented", athena.create_data_catalog, Name="l", Type="LAMBDA")
    other = {"catalog-id": "999999999999"}
    lake.refused("NotImplemented", athena.create_data_catalog, Name="o", Type="GLUE", Parameters=other)


def test_databases_and_tables_are_described(lake):
    athena, glue = lake.client("athena"), lake.glue
    for name in ("aa", "bb", "cc"):
        glue.create_database(DatabaseInput={"Name": name, "Description": "of " + name})
    for name in ("t1", "t2", "u1"):
        glue.create_table(
            DatabaseName="aa",
            TableInput={
                "Name": name,
                "TableType": "EXTERNAL_TABLE",
                "Parameters": {"classification": "csv"},
                "PartitionKeys": [{"Name": "dt", "Type": "string"}],
                "StorageDescriptor": {
                    "Columns": [{"Name": "n", "Type": "int", "Comment": "c"}],
                    "Location": "s3://b/t/",
                    "SerdeInfo": {"SerializationLibrary": "lib", "Parameters": {"x": "y"}},
                },
            },
        )
    catalog = dict(CatalogName="AwsDataCatalog", WorkGroup="primary")
    first = athena.list_databases(MaxResults=2, **catalog)
    second = athena.list_databases(MaxResults=2, NextToken=first["NextToken"], **catalog)
    assert [each["Name"] for each in first["DatabaseList"] + second["DatabaseList"]] == ["aa", "bb", "cc"]
    assert athena.get_database(DatabaseName="bb", **catalog)["Database"]["Description"] == "of bb"
    table = athena.get_table_metadata(DatabaseName="aa", TableName="t1", **catalog)["TableMetadata"]
    assert table["Columns"] == [{"Name": "n", "Type": "int", "Comment": "c"}]
    assert table["PartitionKeys"] == [{"Name": "dt", "Type": "string"}]
    assert table["Parameters"]["serde.param.x"] == "y" and table["Parameters"]["location"] == "s3://b/t/"
    first = athena.list_table_metadata(DatabaseName="aa", Expression="t.*", MaxResults=1, **catalog)
    second = athena.list_table_metadata(
        DatabaseName="aa", Expression="t.*", MaxResults=1, NextToken=first["NextToken"], **catalog
    )
    names = [each["Name"] for each in first["TableMetadataList"] + second["TableMetadataList"]]
    assert names == ["t1", "t2"] and "NextToken" not in second
    lake.refused("MetadataException", athena.get_database, DatabaseName="zz", **catalog)
    lake.refused("MetadataException", athena.get_table_metadata, DatabaseName="aa", TableName="zz", **catalog)
    lake.refused("InvalidRequestException", athena.list_databases, CatalogName="nobody")
