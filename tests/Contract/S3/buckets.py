"""Buckets: made, found, listed, located and deleted."""


def test_a_bucket_is_made_found_and_deleted(lake):
    s3 = lake.s3
    made = s3.create_bucket(
        Bucket=lake.bucket,
        ACL="private",
        ObjectOwnership="BucketOwnerEnforced",
        CreateBucketConfiguration={
            "LocationConstraint": "eu-central-1",
            "Tags": [{"Key": "team", "Value": "data"}],
        },
    )
    assert made["Location"] == "/" + lake.bucket
    assert s3.head_bucket(Bucket=lake.bucket, ExpectedBucketOwner=lake.account)["BucketRegion"] == "eu-central-1"
    place = s3.get_bucket_location(Bucket=lake.bucket, ExpectedBucketOwner=lake.account)
    assert place["LocationConstraint"] == "eu-central-1"
    assert s3.get_bucket_tagging(Bucket=lake.bucket)["TagSet"] == [{"Key": "team", "Value": "data"}]
    s3.delete_bucket(Bucket=lake.bucket, ExpectedBucketOwner=lake.account)
    lake.refused("404", s3.head_bucket, Bucket=lake.bucket)
    lake.refused("NoSuchBucket", s3.list_objects_v2, Bucket=lake.bucket)


def test_making_a_bucket_twice_tells_whose_it_is(lake):
    lake.make_bucket()
    place = {"LocationConstraint": "eu-central-1"}
    lake.refused("BucketAlreadyOwnedByYou", lake.s3.create_bucket, Bucket=lake.bucket, CreateBucketConfiguration=place)
    other = lake.session.client(
        "s3",
        endpoint_url=lake.s3.meta.endpoint_url,
        aws_access_key_id="999999999999",
        aws_secret_access_key=lake.session.get_credentials().secret_key,
    )
    lake.refused("BucketAlreadyExists", other.create_bucket, Bucket=lake.bucket, CreateBucketConfiguration=place)
    lake.refused("AccessDenied", other.list_objects_v2, Bucket=lake.bucket)


def test_names_and_places_that_cannot_be(lake):
    s3 = lake.s3
    place = {"LocationConstraint": "eu-central-1"}
    for name in ("a..b", "192.168.1.1", "xn--a"):
        lake.refused("InvalidBucketName", s3.create_bucket, Bucket=name, CreateBucketConfiguration=place)
    lake.refused("IllegalLocationConstraintException", s3.create_bucket, Bucket=lake.bucket)
    lake.refused(
        "IllegalLocationConstraintException",
        s3.create_bucket,
        Bucket=lake.bucket,
        CreateBucketConfiguration={"LocationConstraint": "eu-west-1"},
    )
    lake.refused(
        "NotImplemented",
        s3.create_bucket,
        Bucket=lake.bucket,
        ObjectLockEnabledForBucket=True,
        CreateBucketConfiguration=place,
    )


def test_the_oldest_region_has_no_name(lake):
    east = lake.session.client("s3", endpoint_url=lake.s3.meta.endpoint_url, region_name="us-east-1")
    east.create_bucket(Bucket=lake.bucket)
    assert east.create_bucket(Bucket=lake.bucket)["Location"] == "/" + lake.bucket
    assert east.get_bucket_location(Bucket=lake.bucket)["LocationConstraint"] is None
    lake.refused(
        "InvalidLocationConstraint",
        east.create_bucket,
        Bucket=lake.bucket + "-2",
        CreateBucketConfiguration={"LocationConstraint": "us-east-1"},
    )


def test_the_oldest_place_in_europe_keeps_its_name(lake):
    ireland = lake.session.client("s3", endpoint_url=lake.s3.meta.endpoint_url, region_name="eu-west-1")
    ireland.create_bucket(Bucket=lake.bucket, CreateBucketConfiguration={"LocationConstraint": "EU"})
    assert ireland.get_bucket_location(Bucket=lake.bucket)["LocationConstraint"] == "EU"
    assert ireland.head_bucket(Bucket=lake.bucket)["BucketRegion"] == "eu-west-1"
    lake.refused(
        "IllegalLocationConstraintException",
        lake.s3.create_bucket,
        Bucket=lake.bucket + "-2",
        CreateBucketConfiguration={"LocationConstraint": "EU"},
    )


def test_the_oldest_region_makes_buckets_anywhere(lake):
    east = lake.session.client("s3", endpoint_url=lake.s3.meta.endpoint_url, region_name="us-east-1")
    east.create_bucket(Bucket=lake.bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    assert lake.s3.get_bucket_location(Bucket=lake.bucket)["LocationConstraint"] == "eu-central-1"
    lake.s3.put_object(Bucket=lake.bucket, Key="k", Body=b"1")
    lake.refused(
        "InvalidLocationConstraint",
        east.create_bucket,
        Bucket=lake.bucket + "-2",
        CreateBucketConfiguration={"LocationConstraint": "nowhere"},
    )


def test_buckets_are_listed_in_pages(lake):
    names = [lake.bucket + "-%d" % n for n in range(3)]
    for name in names:
        lake.s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    first = lake.s3.list_buckets(MaxBuckets=2, Prefix=lake.bucket, BucketRegion="eu-central-1")
    second = lake.s3.list_buckets(MaxBuckets=2, Prefix=lake.bucket, ContinuationToken=first["ContinuationToken"])
    assert [each["Name"] for each in first["Buckets"] + second["Buckets"]] == names
    assert "ContinuationToken" not in second
    assert lake.s3.list_buckets(BucketRegion="eu-west-1")["Buckets"] == []


def test_a_bucket_with_objects_is_not_deleted(lake):
    lake.make_bucket()
    lake.put("k", b"1")
    lake.refused("BucketNotEmpty", lake.s3.delete_bucket, Bucket=lake.bucket)
    lake.refused("AccessDenied", lake.s3.list_objects_v2, Bucket=lake.bucket, ExpectedBucketOwner="999999999999")
    lake.refused(
        "InvalidBucketOwnerAWSAccountID", lake.s3.list_objects_v2, Bucket=lake.bucket, ExpectedBucketOwner="me"
    )


def test_what_is_not_emulated_says_so_by_name(lake):
    lake.make_bucket()
    s3 = lake.s3
    assert "PutBucketAcl" in lake.refused("NotImplemented", s3.put_bucket_acl, Bucket=lake.bucket, ACL="private")
    lake.put("k", b"1")
    assert "x-amz-object-lock-mode" in lake.refused(
        "NotImplemented", s3.put_object, Bucket=lake.bucket, Key="k", Body=b"", ObjectLockMode="GOVERNANCE"
    )
    for service, ask in (("sqs", "list_queues"), ("sns", "list_topics"), ("lambda", "list_functions")):
        assert "'%s'" % service in lake.refused("NotImplemented", getattr(lake.client(service), ask))
    lake.refused("NotImplemented", s3.get_bucket_inventory_configuration, Bucket=lake.bucket, Id="x")
