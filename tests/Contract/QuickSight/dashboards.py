"""Dashboards through QuickSight's own API and through Cloud Control."""

import json

from quicksight_lake import QuickSight

TYPE = "AWS::QuickSight::Dashboard"
READER = ["quicksight:DescribeDashboard", "quicksight:ListDashboardVersions", "quicksight:QueryDashboard"]


def sales(lake):
    quicksight = QuickSight(lake)
    quicksight.make_source()
    quicksight.make_set()
    return quicksight, dict(DashboardId="board", AwsAccountId=lake.account)


def test_case_serve_unpublished_version(lake):
    quicksight, board = sales(lake)
    client = quicksight.client
    created = client.create_dashboard(Name="Sales", Definition=quicksight.definition(), **board)
    assert created["CreationStatus"] == "CREATION_IN_PROGRESS" and created["VersionArn"].endswith("/version/1")
    two = quicksight.definition([quicksight.kpi()], [quicksight.bar()])
    updated = client.update_dashboard(Name="Sales", Definition=two, VersionDescription="more", **board)
    assert updated["VersionArn"].endswith("/version/2")

    def sheets(**version):
        return len(client.describe_dashboard(**version, **board)["Dashboard"]["Version"]["Sheets"])

    assert (sheets(), sheets(VersionNumber=2), sheets(AliasName="$LATEST"), sheets(AliasName="$PUBLISHED")) == (1, 2, 2, 1)
    assert client.describe_dashboard_definition(VersionNumber=2, **board)["Definition"] == two
    client.update_dashboard_published_version(VersionNumber=2, **board)
    assert sheets() == 2
    assert client.describe_dashboard_definition(AliasName="$PUBLISHED", **board)["Definition"] == two
    first = client.list_dashboard_versions(MaxResults=1, **board)
    second = client.list_dashboard_versions(MaxResults=1, NextToken=first["NextToken"], **board)
    summaries = first["DashboardVersionSummaryList"] + second["DashboardVersionSummaryList"]
    assert [each["VersionNumber"] for each in summaries] == [1, 2] and summaries[1]["Description"] == "more"
    lake.refused("ConflictException", client.delete_dashboard, VersionNumber=2, **board)
    client.delete_dashboard(VersionNumber=1, **board)
    lake.refused("ResourceNotFoundException", client.describe_dashboard, VersionNumber=1, **board)
    client.delete_dashboard(**board)
    lake.refused("ResourceNotFoundException", client.describe_dashboard, **board)


def test_a_dashboard_is_shared_and_listed(lake):
    quicksight, board = sales(lake)
    client, readers = quicksight.client, quicksight.make_group()
    grant = [{"Principal": readers, "Actions": READER}]
    theme = "arn:aws:quicksight::aws:theme/CLASSIC"
    options = {"ExportToCSVOption": {"AvailabilityStatus": "DISABLED"}}
    client.create_dashboard(
        Name="Sales",
        Definition=quicksight.definition(),
        Permissions=grant,
        Tags=[{"Key": "a", "Value": "b"}],
        VersionDescription="first",
        DashboardPublishOptions=options,
        ThemeArn=theme,
        ValidationStrategy={"Mode": "STRICT"},
        **board
    )
    assert client.describe_dashboard_permissions(**board)["Permissions"] == grant
    client.update_dashboard_permissions(RevokePermissions=grant, **board)
    assert client.describe_dashboard_permissions(**board)["Permissions"] == []
    assert client.update_dashboard_permissions(GrantPermissions=grant, **board)["Permissions"] == grant
    client.update_dashboard(
        Name="Sales 2",
        Definition=quicksight.definition(),
        DashboardPublishOptions=options,
        ThemeArn=theme,
        ValidationStrategy={"Mode": "LENIENT"},
        **board
    )
    assert client.describe_dashboard_definition(**board)["DashboardPublishOptions"] == options
    client.create_dashboard(**{**board, "DashboardId": "other"}, Name="Other", Definition=quicksight.definition())
    first = client.list_dashboards(AwsAccountId=lake.account, MaxResults=1)
    second = client.list_dashboards(AwsAccountId=lake.account, MaxResults=1, NextToken=first["NextToken"])
    names = [each["Name"] for each in first["DashboardSummaryList"] + second["DashboardSummaryList"]]
    assert names == ["Sales 2", "Other"]
    message = lake.refused("NotImplemented", client.list_analyses, AwsAccountId=lake.account)
    assert "analyses" in message


def test_a_dashboard_over_missing_data_fails_and_says_what_is_missing(lake):
    quicksight, board = sales(lake)
    client = quicksight.client
    client.create_dashboard(Name="S", Definition=quicksight.definition([quicksight.kpi(column="gone")]), **board)
    version = client.describe_dashboard(**board)["Dashboard"]["Version"]
    assert version["Status"] == "CREATION_FAILED" and "'gone'" in version["Errors"][0]["Message"]
    assert version["Errors"][0]["ViolatedEntities"] == [{"Path": "sheet/sheet0/visual/total"}]
    lake.refused("ConflictException", client.update_dashboard_published_version, VersionNumber=1, **board)
    other = {**board, "DashboardId": "other"}
    twice = quicksight.definition([quicksight.kpi(), quicksight.kpi()])
    message = lake.refused("InvalidParameterValueException", client.create_dashboard, Name="S", Definition=twice, **other)
    assert "'total'" in message


def test_cloud_control_creates_updates_and_deletes_a_dashboard(lake):
    quicksight, _ = sales(lake)
    control, readers = lake.client("cloudcontrol"), quicksight.make_group()
    identifier = "%s|board" % lake.account
    state = {
        "AwsAccountId": lake.account,
        "DashboardId": "board",
        "Name": "Sales",
        "Definition": quicksight.definition(),
        "Permissions": [{"Principal": readers, "Actions": READER}],
        "Tags": [{"Key": "a", "Value": "b"}],
    }
    named = dict(TypeName=TYPE, TypeVersionId="1", RoleArn="arn:aws:iam::%s:role/r" % lake.account)

    def finish(event):
        ended = control.get_resource_request_status(RequestToken=event["ProgressEvent"]["RequestToken"])
        return ended["ProgressEvent"]

    started = control.create_resource(DesiredState=json.dumps(state), ClientToken="once", **named)
    assert started["ProgressEvent"]["OperationStatus"] == "IN_PROGRESS"
    assert (finish(started)["OperationStatus"], finish(started)["Identifier"]) == ("SUCCESS", identifier)
    again = control.create_resource(DesiredState=json.dumps(state), ClientToken="once", **named)
    assert again["ProgressEvent"]["RequestToken"] == started["ProgressEvent"]["RequestToken"]
    lake.refused("ClientTokenConflictException", control.create_resource, DesiredState=json.dumps({**state, "Name": "x"}), ClientToken="once", **named)
    clash = finish(control.create_resource(DesiredState=json.dumps(state), **named))
    assert (clash["OperationStatus"], clash["ErrorCode"]) == ("FAILED", "AlreadyExists")

    properties = json.loads(control.get_resource(Identifier=identifier, **named)["ResourceDescription"]["Properties"])
    assert properties["Version"]["VersionNumber"] == 1 and "Definition" not in properties
    assert properties["Tags"] == state["Tags"] and properties["Permissions"] == state["Permissions"]
    patch = [
        {"op": "replace", "path": "/Definition", "value": quicksight.definition([quicksight.kpi()], [quicksight.bar()])},
        {"op": "remove", "path": "/Tags"},
    ]
    changed = control.update_resource(
        Identifier=identifier, PatchDocument=json.dumps(patch), ClientToken="twice", **named
    )
    assert finish(changed)["OperationStatus"] == "SUCCESS"
    shown = quicksight.client.describe_dashboard(AwsAccountId=lake.account, DashboardId="board")["Dashboard"]
    assert (shown["Version"]["VersionNumber"], len(shown["Version"]["Sheets"])) == (2, 2)

    listed = control.list_resources(MaxResults=1, ResourceModel=json.dumps({**state, "Name": "any"}), **named)
    assert [each["Identifier"] for each in listed["ResourceDescriptions"]] == [identifier]
    lake.refused("InvalidRequestException", control.list_resources, NextToken="%", **named)
    only = {"Operations": ["UPDATE"], "OperationStatuses": ["SUCCESS"]}
    requests = control.list_resource_requests(MaxResults=5, ResourceRequestStatusFilter=only)
    assert [each["Operation"] for each in requests["ResourceRequestStatusSummaries"]] == ["UPDATE"]
    first = control.list_resource_requests(MaxResults=1)
    assert control.list_resource_requests(MaxResults=1, NextToken=first["NextToken"])["ResourceRequestStatusSummaries"]
    assert finish(control.delete_resource(Identifier=identifier, ClientToken="gone", **named))["OperationStatus"] == "SUCCESS"
    message = lake.refused("ResourceNotFoundException", control.get_resource, Identifier=identifier, **named)
    assert "HandlerErrorCode: NotFound" in message


def test_cloud_control_refuses_other_types_and_unknown_properties_by_name(lake):
    control = lake.client("cloudcontrol")
    message = lake.refused("UnsupportedActionException", control.create_resource, TypeName="AWS::S3::Bucket", DesiredState="{}")
    assert "AWS::S3::Bucket" in message
    state = {"AwsAccountId": lake.account, "DashboardId": "d", "Name": "n"}
    for more, problem in (({"Colour": 1}, "extraneous key [Colour]"), ({"Name": True}, "expected type: String")):
        text = json.dumps({**state, **more})
        assert problem in lake.refused("ValidationException", control.create_resource, TypeName=TYPE, DesiredState=text)
