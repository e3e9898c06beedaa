"""Roles and what is attached to them."""

import json

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
)
READ = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::b/*"},
    }
)


def make(lake, name="r", **members):
    iam = lake.client("iam")
    return iam, iam.create_role(RoleName=name, AssumeRolePolicyDocument=TRUST, **members)["Role"]


def test_a_role_keeps_what_it_was_made_with(lake):
    iam = lake.client("iam")
    boundary = iam.create_policy(PolicyName="edge", PolicyDocument=READ)["Policy"]["Arn"]
    iam, made = make(
        lake,
        "Crawler",
        Path="/lake/",
        Description="d",
        MaxSessionDuration=7200,
        PermissionsBoundary=boundary,
        Tags=[{"Key": "a", "Value": "b"}],
    )
    assert made["Arn"] == "arn:aws:iam::%s:role/lake/Crawler" % lake.account and made["RoleId"].startswith("AROA")
    role = iam.get_role(RoleName="Crawler")["Role"]
    assert role["AssumeRolePolicyDocument"] == json.loads(TRUST)
    assert (role["Description"], role["MaxSessionDuration"]) == ("d", 7200)
    assert role["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary
    assert role["Tags"] == [{"Key": "a", "Value": "b"}]
    lake.refused("EntityAlreadyExists", iam.create_role, RoleName="crawler", AssumeRolePolicyDocument=TRUST)
    iam.put_role_permissions_boundary(RoleName="Crawler", PermissionsBoundary=boundary)
    iam.delete_role_permissions_boundary(RoleName="Crawler")
    assert "PermissionsBoundary" not in iam.get_role(RoleName="Crawler")["Role"]


def test_a_role_is_changed_tagged_and_deleted(lake):
    iam, _ = make(lake)
    iam.update_role(RoleName="r", Description="new", MaxSessionDuration=3600)
    assert iam.get_role(RoleName="r")["Role"]["Description"] == "new"
    other = TRUST.replace("glue", "athena")
    iam.update_assume_role_policy(RoleName="r", PolicyDocument=other)
    assert iam.get_role(RoleName="r")["Role"]["AssumeRolePolicyDocument"] == json.loads(other)
    iam.tag_role(RoleName="r", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    first = iam.list_role_tags(RoleName="r", MaxItems=1)
    second = iam.list_role_tags(RoleName="r", Marker=first["Marker"])
    assert [each["Key"] for each in first["Tags"] + second["Tags"]] == ["a", "b"]
    iam.untag_role(RoleName="r", TagKeys=["a"])
    assert [each["Key"] for each in iam.list_role_tags(RoleName="r")["Tags"]] == ["b"]
    assert iam.list_instance_profiles_for_role(RoleName="r", MaxItems=5, Marker="x")["InstanceProfiles"] == []
    iam.delete_role(RoleName="r")
    lake.refused("NoSuchEntity", iam.get_role, RoleName="r")


def test_inline_policies(lake):
    iam, _ = make(lake)
    for name in ("one", "two"):
        iam.put_role_policy(RoleName="r", PolicyName=name, PolicyDocument=READ)
    assert iam.get_role_policy(RoleName="r", PolicyName="one")["PolicyDocument"] == json.loads(READ)
    first = iam.list_role_policies(RoleName="r", MaxItems=1)
    second = iam.list_role_policies(RoleName="r", Marker=first["Marker"])
    assert first["PolicyNames"] + second["PolicyNames"] == ["one", "two"]
    lake.refused("DeleteConflict", iam.delete_role, RoleName="r")
    iam.delete_role_policy(RoleName="r", PolicyName="one")
    lake.refused("NoSuchEntity", iam.get_role_policy, RoleName="r", PolicyName="one")
    lake.refused("NoSuchEntity", iam.delete_role_policy, RoleName="r", PolicyName="one")


def test_attached_policies(lake):
    iam, _ = make(lake)
    arns = [
        iam.create_policy(PolicyName=name, Path="/p/", PolicyDocument=READ)["Policy"]["Arn"] for name in ("a", "b")
    ]
    for arn in arns + arns:
        iam.attach_role_policy(RoleName="r", PolicyArn=arn)
    first = iam.list_attached_role_policies(RoleName="r", MaxItems=1, PathPrefix="/p/")
    second = iam.list_attached_role_policies(RoleName="r", Marker=first["Marker"])
    assert [each["PolicyArn"] for each in first["AttachedPolicies"] + second["AttachedPolicies"]] == arns
    users = iam.list_entities_for_policy(PolicyArn=arns[0], EntityFilter="Role", MaxItems=3)
    assert [each["RoleName"] for each in users["PolicyRoles"]] == ["r"]
    lake.refused("DeleteConflict", iam.delete_policy, PolicyArn=arns[0])
    iam.detach_role_policy(RoleName="r", PolicyArn=arns[0])
    lake.refused("NoSuchEntity", iam.detach_role_policy, RoleName="r", PolicyArn=arns[0])
    managed = "arn:aws:iam::aws:policy/AdministratorAccess"
    lake.refused("NotImplemented", iam.attach_role_policy, RoleName="r", PolicyArn=managed)
    lake.refused("NoSuchEntity", iam.attach_role_policy, RoleName="r", PolicyArn=arns[0] + "x")


def test_roles_are_listed_in_pages(lake):
    for name in ("a", "b", "c"):
        iam, _ = make(lake, name, Path="/x/")
    make(lake, "other")
    first = iam.list_roles(PathPrefix="/x/", MaxItems=2)
    second = iam.list_roles(PathPrefix="/x/", Marker=first["Marker"])
    assert [each["RoleName"] for each in first["Roles"] + second["Roles"]] == ["a", "b", "c"]


def test_documents_are_read_strictly(lake):
    iam, _ = make(lake)
    good = json.loads(READ)["Statement"]

    def policy(**changes):
        statement = {**good, **changes}
        return json.dumps(
            {"Version": "2012-10-17", "Statement": [{k: v for k, v in statement.items() if v is not None}]}
        )

    for wrong in (
        "no json",
        "[]",
        "{}",
        policy(Effect="allow"),
        policy(Principal="*"),
        policy(Resource=None),
        policy(Action=None),
        policy(Action="GetObject"),
        policy(NotAction="s3:GetObject"),
        policy(Resource="bucket"),
        policy(Condition={"Equals": {"aws:x": "y"}}),
        policy(Surprise=1),
        '{"Statement": [], "Statement": []}',
        READ.replace("2012-10-17", "2013-01-01"),
    ):
        lake.refused("MalformedPolicyDocument", iam.put_role_policy, RoleName="r", PolicyName="p", PolicyDocument=wrong)
    lake.refused("MalformedPolicyDocument", iam.create_role, RoleName="q", AssumeRolePolicyDocument=READ)
    lake.refused("ValidationError", iam.create_role, RoleName="a b", AssumeRolePolicyDocument=TRUST)


def test_users_are_refused_by_name(lake):
    assert "CreateUser" in lake.refused("NotImplemented", lake.client("iam").create_user, UserName="ann")
    assert "It emulates: " in lake.refused("NotImplemented", lake.client("iam").list_users)
