"""Who calls, and in which role."""

import json


def trust(principal, **statement):
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole", **statement}],
        }
    )


def make_role(lake, policy, name="reader", **members):
    return lake.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=policy, **members)["Role"]


def as_session(lake, service, credentials, **changes):
    members = dict(
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"],
        region_name="eu-central-1",
        endpoint_url=lake.s3.meta.endpoint_url,
    )
    return lake.session.client(service, **{**members, **changes})


def test_the_root_of_an_account(lake):
    caller = lake.client("sts").get_caller_identity()
    assert (caller["Account"], caller["Arn"]) == (lake.account, "arn:aws:iam::%s:root" % lake.account)


def test_a_role_is_taken_by_whom_it_trusts(lake):
    role = make_role(lake, trust({"AWS": lake.account}))
    sts = lake.client("sts")
    taken = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="ann", DurationSeconds=900)
    assert taken["Credentials"]["AccessKeyId"].startswith("LSIA")
    caller = as_session(lake, "sts", taken["Credentials"]).get_caller_identity()
    assert caller["Arn"] == "arn:aws:sts::%s:assumed-role/reader/ann" % lake.account
    assert caller["UserId"] == role["RoleId"] + ":ann"
    lake.refused(
        "InvalidClientTokenId",
        as_session(lake, "sts", taken["Credentials"], aws_session_token="x").get_caller_identity,
    )
    lake.refused("ValidationError", sts.assume_role, RoleArn=role["Arn"], RoleSessionName="ann", DurationSeconds=7200)


def test_a_role_is_not_taken_by_others(lake):
    sts = lake.client("sts")
    other = make_role(lake, trust({"AWS": "arn:aws:iam::999999999999:root"}), "other")
    service = make_role(lake, trust({"Service": "glue.amazonaws.com"}), "service")
    secret = make_role(
        lake, trust({"AWS": "*"}, Condition={"StringEquals": {"sts:ExternalId": "word"}}), "secret"
    )
    for role in (other, service, secret):
        lake.refused("AccessDenied", sts.assume_role, RoleArn=role["Arn"], RoleSessionName="ann")
    lake.refused("AccessDenied", sts.assume_role, RoleArn=other["Arn"] + "x", RoleSessionName="ann")
    assert sts.assume_role(RoleArn=secret["Arn"], RoleSessionName="ann", ExternalId="word")["Credentials"]


def test_a_session_of_the_root(lake):
    credentials = lake.client("sts").get_session_token(DurationSeconds=900)["Credentials"]
    session = as_session(lake, "sts", credentials)
    assert session.get_caller_identity()["Account"] == lake.account
    lake.refused("AccessDenied", session.get_session_token)


def test_keys_of_real_aws_and_wrong_secrets_are_turned_away(lake):
    def caller(**members):
        return as_session(lake, "sts", dict(AccessKeyId="", SecretAccessKey="x", SessionToken=None), **members)

    real = caller(aws_access_key_id="AKIAIOSFODNN7EXAMPLE")
    assert "real AWS" in lake.refused("AccessDenied", real.get_caller_identity)
    lake.refused("SignatureDoesNotMatch", caller(aws_access_key_id=lake.account).get_caller_identity)
    lake.refused("InvalidClientTokenId", caller(aws_access_key_id="LSIANOBODY").get_caller_identity)
    named = lake.refused("NotImplemented", lake.client("sts").get_federation_token, Name="ann")
    assert "GetFederationToken" in named
