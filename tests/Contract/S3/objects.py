"""Objects: put, got, looked at, deleted; conditions, ranges, checksums, metadata."""

import base64
import datetime
import hashlib
import urllib.error
import urllib.request

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
FAR_AHEAD = datetime.datetime(2040, 1, 1, tzinfo=datetime.timezone.utc)


def test_an_object_comes_back_with_all_that_was_said_about_it(lake):
    lake.make_bucket()
    s3, body = lake.s3, b"hello" * 5000
    key = s3_key(lake)
    put = s3.put_object(
        Bucket=lake.bucket,
        Key="a b/\u00e9+1",
        Body=body,
        ACL="bucket-owner-full-control",
        CacheControl="no-cache",
        ContentDisposition="attachment",
        ContentEncoding="x-own",
        ContentLanguage="de",
        ContentType="text/plain",
        ContentMD5=base64.b64encode(hashlib.md5(body).digest()).decode(),
        Expires=FAR_AHEAD,
        Metadata={"Owner": "me"},
        ServerSideEncryption="aws:kms",
        SSEKMSKeyId=key,
        BucketKeyEnabled=True,
        StorageClass="STANDARD_IA",
        Tagging="a=1&b=2%203",
        ChecksumAlgorithm="SHA256",
        ExpectedBucketOwner=lake.account,
    )
    assert put["ETag"] == '"%s"' % hashlib.md5(body).hexdigest()
    assert put["ChecksumSHA256"] == base64.b64encode(hashlib.sha256(body).digest()).decode()
    got = s3.get_object(
        Bucket=lake.bucket, Key="a b/\u00e9+1", ChecksumMode="ENABLED", ExpectedBucketOwner=lake.account
    )
    assert got["Body"].read() == body
    for name, value in {
        "CacheControl": "no-cache",
        "ContentDisposition": "attachment",
        "ContentEncoding": "x-own",
        "ContentLanguage": "de",
        "ContentType": "text/plain",
        "Metadata": {"owner": "me"},
        "ServerSideEncryption": "aws:kms",
        "SSEKMSKeyId": key,
        "BucketKeyEnabled": True,
        "StorageClass": "STANDARD_IA",
        "TagCount": 2,
        "ChecksumSHA256": put["ChecksumSHA256"],
        "ChecksumType": "FULL_OBJECT",
    }.items():
        assert got[name] == value, name
    head = s3.head_object(
        Bucket=lake.bucket, Key="a b/\u00e9+1", ChecksumMode="ENABLED", ExpectedBucketOwner=lake.account
    )
    assert head["ContentLength"] == len(body) and head["ChecksumSHA256"] == put["ChecksumSHA256"]


def s3_key(lake):
    return lake.client("kms").create_key()["KeyMetadata"]["Arn"]


def test_without_a_checksum_the_service_makes_its_own(lake):
    lake.make_bucket()
    from botocore.config import Config

    plain = lake.session.client(
        "s3",
        endpoint_url=lake.s3.meta.endpoint_url,
        config=Config(request_checksum_calculation="when_required"),
    )
    # The check value of CRC-64/NVME for these nine digits.
    expected = base64.b64encode(bytes.fromhex("AE8B14860A799888")).decode()
    assert plain.put_object(Bucket=lake.bucket, Key="k", Body=b"123456789")["ChecksumCRC64NVME"] == expected


def test_every_checksum_is_verified(lake):
    lake.make_bucket()
    values = {
        "ChecksumCRC32": "CBF43926",
        "ChecksumCRC32C": "E3069283",
        "ChecksumCRC64NVME": "AE8B14860A799888",
        "ChecksumSHA1": hashlib.sha1(b"123456789").hexdigest(),
        "ChecksumSHA256": hashlib.sha256(b"123456789").hexdigest(),
    }
    for name, digest in values.items():
        value = base64.b64encode(bytes.fromhex(digest)).decode()
        put = dict(Bucket=lake.bucket, Key=name, Body=b"123456789")
        assert lake.s3.put_object(**put, **{name: value})[name] == value
        wrong = base64.b64encode(bytes(len(digest) // 2)).decode()
        assert name[8:] in lake.refused("BadDigest", lake.s3.put_object, **put, **{name: wrong})
        lake.refused("InvalidRequest", lake.s3.put_object, **put, **{name: "AAAA"})
    lake.refused("BadDigest", lake.s3.put_object, ContentMD5="A" * 22 + "==", **put)
    lake.refused("InvalidDigest", lake.s3.put_object, ContentMD5="x", **put)


def test_ranges_and_parts(lake):
    lake.make_bucket()
    lake.put("k", b"0123456789")

    def get(span):
        got = lake.s3.get_object(Bucket=lake.bucket, Key="k", Range=span)
        return got["Body"].read(), got["ResponseMetadata"]["HTTPStatusCode"], got.get("ContentRange")

    assert get("bytes=0-3") == (b"0123", 206, "bytes 0-3/10")
    assert get("bytes=7-") == (b"789", 206, "bytes 7-9/10")
    assert get("bytes=-2") == (b"89", 206, "bytes 8-9/10")
    assert get("bytes=-200") == (b"0123456789", 206, "bytes 0-9/10")
    assert get("bytes=8-200") == (b"89", 206, "bytes 8-9/10")
    assert get("bytes=5-2")[1:] == (200, None)
    lake.refused("InvalidRange", lake.s3.get_object, Bucket=lake.bucket, Key="k", Range="bytes=10-")
    head = lake.s3.head_object(Bucket=lake.bucket, Key="k", Range="bytes=1-2")
    assert (head["ContentLength"], head["ContentRange"]) == (2, "bytes 1-2/10")
    assert lake.s3.get_object(Bucket=lake.bucket, Key="k", PartNumber=1)["ContentLength"] == 10
    lake.refused("416", lake.s3.head_object, Bucket=lake.bucket, Key="k", PartNumber=2)


def test_reads_depend_on_conditions(lake):
    lake.make_bucket()
    lake.put("k", b"1")
    here = dict(Bucket=lake.bucket, Key="k")
    etag = lake.s3.head_object(**here)["ETag"]
    for read in (lake.s3.get_object, lake.s3.head_object):
        read(IfMatch=etag, IfUnmodifiedSince=FAR_AHEAD, **here)
        read(IfNoneMatch='"other"', IfModifiedSince=LONG_AGO, **here)
        read(IfMatch=etag, IfUnmodifiedSince=LONG_AGO, **here)
        lake.refused("304", read, IfNoneMatch=etag, **here)
        lake.refused("304", read, IfModifiedSince=FAR_AHEAD, **here)
    lake.refused("PreconditionFailed", lake.s3.get_object, IfMatch='"other"', **here)
    lake.refused("412", lake.s3.head_object, IfUnmodifiedSince=LONG_AGO, **here)


def test_writes_depend_on_conditions(lake):
    lake.make_bucket()
    here = dict(Bucket=lake.bucket, Key="k")
    etag = lake.s3.put_object(Body=b"1", IfNoneMatch="*", **here)["ETag"]
    lake.refused("PreconditionFailed", lake.s3.put_object, Body=b"2", IfNoneMatch="*", **here)
    lake.refused("PreconditionFailed", lake.s3.put_object, Body=b"2", IfMatch='"other"', **here)
    lake.refused("NoSuchKey", lake.s3.put_object, Body=b"2", IfMatch=etag, Bucket=lake.bucket, Key="none")
    lake.refused("NotImplemented", lake.s3.put_object, Body=b"2", IfNoneMatch=etag, **here)
    lake.s3.put_object(Body=b"2", IfMatch=etag, **here)
    lake.refused("PreconditionFailed", lake.s3.delete_object, IfMatch=etag, **here)
    assert lake.s3.get_object(**here)["Body"].read() == b"2"


def test_an_answer_wears_what_the_reader_wants(lake):
    lake.make_bucket()
    lake.put("k", b"1")
    wishes = dict(
        ResponseCacheControl="no-store",
        ResponseContentDisposition="inline",
        ResponseContentEncoding="x-e",
        ResponseContentLanguage="fr",
        ResponseContentType="text/x-y",
        ResponseExpires=LONG_AGO,
    )
    for read in (lake.s3.get_object, lake.s3.head_object):
        got = read(Bucket=lake.bucket, Key="k", **wishes)
        assert (got["CacheControl"], got["ContentDisposition"], got["ContentEncoding"]) == ("no-store", "inline", "x-e")
        assert (got["ContentLanguage"], got["ContentType"]) == ("fr", "text/x-y")


def test_keys_are_opaque(lake):
    lake.make_bucket()
    keys = ["../../x", "/abs", "..", ".", "a/../b", "a//b", "C:\\x", "a", "a/b", "k" * 1024, "\u00fc\U0001f600"]
    for key in keys:
        lake.put(key, key.encode())
    listed = [each["Key"] for each in lake.s3.list_objects_v2(Bucket=lake.bucket)["Contents"]]
    assert listed == sorted(keys, key=str.encode)
    for key in keys:
        assert lake.s3.get_object(Bucket=lake.bucket, Key=key)["Body"].read() == key.encode()
    lake.refused("KeyTooLongError", lake.s3.put_object, Bucket=lake.bucket, Key="k" * 1025, Body=b"")


def test_versions_are_kept_marked_and_removed(lake):
    lake.make_bucket()
    s3, here = lake.s3, dict(Bucket=lake.bucket, Key="k")
    lake.put("k", b"0")
    s3.put_bucket_versioning(Bucket=lake.bucket, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Body=b"1", **here)["VersionId"]
    marker = s3.delete_object(ExpectedBucketOwner=lake.account, **here)
    assert marker["DeleteMarker"] is True
    lake.refused("NoSuchKey", s3.get_object, **here)
    lake.refused("MethodNotAllowed", s3.get_object, VersionId=marker["VersionId"], **here)
    assert s3.get_object(VersionId=first, **here)["Body"].read() == b"1"
    assert s3.head_object(VersionId="null", **here)["ContentLength"] == 1
    assert s3.delete_object(VersionId=marker["VersionId"], **here)["DeleteMarker"] is True
    assert s3.get_object(**here)["VersionId"] == first
    s3.delete_object(VersionId=first, **here)
    assert s3.get_object(**here)["Body"].read() == b"0"
    lake.refused("InvalidArgument", s3.get_object, VersionId="nonsense", **here)
    lake.refused("NoSuchVersion", s3.get_object, VersionId=first, **here)
    s3.put_bucket_versioning(Bucket=lake.bucket, VersioningConfiguration={"Status": "Suspended"})
    assert s3.put_object(Body=b"2", **here)["VersionId"] == "null"
    assert s3.delete_object(**here)["VersionId"] == "null"


def test_many_objects_are_deleted_at_once(lake):
    lake.make_bucket()
    for key in ("a", "b", "c"):
        lake.put(key, b"1")
    some = {"Objects": [{"Key": "a"}, {"Key": "none"}, {"Key": "b", "VersionId": "nonsense"}]}
    gone = lake.s3.delete_objects(Bucket=lake.bucket, Delete=some, ExpectedBucketOwner=lake.account)
    assert [each["Key"] for each in gone["Deleted"]] == ["a", "none"]
    assert [(each["Key"], each["Code"]) for each in gone["Errors"]] == [("b", "NoSuchVersion")]
    quiet = lake.s3.delete_objects(Bucket=lake.bucket, Delete={"Objects": [{"Key": "b"}], "Quiet": True})
    assert "Deleted" not in quiet and "Errors" not in quiet


def test_presigned_addresses_hold_for_their_request_only(lake):
    lake.make_bucket()
    put = lake.s3.generate_presigned_url("put_object", Params={"Bucket": lake.bucket, "Key": "p q"})
    urllib.request.urlopen(urllib.request.Request(put, data=b"presigned", method="PUT"))
    get = lake.s3.generate_presigned_url("get_object", Params={"Bucket": lake.bucket, "Key": "p q"})
    assert urllib.request.urlopen(get).read() == b"presigned"
    for wrong in (get.replace("p%20q", "p%20r"), get.replace("X-Amz-Expires=3600", "X-Amz-Expires=3601")):
        try:
            urllib.request.urlopen(wrong)
            raise AssertionError("A changed address was served.")
        except urllib.error.HTTPError as error:
            assert error.code == 403 and b"SignatureDoesNotMatch" in error.read()
    long = lake.s3.generate_presigned_url("get_object", Params={"Bucket": lake.bucket, "Key": "p q"}, ExpiresIn=604801)
    try:
        urllib.request.urlopen(long)
        raise AssertionError("An address was served that holds for more than a week.")
    except urllib.error.HTTPError as error:
        assert error.code == 400 and b"AuthorizationQueryParametersError" in error.read()
