"""Multipart uploads."""

import base64
import hashlib
import io
import zlib

from boto3.s3.transfer import TransferConfig

PART = 5 * 1024 * 1024


def start(lake, **members):
    here = dict(Bucket=lake.bucket, Key="big/file", ExpectedBucketOwner=lake.account)
    here["UploadId"] = lake.s3.create_multipart_upload(
        **{name: here[name] for name in here if name != "UploadId"}, **members
    )["UploadId"]
    return here


def test_parts_become_one_object(lake):
    lake.make_bucket()
    bodies = [b"a" * PART, b"b" * 10]
    here = start(lake)
    for number, body in enumerate(bodies, 1):
        md5 = base64.b64encode(hashlib.md5(body).digest()).decode()
        lake.s3.upload_part(PartNumber=number, Body=body, ContentMD5=md5, ChecksumAlgorithm="CRC32", **here)
    first = lake.s3.list_parts(MaxParts=1, **here)
    second = lake.s3.list_parts(PartNumberMarker=first["NextPartNumberMarker"], **here)
    parts = first["Parts"] + second["Parts"]
    assert [(each["PartNumber"], each["Size"]) for each in parts] == [(1, PART), (2, 10)]
    named = [{"PartNumber": each["PartNumber"], "ETag": each["ETag"]} for each in parts]
    done = lake.s3.complete_multipart_upload(
        MultipartUpload={"Parts": named}, IfNoneMatch="*", MpuObjectSize=PART + 10, **here
    )
    digests = b"".join(hashlib.md5(body).digest() for body in bodies)
    assert done["ETag"] == '"%s-2"' % hashlib.md5(digests).hexdigest()
    again = lake.s3.complete_multipart_upload(MultipartUpload={"Parts": named}, **here)
    assert again["ETag"] == done["ETag"]
    got = lake.s3.get_object(Bucket=lake.bucket, Key="big/file", PartNumber=2)
    assert (got["Body"].read(), got["PartsCount"]) == (bodies[1], 2)
    lake.refused("NoSuchUpload", lake.s3.upload_part, PartNumber=3, Body=b"", **here)


def test_checksums_of_the_whole_and_of_the_parts(lake):
    lake.make_bucket()
    body = b"123456789"
    crc = base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()
    here = start(lake, ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT")
    part = lake.s3.upload_part(PartNumber=1, Body=body, ChecksumCRC32=crc, **here)
    named = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumCRC32": crc}]}
    lake.refused(
        "BadDigest", lake.s3.complete_multipart_upload, MultipartUpload=named, ChecksumCRC32="AAAAAA==", **here
    )
    done = lake.s3.complete_multipart_upload(
        MultipartUpload=named, ChecksumCRC32=crc, ChecksumType="FULL_OBJECT", **here
    )
    assert (done["ChecksumCRC32"], done["ChecksumType"]) == (crc, "FULL_OBJECT")
    here = start(lake, ChecksumAlgorithm="SHA256")
    sha = base64.b64encode(hashlib.sha256(body).digest()).decode()
    part = lake.s3.upload_part(PartNumber=1, Body=body, ChecksumAlgorithm="SHA256", **here)
    assert part["ChecksumSHA256"] == sha
    lake.refused(
        "InvalidRequest",
        lake.s3.complete_multipart_upload,
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]},
        **here
    )
    done = lake.s3.complete_multipart_upload(
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"], "ChecksumSHA256": sha}]},
        IfMatch=done["ETag"],
        **here
    )
    composite = base64.b64encode(hashlib.sha256(hashlib.sha256(body).digest()).digest()).decode() + "-1"
    assert (done["ChecksumSHA256"], done["ChecksumType"]) == (composite, "COMPOSITE")
    here.pop("UploadId")
    for algorithm, kind in (("CRC64NVME", "COMPOSITE"), ("SHA1", "FULL_OBJECT")):
        message = lake.refused(
            "InvalidRequest",
            lake.s3.create_multipart_upload,
            ChecksumAlgorithm=algorithm,
            ChecksumType=kind,
            **here
        )
        assert message.startswith("The %s checksum type cannot be used with the %s" % (kind, algorithm.lower()))


def test_a_completion_must_name_the_right_parts(lake):
    lake.make_bucket()
    here = start(lake)
    tags = [
        lake.s3.upload_part(PartNumber=number, Body=b"small", **here)["ETag"] for number in (1, 2)
    ]

    def complete(*parts):
        return dict(MultipartUpload={"Parts": [{"PartNumber": n, "ETag": t} for n, t in parts]}, **here)

    finish = lake.s3.complete_multipart_upload
    lake.refused("InvalidPart", finish, **complete((1, '"other"')))
    lake.refused("InvalidPart", finish, **complete((3, tags[0])))
    lake.refused("InvalidPartOrder", finish, **complete((2, tags[1]), (1, tags[0])))
    lake.refused("EntityTooSmall", finish, **complete((1, tags[0]), (2, tags[1])))
    lake.refused("InvalidRequest", finish, MpuObjectSize=99, **complete((1, tags[0])))
    lake.refused("MalformedXML", finish, MultipartUpload={"Parts": []}, **here)
    lake.refused("InvalidArgument", lake.s3.upload_part, PartNumber=10001, Body=b"", **here)


def test_unfinished_uploads_are_listed_and_given_up(lake):
    lake.make_bucket()
    for key in ("a/1", "a/2", "b"):
        lake.s3.create_multipart_upload(Bucket=lake.bucket, Key=key)
    place = dict(Bucket=lake.bucket, ExpectedBucketOwner=lake.account)
    first = lake.s3.list_multipart_uploads(MaxUploads=2, Prefix="", EncodingType="url", **place)
    second = lake.s3.list_multipart_uploads(
        KeyMarker=first["NextKeyMarker"], UploadIdMarker=first["NextUploadIdMarker"], **place
    )
    assert [each["Key"] for each in first["Uploads"] + second["Uploads"]] == ["a/1", "a/2", "b"]
    rolled = lake.s3.list_multipart_uploads(Delimiter="/", **place)
    assert [each["Prefix"] for each in rolled["CommonPrefixes"]] == ["a/"]
    for each in first["Uploads"] + second["Uploads"]:
        lake.s3.abort_multipart_upload(Key=each["Key"], UploadId=each["UploadId"], **place)
    assert "Uploads" not in lake.s3.list_multipart_uploads(**place)
    lake.refused(
        "NoSuchUpload",
        lake.s3.abort_multipart_upload,
        Key=each["Key"],
        UploadId=each["UploadId"],
        **place
    )


def test_an_upload_keeps_what_it_was_started_with(lake):
    lake.make_bucket()
    key = lake.client("kms").create_key()["KeyMetadata"]["Arn"]
    started = dict(
        ACL="private",
        CacheControl="no-cache",
        ContentDisposition="inline",
        ContentEncoding="x-e",
        ContentLanguage="de",
        ContentType="text/x-y",
        Expires=2208988800,
        Metadata={"a": "b"},
        ServerSideEncryption="aws:kms",
        SSEKMSKeyId=key,
        BucketKeyEnabled=True,
        StorageClass="STANDARD_IA",
        Tagging="t=1",
    )
    here = start(lake, **started)
    tag = lake.s3.upload_part(PartNumber=1, Body=b"x", **here)["ETag"]
    lake.s3.complete_multipart_upload(MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": tag}]}, **here)
    head = lake.s3.head_object(Bucket=lake.bucket, Key="big/file")
    for name in ("CacheControl", "ContentType", "Metadata", "ServerSideEncryption", "SSEKMSKeyId", "StorageClass"):
        assert head[name] == started[name], name


def test_a_part_is_copied_only_from_within_its_source(lake):
    lake.make_bucket()
    lake.put("source", b"0123456789")
    here = start(lake)
    source = {"Bucket": lake.bucket, "Key": "source"}
    for wrong, text in (("bytes=0-10", "for source object of size: 10"), ("bytes=-3", "of the form"), ("2-4", "of the form")):
        said = lake.refused(
            "InvalidArgument", lake.s3.upload_part_copy, PartNumber=1, CopySource=source, CopySourceRange=wrong, **here
        )
        assert text in said, said


def test_a_part_is_copied_from_another_object(lake):
    lake.make_bucket()
    lake.put("source", b"0123456789")
    etag = lake.s3.head_object(Bucket=lake.bucket, Key="source")["ETag"]
    here = start(lake)
    copied = lake.s3.upload_part_copy(
        PartNumber=1,
        CopySource={"Bucket": lake.bucket, "Key": "source"},
        CopySourceRange="bytes=2-4",
        CopySourceIfMatch=etag,
        CopySourceIfUnmodifiedSince=2208988800,
        CopySourceIfNoneMatch='"other"',
        CopySourceIfModifiedSince=0,
        ExpectedSourceBucketOwner=lake.account,
        **here
    )["CopyPartResult"]
    lake.s3.complete_multipart_upload(
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": copied["ETag"]}]}, **here
    )
    assert lake.s3.get_object(Bucket=lake.bucket, Key="big/file")["Body"].read() == b"234"


def test_the_transfer_manager_goes_there_and_back(lake):
    lake.make_bucket()
    body = bytes(range(256)) * 44 * 1024
    config = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART)
    lake.s3.upload_fileobj(io.BytesIO(body), lake.bucket, "k", Config=config)
    back = io.BytesIO()
    lake.s3.download_fileobj(lake.bucket, "k", back, Config=TransferConfig(multipart_threshold=PART))
    assert back.getvalue() == body
