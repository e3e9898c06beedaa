"""Copies, attributes and tags of objects."""

import datetime

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
FAR_AHEAD = datetime.datetime(2040, 1, 1, tzinfo=datetime.timezone.utc)


def source(lake, **members):
    lake.make_bucket()
    members.setdefault("Body", b"0123456789")
    etag = lake.s3.put_object(Bucket=lake.bucket, Key="from \u00e9", **members)["ETag"]
    return etag, {"Bucket": lake.bucket, "Key": "from \u00e9"}


def test_a_copy_takes_everything_unless_told_otherwise(lake):
    etag, place = source(lake, Metadata={"a": "b"}, ContentType="text/x-y", Tagging="t=1")
    here = dict(Bucket=lake.bucket, CopySource=place, ExpectedBucketOwner=lake.account)
    copied = lake.s3.copy_object(Key="to", **here)["CopyObjectResult"]
    assert copied["ETag"] == etag
    head = lake.s3.head_object(Bucket=lake.bucket, Key="to")
    assert (head["Metadata"], head["ContentType"], head["TagCount"]) == ({"a": "b"}, "text/x-y", 1)
    key = lake.client("kms").create_key()["KeyMetadata"]["Arn"]
    lake.s3.copy_object(
        Key="to",
        ACL="private",
        MetadataDirective="REPLACE",
        TaggingDirective="REPLACE",
        Metadata={"c": "d"},
        Tagging="u=2&v=3",
        CacheControl="no-cache",
        ContentDisposition="inline",
        ContentEncoding="x-e",
        ContentLanguage="de",
        ContentType="text/x-z",
        Expires=FAR_AHEAD,
        ServerSideEncryption="aws:kms",
        SSEKMSKeyId=key,
        BucketKeyEnabled=True,
        StorageClass="STANDARD_IA",
        ChecksumAlgorithm="SHA256",
        CopySourceIfMatch=etag,
        CopySourceIfUnmodifiedSince=FAR_AHEAD,
        CopySourceIfNoneMatch='"other"',
        CopySourceIfModifiedSince=LONG_AGO,
        ExpectedSourceBucketOwner=lake.account,
        IfMatch=etag,
        **here
    )
    head = lake.s3.head_object(Bucket=lake.bucket, Key="to", ChecksumMode="ENABLED")
    assert (head["Metadata"], head["ContentType"], head["TagCount"]) == ({"c": "d"}, "text/x-z", 2)
    assert (head["SSEKMSKeyId"], head["StorageClass"]) == (key, "STANDARD_IA") and "ChecksumSHA256" in head


def test_a_copy_depends_on_its_source_and_its_target(lake):
    etag, place = source(lake)
    here = dict(Bucket=lake.bucket, Key="to", CopySource=place)
    copy = lake.s3.copy_object
    lake.refused("PreconditionFailed", copy, CopySourceIfMatch='"other"', **here)
    lake.refused("PreconditionFailed", copy, CopySourceIfNoneMatch=etag, **here)
    copy(IfNoneMatch="*", **here)
    lake.refused("PreconditionFailed", copy, IfNoneMatch="*", **here)
    lake.refused("NoSuchKey", copy, Bucket=lake.bucket, Key="to", CopySource={"Bucket": lake.bucket, "Key": "none"})
    message = lake.refused("InvalidRequest", copy, Bucket=lake.bucket, Key=place["Key"], CopySource=place)
    assert message.startswith("This copy request is illegal")
    copy(Bucket=lake.bucket, Key=place["Key"], CopySource=place, MetadataDirective="REPLACE", Metadata={"x": "y"})


def test_attributes_tell_what_is_asked(lake):
    etag, place = source(lake)
    told = lake.s3.get_object_attributes(
        ObjectAttributes=["ETag", "ObjectSize", "StorageClass", "Checksum", "ObjectParts"],
        ExpectedBucketOwner=lake.account,
        MaxParts=1,
        PartNumberMarker=0,
        **place
    )
    assert (told["ETag"], told["ObjectSize"], told["StorageClass"]) == (etag.strip('"'), 10, "STANDARD")
    assert "ChecksumCRC32" in told["Checksum"] and "ObjectParts" not in told
    only = lake.s3.get_object_attributes(ObjectAttributes=["ObjectSize"], VersionId="null", **place)
    assert only["ObjectSize"] == 10 and "ETag" not in only


def test_tags_of_objects(lake):
    _, place = source(lake)
    place["ExpectedBucketOwner"] = lake.account
    assert lake.s3.get_object_tagging(**place)["TagSet"] == []
    tags = [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": ""}]
    lake.s3.put_object_tagging(Tagging={"TagSet": tags}, VersionId="null", **place)
    assert lake.s3.get_object_tagging(VersionId="null", **place)["TagSet"] == tags
    twice = {"TagSet": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}
    assert "same key" in lake.refused("InvalidTag", lake.s3.put_object_tagging, Tagging=twice, **place)
    lake.s3.delete_object_tagging(VersionId="null", **place)
    assert lake.s3.get_object_tagging(**place)["TagSet"] == []
