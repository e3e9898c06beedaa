"""Keys, aliases and what is done with them."""

import json


def make(lake, **members):
    kms = lake.client("kms")
    return kms, kms.create_key(**members)["KeyMetadata"]


def test_a_key_is_made_described_and_listed(lake):
    kms, key = make(
        lake,
        Description="d",
        KeyUsage="ENCRYPT_DECRYPT",
        KeySpec="SYMMETRIC_DEFAULT",
        CustomerMasterKeySpec="SYMMETRIC_DEFAULT",
        Origin="AWS_KMS",
        MultiRegion=False,
        Policy=policy(lake),
        Tags=[{"TagKey": "a", "TagValue": "b"}],
    )
    assert key["Arn"] == "arn:aws:kms:eu-central-1:%s:key/%s" % (lake.account, key["KeyId"])
    assert kms.describe_key(KeyId=key["Arn"])["KeyMetadata"] == key
    kms.update_key_description(KeyId=key["KeyId"], Description="new")
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]["Description"] == "new"
    make(lake)
    first = kms.list_keys(Limit=1)
    second = kms.list_keys(Marker=first["NextMarker"])
    assert len(first["Keys"]) == len(second["Keys"]) == 1 and not second["Truncated"]
    lake.refused("NotImplemented", kms.create_key, KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")
    lake.refused("NotFoundException", kms.describe_key, KeyId="00000000-0000-4000-8000-000000000000")
    lake.refused("InvalidArnException", kms.describe_key, KeyId="arn:aws:s3:::b")


def policy(lake, **changes):
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::%s:root" % lake.account},
        "Action": "kms:*",
        "Resource": "*",
        **changes,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def test_a_key_has_one_policy(lake):
    kms, key = make(lake)
    here = dict(KeyId=key["KeyId"])
    assert json.loads(kms.get_key_policy(PolicyName="default", **here)["Policy"])["Id"] == "key-default-1"
    kms.put_key_policy(PolicyName="default", Policy=policy(lake), **here)
    assert kms.get_key_policy(**here)["Policy"] == policy(lake)
    assert kms.list_key_policies(Limit=1, Marker="x", **here)["PolicyNames"] == ["default"]
    lake.refused("MalformedPolicyDocumentException", kms.put_key_policy, Policy=policy(lake, Effect="x"), **here)
    lake.refused("NotFoundException", kms.get_key_policy, PolicyName="other", **here)


def test_rotation_tags_and_switches(lake):
    kms, key = make(lake)
    here = dict(KeyId=key["KeyId"])
    kms.enable_key_rotation(RotationPeriodInDays=180, **here)
    assert kms.get_key_rotation_status(**here)["RotationPeriodInDays"] == 180
    kms.disable_key_rotation(**here)
    assert kms.get_key_rotation_status(**here)["KeyRotationEnabled"] is False
    kms.tag_resource(Tags=[{"TagKey": k, "TagValue": "1"} for k in ("a", "b")], **here)
    first = kms.list_resource_tags(Limit=1, **here)
    second = kms.list_resource_tags(Marker=first["NextMarker"], **here)
    assert [each["TagKey"] for each in first["Tags"] + second["Tags"]] == ["a", "b"]
    kms.untag_resource(TagKeys=["a"], **here)
    assert [each["TagKey"] for each in kms.list_resource_tags(**here)["Tags"]] == ["b"]
    kms.disable_key(**here)
    lake.refused("DisabledException", kms.encrypt, Plaintext=b"x", **here)
    kms.enable_key(**here)
    kms.encrypt(Plaintext=b"x", **here)


def test_a_key_waits_for_its_deletion(lake):
    kms, key = make(lake)
    here = dict(KeyId=key["KeyId"])
    assert kms.schedule_key_deletion(PendingWindowInDays=7, **here)["KeyState"] == "PendingDeletion"
    lake.refused("KMSInvalidStateException", kms.encrypt, Plaintext=b"x", **here)
    lake.refused("KMSInvalidStateException", kms.enable_key, **here)
    lake.refused("KMSInvalidStateException", kms.schedule_key_deletion, **here)
    kms.cancel_key_deletion(**here)
    assert kms.describe_key(**here)["KeyMetadata"]["KeyState"] == "Disabled"
    lake.refused("KMSInvalidStateException", kms.cancel_key_deletion, **here)
    lake.refused("ValidationException", kms.schedule_key_deletion, PendingWindowInDays=3, **here)


def test_aliases(lake):
    kms, key = make(lake)
    _, other = make(lake)
    kms.create_alias(AliasName="alias/lake", TargetKeyId=key["Arn"])
    kms.create_alias(AliasName="alias/other", TargetKeyId=key["KeyId"])
    assert kms.describe_key(KeyId="alias/lake")["KeyMetadata"]["KeyId"] == key["KeyId"]
    lake.refused("AlreadyExistsException", kms.create_alias, AliasName="alias/lake", TargetKeyId=key["KeyId"])
    kms.update_alias(AliasName="alias/lake", TargetKeyId=other["KeyId"])
    first = kms.list_aliases(Limit=1)
    second = kms.list_aliases(Marker=first["NextMarker"])
    targets = [each["TargetKeyId"] for each in first["Aliases"] + second["Aliases"]]
    assert targets == [other["KeyId"], key["KeyId"]]
    assert [each["AliasName"] for each in kms.list_aliases(KeyId=key["KeyId"])["Aliases"]] == ["alias/other"]
    kms.delete_alias(AliasName="alias/lake")
    lake.refused("NotFoundException", kms.delete_alias, AliasName="alias/lake")
    lake.refused("InvalidAliasNameException", kms.create_alias, AliasName="alias/a b", TargetKeyId=key["KeyId"])
    assert kms.describe_key(KeyId="alias/aws/s3")["KeyMetadata"]["KeyManager"] == "AWS"


def test_what_is_encrypted_is_bound_to_key_and_context(lake):
    kms, key = make(lake)
    _, other = make(lake)
    here = dict(KeyId=key["KeyId"], EncryptionAlgorithm="SYMMETRIC_DEFAULT")
    sealed = kms.encrypt(Plaintext=b"secret", EncryptionContext={"a": "b", "c": "d"}, **here)["CiphertextBlob"]
    opened = kms.decrypt(CiphertextBlob=sealed, EncryptionContext={"c": "d", "a": "b"}, **here)
    assert (opened["Plaintext"], opened["KeyId"]) == (b"secret", key["Arn"])
    lake.refused("InvalidCiphertextException", kms.decrypt, CiphertextBlob=sealed)
    lake.refused("InvalidCiphertextException", kms.decrypt, CiphertextBlob=b"nonsense")
    lake.refused("IncorrectKeyException", kms.decrypt, CiphertextBlob=sealed, KeyId=other["KeyId"])
    moved = kms.re_encrypt(
        CiphertextBlob=sealed,
        SourceKeyId=key["KeyId"],
        SourceEncryptionContext={"a": "b", "c": "d"},
        DestinationKeyId=other["KeyId"],
        DestinationEncryptionContext={"e": "f"},
        SourceEncryptionAlgorithm="SYMMETRIC_DEFAULT",
        DestinationEncryptionAlgorithm="SYMMETRIC_DEFAULT",
    )
    opened = kms.decrypt(CiphertextBlob=moved["CiphertextBlob"], EncryptionContext={"e": "f"})
    assert (opened["Plaintext"], opened["KeyId"]) == (b"secret", other["Arn"])
    for call, members in {
        kms.encrypt: dict(Plaintext=b"x", KeyId=key["KeyId"]),
        kms.decrypt: dict(CiphertextBlob=sealed),
        kms.re_encrypt: dict(CiphertextBlob=sealed, DestinationKeyId=key["KeyId"]),
        kms.generate_data_key: dict(KeyId=key["KeyId"], NumberOfBytes=8),
        kms.generate_data_key_without_plaintext: dict(KeyId=key["KeyId"], NumberOfBytes=8),
    }.items():
        lake.refused("DryRunOperationException", call, DryRun=True, **members)


def test_data_keys(lake):
    kms, key = make(lake)
    made = kms.generate_data_key(KeyId=key["KeyId"], KeySpec="AES_256", EncryptionContext={"a": "b"})
    assert len(made["Plaintext"]) == 32
    opened = kms.decrypt(CiphertextBlob=made["CiphertextBlob"], EncryptionContext={"a": "b"})
    assert opened["Plaintext"] == made["Plaintext"]
    hidden = kms.generate_data_key_without_plaintext(
        KeyId=key["KeyId"], KeySpec="AES_128", EncryptionContext={"a": "b"}
    )
    assert "Plaintext" not in hidden
    assert len(kms.generate_random(NumberOfBytes=20)["Plaintext"]) == 20
    lake.refused("ValidationException", kms.generate_data_key, KeyId=key["KeyId"])
    assert "CreateGrant" in lake.refused(
        "NotImplemented",
        kms.create_grant,
        KeyId=key["KeyId"],
        GranteePrincipal="arn:aws:iam::%s:root" % lake.account,
        Operations=["Decrypt"],
    )
