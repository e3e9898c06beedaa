"""Managed policies and their versions."""

import json


def document(action):
    return json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]}
    )


def test_a_policy_has_versions_of_which_one_holds(lake):
    iam = lake.client("iam")
    made = iam.create_policy(
        PolicyName="p",
        Path="/lake/",
        Description="d",
        PolicyDocument=document("s3:GetObject"),
        Tags=[{"Key": "a", "Value": "b"}],
    )["Policy"]
    arn = made["Arn"]
    assert arn == "arn:aws:iam::%s:policy/lake/p" % lake.account
    second = iam.create_policy_version(
        PolicyArn=arn, PolicyDocument=document("s3:PutObject"), SetAsDefault=True
    )["PolicyVersion"]
    assert second["VersionId"] == "v2"
    policy = iam.get_policy(PolicyArn=arn)["Policy"]
    assert (policy["DefaultVersionId"], policy["Description"], policy["AttachmentCount"]) == ("v2", "d", 0)
    held = iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]
    assert held["Document"] == json.loads(document("s3:PutObject")) and held["IsDefaultVersion"]
    first = iam.list_policy_versions(PolicyArn=arn, MaxItems=1)
    rest = iam.list_policy_versions(PolicyArn=arn, Marker=first["Marker"])
    assert [each["VersionId"] for each in first["Versions"] + rest["Versions"]] == ["v2", "v1"]
    lake.refused("DeleteConflict", iam.delete_policy_version, PolicyArn=arn, VersionId="v2")
    iam.set_default_policy_version(PolicyArn=arn, VersionId="v1")
    lake.refused("DeleteConflict", iam.delete_policy, PolicyArn=arn)
    iam.delete_policy_version(PolicyArn=arn, VersionId="v2")
    lake.refused("NoSuchEntity", iam.get_policy_version, PolicyArn=arn, VersionId="v2")
    iam.delete_policy(PolicyArn=arn)
    lake.refused("NoSuchEntity", iam.get_policy, PolicyArn=arn)


def test_a_policy_has_five_versions_at_most(lake):
    iam = lake.client("iam")
    arn = iam.create_policy(PolicyName="p", PolicyDocument=document("s3:*"))["Policy"]["Arn"]
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arn, PolicyDocument=document("s3:*"))
    lake.refused("LimitExceeded", iam.create_policy_version, PolicyArn=arn, PolicyDocument=document("s3:*"))
    lake.refused("EntityAlreadyExists", iam.create_policy, PolicyName="P", PolicyDocument=document("s3:*"))


def test_policies_are_listed_and_tagged(lake):
    iam = lake.client("iam")
    arns = [
        iam.create_policy(PolicyName=name, Path="/x/", PolicyDocument=document("s3:*"))["Policy"]["Arn"]
        for name in ("a", "b")
    ]
    first = iam.list_policies(Scope="Local", PathPrefix="/x/", OnlyAttached=False, MaxItems=1)
    second = iam.list_policies(Scope="Local", Marker=first["Marker"])
    assert [each["Arn"] for each in first["Policies"] + second["Policies"]] == arns
    assert iam.list_policies(Scope="Local", OnlyAttached=True)["Policies"] == []
    iam.tag_policy(PolicyArn=arns[0], Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    first = iam.list_policy_tags(PolicyArn=arns[0], MaxItems=1)
    second = iam.list_policy_tags(PolicyArn=arns[0], Marker=first["Marker"])
    assert [each["Key"] for each in first["Tags"] + second["Tags"]] == ["a", "b"]
    iam.untag_policy(PolicyArn=arns[0], TagKeys=["a"])
    assert [each["Key"] for each in iam.list_policy_tags(PolicyArn=arns[0])["Tags"]] == ["b"]
    assert iam.list_entities_for_policy(PolicyArn=arns[0], Marker="x")["PolicyRoles"] == []
