"""The sub-resources of a bucket: what was put comes back, what was not says so."""

import json


def bucket(lake):
    lake.make_bucket()
    return dict(Bucket=lake.bucket, ExpectedBucketOwner=lake.account)


def test_a_new_bucket_has_its_defaults(lake):
    here = bucket(lake)
    s3 = lake.s3
    rule = s3.get_bucket_encryption(**here)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert rule["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"} and not rule["BucketKeyEnabled"]
    assert all(s3.get_public_access_block(**here)["PublicAccessBlockConfiguration"].values())
    owned = s3.get_bucket_ownership_controls(**here)["OwnershipControls"]["Rules"]
    assert owned == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert "Status" not in s3.get_bucket_versioning(**here)
    assert "LoggingEnabled" not in s3.get_bucket_logging(**here)
    assert s3.get_bucket_request_payment(**here)["Payer"] == "BucketOwner"
    assert "Status" not in s3.get_bucket_accelerate_configuration(**here)
    assert s3.get_bucket_acl(**here)["Grants"][0]["Permission"] == "FULL_CONTROL"
    assert "TopicConfigurations" not in s3.get_bucket_notification_configuration(**here)
    for code, call in {
        "NoSuchTagSet": s3.get_bucket_tagging,
        "NoSuchBucketPolicy": s3.get_bucket_policy,
        "NoSuchCORSConfiguration": s3.get_bucket_cors,
        "NoSuchLifecycleConfiguration": s3.get_bucket_lifecycle_configuration,
        "NoSuchWebsiteConfiguration": s3.get_bucket_website,
        "ReplicationConfigurationNotFoundError": s3.get_bucket_replication,
        "ObjectLockConfigurationNotFoundError": s3.get_object_lock_configuration,
    }.items():
        lake.refused(code, call, **here)


def test_tags(lake):
    here = bucket(lake)
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]
    lake.s3.put_bucket_tagging(Tagging={"TagSet": tags}, **here)
    assert lake.s3.get_bucket_tagging(**here)["TagSet"] == tags
    lake.s3.delete_bucket_tagging(**here)
    lake.refused("NoSuchTagSet", lake.s3.get_bucket_tagging, **here)


def test_versioning(lake):
    here = bucket(lake)
    put = lake.s3.put_bucket_versioning
    put(VersioningConfiguration={"Status": "Enabled"}, **here)
    assert lake.s3.get_bucket_versioning(**here)["Status"] == "Enabled"
    lake.refused("MalformedXML", put, VersioningConfiguration={"Status": "enabled"}, **here)
    lake.refused("IllegalVersioningConfigurationException", put, VersioningConfiguration={}, **here)
    lake.refused("NotImplemented", put, MFA="x 1", VersioningConfiguration={"Status": "Enabled"}, **here)


def test_encryption(lake):
    here = bucket(lake)
    key = lake.client("kms").create_key()["KeyMetadata"]["Arn"]
    rule = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key},
        "BucketKeyEnabled": True,
    }
    lake.s3.put_bucket_encryption(ServerSideEncryptionConfiguration={"Rules": [rule]}, **here)
    assert lake.s3.get_bucket_encryption(**here)["ServerSideEncryptionConfiguration"]["Rules"] == [rule]
    put = lake.s3.put_object(Bucket=lake.bucket, Key="k", Body=b"")
    assert (put["ServerSideEncryption"], put["SSEKMSKeyId"]) == ("aws:kms", key)
    lake.client("kms").disable_key(KeyId=key)
    lake.refused("KMS.DisabledException", lake.s3.put_object, Bucket=lake.bucket, Key="k", Body=b"")
    lake.s3.delete_bucket_encryption(**here)
    assert lake.s3.put_object(Bucket=lake.bucket, Key="k", Body=b"")["ServerSideEncryption"] == "AES256"


def test_public_access_and_policy(lake):
    here = bucket(lake)
    s3, arn = lake.s3, "arn:aws:s3:::" + lake.bucket

    def policy(**statement):
        statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": arn + "/*", **statement}
        return json.dumps({"Version": "2012-10-17", "Statement": [statement]})

    lake.refused("AccessDenied", s3.put_bucket_policy, Policy=policy(), **here)
    secure = policy(
        Effect="Deny", Action="s3:*", Resource=[arn, arn + "/*"], Condition={"Bool": {"aws:SecureTransport": "false"}}
    )
    s3.put_bucket_policy(Policy=secure, **here)
    assert s3.get_bucket_policy(**here)["Policy"] == secure
    assert s3.get_bucket_policy_status(**here)["PolicyStatus"] == {"IsPublic": False}
    block = dict.fromkeys(
        ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), False
    )
    s3.put_public_access_block(PublicAccessBlockConfiguration=block, **here)
    assert s3.get_public_access_block(**here)["PublicAccessBlockConfiguration"] == block
    s3.put_bucket_policy(Policy=policy(), **here)
    assert s3.get_bucket_policy_status(**here)["PolicyStatus"] == {"IsPublic": True}
    s3.delete_public_access_block(**here)
    lake.refused("NoSuchPublicAccessBlockConfiguration", s3.get_public_access_block, **here)
    for wrong in ("x", "{}", policy(Resource="arn:aws:s3:::other/*"), policy(Action="ec2:Run"), policy(Effect="Maybe")):
        lake.refused("MalformedPolicy", s3.put_bucket_policy, Policy=wrong, **here)
    s3.delete_bucket_policy(**here)
    lake.refused("NoSuchBucketPolicy", s3.get_bucket_policy, **here)


def test_ownership(lake):
    here = bucket(lake)
    enforced = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    lake.s3.put_bucket_ownership_controls(OwnershipControls=enforced, **here)
    writer = {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}
    lake.refused("NotImplemented", lake.s3.put_bucket_ownership_controls, OwnershipControls=writer, **here)
    lake.s3.delete_bucket_ownership_controls(**here)
    lake.refused("OwnershipControlsNotFoundError", lake.s3.get_bucket_ownership_controls, **here)


def test_lifecycle(lake):
    here = bucket(lake)
    rules = [
        {
            "ID": "old",
            "Status": "Enabled",
            "Filter": {"And": {"Prefix": "logs/", "Tags": [{"Key": "a", "Value": "b"}]}},
            "Transitions": [{"Days": 30, "StorageClass": "STANDARD_IA"}],
            "NoncurrentVersionExpiration": {"NoncurrentDays": 7, "NewerNoncurrentVersions": 2},
            "NoncurrentVersionTransitions": [{"NoncurrentDays": 3, "StorageClass": "GLACIER"}],
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
        {"ID": "temp", "Status": "Disabled", "Filter": {"Prefix": "tmp/"}, "Expiration": {"Days": 1}},
    ]
    put = lake.s3.put_bucket_lifecycle_configuration
    put(
        LifecycleConfiguration={"Rules": rules},
        TransitionDefaultMinimumObjectSize="varies_by_storage_class",
        **here
    )
    got = lake.s3.get_bucket_lifecycle_configuration(**here)
    assert got["Rules"] == rules and got["TransitionDefaultMinimumObjectSize"] == "varies_by_storage_class"
    lake.refused("InvalidRequest", put, LifecycleConfiguration={"Rules": [{"Status": "Enabled", "Filter": {}}]}, **here)
    lake.refused("InvalidArgument", put, LifecycleConfiguration={"Rules": [rules[1], rules[1]]}, **here)
    lake.s3.delete_bucket_lifecycle(**here)
    lake.refused("NoSuchLifecycleConfiguration", lake.s3.get_bucket_lifecycle_configuration, **here)


def test_logging(lake):
    here = bucket(lake)
    target = {
        "TargetBucket": lake.bucket,
        "TargetPrefix": "log/",
        "TargetObjectKeyFormat": {"PartitionedPrefix": {"PartitionDateSource": "EventTime"}},
    }
    lake.s3.put_bucket_logging(BucketLoggingStatus={"LoggingEnabled": target}, **here)
    assert lake.s3.get_bucket_logging(**here)["LoggingEnabled"] == target
    nowhere = {"LoggingEnabled": {"TargetBucket": "no-such-bucket-at-all", "TargetPrefix": ""}}
    lake.refused("InvalidTargetBucketForLogging", lake.s3.put_bucket_logging, BucketLoggingStatus=nowhere, **here)
    lake.s3.put_bucket_logging(BucketLoggingStatus={}, **here)
    assert "LoggingEnabled" not in lake.s3.get_bucket_logging(**here)


def test_cors(lake):
    here = bucket(lake)
    rules = [{"ID": "r", "AllowedMethods": ["GET"], "AllowedOrigins": ["https://a.example"], "MaxAgeSeconds": 60}]
    lake.s3.put_bucket_cors(CORSConfiguration={"CORSRules": rules}, **here)
    assert lake.s3.get_bucket_cors(**here)["CORSRules"] == rules
    wrong = {"CORSRules": [{"AllowedMethods": ["PATCH"], "AllowedOrigins": ["*"]}]}
    lake.refused("InvalidRequest", lake.s3.put_bucket_cors, CORSConfiguration=wrong, **here)
    lake.s3.delete_bucket_cors(**here)
    lake.refused("NoSuchCORSConfiguration", lake.s3.get_bucket_cors, **here)


def test_notification(lake):
    here = bucket(lake)
    put = lake.s3.put_bucket_notification_configuration
    put(NotificationConfiguration={"EventBridgeConfiguration": {}}, SkipDestinationValidation=False, **here)
    assert lake.s3.get_bucket_notification_configuration(**here)["EventBridgeConfiguration"] == {}
    queue = {"QueueArn": "arn:aws:sqs:eu-central-1:%s:q" % lake.account, "Events": ["s3:ObjectCreated:*"]}
    lake.refused("InvalidArgument", put, NotificationConfiguration={"QueueConfigurations": [queue]}, **here)
