"""Namespaces, groups, users and memberships."""


def client(lake):
    return lake.client("quicksight"), dict(AwsAccountId=lake.account, Namespace="default")


def test_a_namespace_holds_people_of_its_own(lake):
    quicksight, _ = client(lake)
    account = dict(AwsAccountId=lake.account)
    made = quicksight.create_namespace(
        Namespace="team", IdentityStore="QUICKSIGHT", Tags=[{"Key": "a", "Value": "b"}], **account
    )
    assert (made["Name"], made["CreationStatus"]) == ("team", "CREATED")
    assert quicksight.describe_namespace(Namespace="team", **account)["Namespace"]["Arn"] == made["Arn"]
    first = quicksight.list_namespaces(MaxResults=1, **account)
    second = quicksight.list_namespaces(MaxResults=1, NextToken=first["NextToken"], **account)
    assert [each["Name"] for each in first["Namespaces"] + second["Namespaces"]] == ["default", "team"]
    quicksight.create_group(GroupName="g", AwsAccountId=lake.account, Namespace="team")
    quicksight.delete_namespace(Namespace="team", **account)
    lake.refused("ResourceNotFoundException", quicksight.describe_namespace, Namespace="team", **account)
    lake.refused("InvalidParameterValueException", quicksight.delete_namespace, Namespace="default", **account)


def test_groups_are_made_changed_listed_and_deleted(lake):
    quicksight, place = client(lake)
    group = quicksight.create_group(GroupName="read ers/é", Description="one", **place)["Group"]
    assert group["Arn"].endswith("group/default/read ers/é")
    assert quicksight.describe_group(GroupName="read ers/é", **place)["Group"] == group
    assert quicksight.update_group(GroupName="read ers/é", Description="two", **place)["Group"]["Description"] == "two"
    quicksight.create_group(GroupName="zz", **place)
    first = quicksight.list_groups(MaxResults=1, **place)
    second = quicksight.list_groups(MaxResults=1, NextToken=first["NextToken"], **place)
    assert [each["GroupName"] for each in first["GroupList"] + second["GroupList"]] == ["read ers/é", "zz"]
    lake.refused("ResourceExistsException", quicksight.create_group, GroupName="zz", **place)
    quicksight.delete_group(GroupName="zz", **place)
    lake.refused("ResourceNotFoundException", quicksight.describe_group, GroupName="zz", **place)
    lake.refused("ResourceNotFoundException", quicksight.list_groups, AwsAccountId=lake.account, Namespace="none")
    lake.refused("AccessDeniedException", quicksight.list_groups, AwsAccountId="999999999999", Namespace="default")


def test_users_are_registered_and_join_groups(lake):
    quicksight, place = client(lake)
    role = "arn:aws:iam::%s:role/analysts" % lake.account
    user = quicksight.register_user(
        IdentityType="IAM",
        IamArn=role,
        SessionName="ann",
        Email="ann@example.com",
        UserRole="READER",
        Tags=[{"Key": "a", "Value": "b"}],
        **place
    )["User"]
    assert (user["UserName"], user["Active"]) == ("analysts/ann", True)
    own = quicksight.register_user(
        IdentityType="QUICKSIGHT", UserName="ben", Email="ben@example.com", UserRole="AUTHOR", **place
    )["User"]
    assert own["Active"] is False
    assert quicksight.describe_user(UserName="analysts/ann", **place)["User"] == user
    changed = quicksight.update_user(UserName="ben", Email="b@example.com", Role="ADMIN", **place)["User"]
    assert (changed["Email"], changed["Role"]) == ("b@example.com", "ADMIN")
    first = quicksight.list_users(MaxResults=1, **place)
    second = quicksight.list_users(MaxResults=1, NextToken=first["NextToken"], **place)
    assert [each["UserName"] for each in first["UserList"] + second["UserList"]] == ["analysts/ann", "ben"]

    quicksight.create_group(GroupName="one", **place)
    quicksight.create_group(GroupName="two", **place)
    for group in ("one", "two"):
        quicksight.create_group_membership(GroupName=group, MemberName="ben", **place)
    quicksight.create_group_membership(GroupName="one", MemberName="analysts/ann", **place)
    members = dict(GroupName="one", MaxResults=1)
    first = quicksight.list_group_memberships(**members, **place)
    second = quicksight.list_group_memberships(NextToken=first["NextToken"], **members, **place)
    assert len(first["GroupMemberList"] + second["GroupMemberList"]) == 2 and "NextToken" not in second
    first = quicksight.list_user_groups(UserName="ben", MaxResults=1, **place)
    second = quicksight.list_user_groups(UserName="ben", MaxResults=1, NextToken=first["NextToken"], **place)
    assert [each["GroupName"] for each in first["GroupList"] + second["GroupList"]] == ["one", "two"]
    member = quicksight.describe_group_membership(GroupName="one", MemberName="ben", **place)["GroupMember"]
    assert member["Arn"] == own["Arn"]
    quicksight.delete_group_membership(GroupName="one", MemberName="ben", **place)
    lake.refused(
        "ResourceNotFoundException", quicksight.describe_group_membership, GroupName="one", MemberName="ben", **place
    )
    quicksight.delete_user(UserName="ben", **place)
    assert quicksight.list_group_memberships(GroupName="two", **place)["GroupMemberList"] == []
    lake.refused("ResourceNotFoundException", quicksight.describe_user, UserName="ben", **place)
