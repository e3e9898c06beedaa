"""Log groups, streams and events."""

import time


def now():
    return int(time.time() * 1000)


def filled(lake, *messages, stream="s"):
    logs = lake.client("logs")
    try:
        logs.create_log_group(logGroupName="/lake/g")
    except logs.exceptions.ResourceAlreadyExistsException:
        pass
    logs.create_log_stream(logGroupName="/lake/g", logStreamName=stream)
    at = now()
    logs.put_log_events(
        logGroupName="/lake/g",
        logStreamName=stream,
        logEvents=[{"timestamp": at + n, "message": message} for n, message in enumerate(messages)],
    )
    return logs, at


def test_groups_are_made_described_and_deleted(lake):
    logs = lake.client("logs")
    for name in ("/lake/a", "/lake/b", "/other"):
        logs.create_log_group(logGroupName=name, tags={"t": name}, logGroupClass="STANDARD")
    lake.refused("ResourceAlreadyExistsException", logs.create_log_group, logGroupName="/other")
    lake.refused("InvalidParameterException", logs.create_log_group, logGroupName="a b")
    first = logs.describe_log_groups(logGroupNamePrefix="/lake", limit=1)
    second = logs.describe_log_groups(logGroupNamePrefix="/lake", nextToken=first["nextToken"])
    groups = first["logGroups"] + second["logGroups"]
    assert [each["logGroupName"] for each in groups] == ["/lake/a", "/lake/b"]
    named = logs.describe_log_groups(logGroupNamePattern="THER", logGroupClass="STANDARD")["logGroups"]
    assert [each["logGroupName"] for each in named] == ["/other"]
    arn = groups[0]["logGroupArn"]
    logs.tag_resource(resourceArn=arn, tags={"u": "2"})
    logs.untag_resource(resourceArn=arn, tagKeys=["t"])
    assert logs.list_tags_for_resource(resourceArn=arn)["tags"] == {"u": "2"}
    assert logs.list_tags_log_group(logGroupName="/lake/a")["tags"] == {"u": "2"}
    logs.delete_log_group(logGroupName="/other")
    lake.refused("ResourceNotFoundException", logs.delete_log_group, logGroupName="/other")


def test_retention(lake):
    logs = lake.client("logs")
    logs.create_log_group(logGroupName="g")
    logs.put_retention_policy(logGroupName="g", retentionInDays=7)
    assert logs.describe_log_groups()["logGroups"][0]["retentionInDays"] == 7
    logs.delete_retention_policy(logGroupName="g")
    assert "retentionInDays" not in logs.describe_log_groups()["logGroups"][0]
    lake.refused("InvalidParameterException", logs.put_retention_policy, logGroupName="g", retentionInDays=8)


def test_streams(lake):
    logs, _ = filled(lake, "one", stream="b")
    filled(lake, "two", stream="a")
    here = dict(logGroupName="/lake/g")
    lake.refused("ResourceAlreadyExistsException", logs.create_log_stream, logStreamName="a", **here)
    first = logs.describe_log_streams(limit=1, orderBy="LogStreamName", **here)
    second = logs.describe_log_streams(nextToken=first["nextToken"], **here)
    assert [each["logStreamName"] for each in first["logStreams"] + second["logStreams"]] == ["a", "b"]
    assert "lastEventTimestamp" in first["logStreams"][0]
    named = logs.describe_log_streams(logStreamNamePrefix="b", **here)["logStreams"]
    assert [each["logStreamName"] for each in named] == ["b"]
    arn = logs.describe_log_groups()["logGroups"][0]["logGroupArn"]
    back = logs.describe_log_streams(logGroupIdentifier=arn, descending=True)["logStreams"]
    assert [each["logStreamName"] for each in back] == ["b", "a"]
    logs.delete_log_stream(logStreamName="a", **here)
    lake.refused("ResourceNotFoundException", logs.get_log_events, logStreamName="a", **here)


def test_events_are_read_forward_and_backward(lake):
    logs, at = filled(lake, *("m%d" % n for n in range(5)))
    here = dict(logGroupName="/lake/g", logStreamName="s")

    def get(**members):
        page = logs.get_log_events(**here, **members)
        return [each["message"] for each in page["events"]], page

    messages, page = get(startFromHead=True, limit=2)
    assert messages == ["m0", "m1"]
    messages, page = get(nextToken=page["nextForwardToken"], limit=10)
    assert messages == ["m2", "m3", "m4"]
    end, last = get(nextToken=page["nextForwardToken"])
    assert end == [] and last["nextForwardToken"] == page["nextForwardToken"]
    messages, page = get(limit=2)
    assert messages == ["m3", "m4"]
    assert get(nextToken=page["nextBackwardToken"], limit=2)[0] == ["m1", "m2"]
    assert get(startTime=at + 1, endTime=at + 3, startFromHead=True)[0] == ["m1", "m2"]
    arn = logs.describe_log_groups()["logGroups"][0]["logGroupArn"]
    assert len(logs.get_log_events(logGroupIdentifier=arn, logStreamName="s")["events"]) == 5


def test_events_are_filtered(lake):
    logs, at = filled(lake, "ERROR one", "INFO two", "ERROR three", stream="x1")
    filled(lake, "WARN four", stream="y1")
    arn = logs.describe_log_groups()["logGroups"][0]["logGroupArn"]

    def found(**members):
        pages = logs.get_paginator("filter_log_events").paginate(**members, PaginationConfig={"PageSize": 1})
        return [each["message"] for page in pages for each in page["events"]]

    here = dict(logGroupName="/lake/g")
    assert found(filterPattern="ERROR", **here) == ["ERROR one", "ERROR three"]
    assert found(filterPattern='ERROR -"three"', **here) == ["ERROR one"]
    assert found(filterPattern="?INFO ?WARN", **here) == ["INFO two", "WARN four"]
    assert found(logStreamNamePrefix="y", **here) == ["WARN four"]
    assert found(logGroupIdentifier=arn, logStreamNames=["x1"], startTime=at + 1, endTime=at + 1) == ["INFO two"]
    lake.refused("NotImplemented", logs.filter_log_events, filterPattern="{ $.a = 1 }", **here)


def test_a_batch_must_be_in_order_and_of_these_days(lake):
    logs, at = filled(lake, "one")
    here = dict(logGroupName="/lake/g", logStreamName="s")
    backward = [{"timestamp": at + 1, "message": "b"}, {"timestamp": at, "message": "a"}]
    lake.refused("InvalidParameterException", logs.put_log_events, logEvents=backward, **here)
    day = 24 * 3600 * 1000
    mixed = [{"timestamp": at + n * day, "message": str(n)} for n in (-20, -1, 20)]
    told = logs.put_log_events(logEvents=mixed, **here)["rejectedLogEventsInfo"]
    assert told == {"tooOldLogEventEndIndex": 1, "tooNewLogEventStartIndex": 2}
    lake.refused("ResourceNotFoundException", logs.put_log_events, logGroupName="none", logStreamName="s", logEvents=mixed)
