"""Partitions, one at a time and in batches that answer 200 with their errors inside."""

DAYS = ["2024-01-0%d" % day for day in range(1, 7)]


def given(lake):
    lake.make_table("t", keys=[("dt", "string"), ("hour", "int")])
    return {"CatalogId": lake.account, "DatabaseName": "db", "TableName": "t"}


def with_days(lake):
    table = given(lake)
    inputs = [{"Values": [day, str(hour)]} for day in DAYS for hour in (9, 10)]
    assert lake.glue.batch_create_partition(PartitionInputList=inputs, **table)["Errors"] == []
    return table


def values(partitions):
    return [partition["Values"] for partition in partitions]


def test_a_partition_is_created_read_changed_and_deleted(lake):
    glue, table = lake.glue, given(lake)
    storage = {"Columns": [{"Name": "id", "Type": "bigint"}], "Location": "s3://b/t/dt=1/"}
    glue.create_partition(
        PartitionInput={
            "Values": ["1", "9"],
            "LastAccessTime": 1_700_000_000,
            "LastAnalyzedTime": 1_700_000_000,
            "StorageDescriptor": storage,
            "Parameters": {"a": "b"},
        },
        **table
    )
    audit = {"AdditionalAuditContext": "x"}
    found = glue.get_partition(PartitionValues=["1", "9"], AuditContext=audit, **table)["Partition"]
    assert found["StorageDescriptor"]["Location"] == "s3://b/t/dt=1/" and found["Parameters"] == {"a": "b"}
    assert found["DatabaseName"] == "db" and found["TableName"] == "t" and found["CatalogId"] == lake.account
    lake.refused("AlreadyExistsException", glue.create_partition, PartitionInput={"Values": ["1", "9"]}, **table)

    glue.update_partition(
        PartitionValueList=["1", "9"], PartitionInput={"Values": ["2", "9"], "Parameters": {"c": "d"}}, **table
    )
    lake.refused("EntityNotFoundException", glue.get_partition, PartitionValues=["1", "9"], **table)
    assert glue.get_partition(PartitionValues=["2", "9"], **table)["Partition"]["Parameters"] == {"c": "d"}

    glue.delete_partition(PartitionValues=["2", "9"], **table)
    lake.refused("EntityNotFoundException", glue.delete_partition, PartitionValues=["2", "9"], **table)


def test_the_number_of_values_must_be_that_of_the_keys(lake):
    message = lake.refused(
        "InvalidInputException", lake.glue.create_partition, PartitionInput={"Values": ["1"]}, **given(lake)
    )
    assert "number of partition keys do not match" in message


def test_partitions_are_listed_in_pages_without_their_columns_when_asked(lake):
    glue, table = lake.glue, with_days(lake)
    page = glue.get_partitions(MaxResults=5, ExcludeColumnSchema=True, AuditContext={}, **table)
    seen = values(page["Partitions"])
    while "NextToken" in page:
        page = glue.get_partitions(MaxResults=5, NextToken=page["NextToken"], **table)
        seen += values(page["Partitions"])
    assert sorted(seen) == sorted([day, hour] for day in DAYS for hour in ("9", "10"))


def test_expressions_compare_keys_as_their_types(lake):
    glue, table = lake.glue, with_days(lake)

    def count(expression):
        return len(glue.get_partitions(Expression=expression, **table)["Partitions"])

    assert count("dt = '2024-01-02'") == 2
    assert count("hour < 10") == 6
    assert count("dt between '2024-01-02' and '2024-01-03' and hour = 10") == 2
    assert count("dt in ('2024-01-01','2024-01-06') or hour > 100") == 4
    assert count("dt like '2024-01-%' and not dt = '2024-01-01'") == 10
    lake.refused("InvalidInputException", glue.get_partitions, Expression="nokey = 1", **table)
    lake.refused("InvalidInputException", glue.get_partitions, Expression="hour = 'nine'", **table)


def test_segments_share_the_partitions_between_readers(lake):
    glue, table = lake.glue, with_days(lake)
    parts = [
        values(glue.get_partitions(Segment={"SegmentNumber": n, "TotalSegments": 3}, **table)["Partitions"])
        for n in range(3)
    ]
    assert sorted(sum(parts, [])) == sorted(values(glue.get_partitions(**table)["Partitions"]))
    lake.refused(
        "InvalidInputException", glue.get_partitions, Segment={"SegmentNumber": 3, "TotalSegments": 3}, **table
    )


def test_a_batch_of_creations_names_those_that_exist(lake):
    glue, table = lake.glue, with_days(lake)
    inputs = [{"Values": ["2025-01-01", "1"]}, {"Values": [DAYS[0], "9"]}, {"Values": ["short"]}]
    errors = glue.batch_create_partition(PartitionInputList=inputs, **table)["Errors"]
    assert [(error["PartitionValues"], error["ErrorDetail"]["ErrorCode"]) for error in errors] == [
        ([DAYS[0], "9"], "AlreadyExistsException"),
        (["short"], "InvalidInputException"),
    ]
    assert glue.get_partition(PartitionValues=["2025-01-01", "1"], **table)["Partition"]


def test_a_batch_of_reads_leaves_out_what_is_not_there(lake):
    table = with_days(lake)
    wanted = [{"Values": [DAYS[0], "9"]}, {"Values": ["no", "1"]}]
    answer = lake.glue.batch_get_partition(PartitionsToGet=wanted, AuditContext={}, **table)
    assert values(answer["Partitions"]) == [[DAYS[0], "9"]] and answer["UnprocessedKeys"] == []


def test_batches_of_changes_and_deletes_name_what_is_not_there(lake):
    glue, table = lake.glue, with_days(lake)
    entries = [
        {"PartitionValueList": [DAYS[0], "9"], "PartitionInput": {"Values": [DAYS[0], "9"], "Parameters": {"x": "y"}}},
        {"PartitionValueList": ["no", "1"], "PartitionInput": {"Values": ["no", "1"]}},
    ]
    errors = glue.batch_update_partition(Entries=entries, **table)["Errors"]
    assert [error["PartitionValueList"] for error in errors] == [["no", "1"]]
    assert glue.get_partition(PartitionValues=[DAYS[0], "9"], **table)["Partition"]["Parameters"] == {"x": "y"}

    doomed = [{"Values": [DAYS[0], "9"]}, {"Values": ["no", "1"]}]
    errors = glue.batch_delete_partition(PartitionsToDelete=doomed, **table)["Errors"]
    assert [error["ErrorDetail"]["ErrorCode"] for error in errors] == ["EntityNotFoundException"]
    assert len(glue.get_partitions(**table)["Partitions"]) == 11
    too_many = [{"Values": ["x", str(number)]} for number in range(26)]
    lake.refused("InvalidInputException", glue.batch_delete_partition, PartitionsToDelete=too_many, **table)


def test_indexes_are_declared_listed_and_dropped(lake):
    glue, table = lake.glue, given(lake)
    glue.create_partition_index(PartitionIndex={"Keys": ["dt", "hour"], "IndexName": "all"}, **table)
    found = glue.get_partition_indexes(**table)["PartitionIndexDescriptorList"]
    assert [(index["IndexName"], index["IndexStatus"]) for index in found] == [("all", "ACTIVE")]
    index = {"Keys": ["dt"], "IndexName": "all"}
    lake.refused("AlreadyExistsException", glue.create_partition_index, PartitionIndex=index, **table)
    index = {"Keys": ["id"], "IndexName": "other"}
    lake.refused("InvalidInputException", glue.create_partition_index, PartitionIndex=index, **table)
    glue.delete_partition_index(IndexName="all", **table)
    lake.refused("EntityNotFoundException", glue.delete_partition_index, IndexName="all", **table)
