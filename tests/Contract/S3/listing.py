"""Listings in all three forms, and their pages."""


def filled(lake, *keys):
    lake.make_bucket()
    for key in keys:
        lake.put(key, b"1")
    return dict(Bucket=lake.bucket, ExpectedBucketOwner=lake.account)


def seen(page):
    return (
        [each["Key"] for each in page.get("Contents", [])],
        [each["Prefix"] for each in page.get("CommonPrefixes", [])],
    )


def test_prefixes_are_rolled_up_and_count(lake):
    here = filled(lake, "a", "x/1", "x/2", "x/y/3", "y/1", "z")
    assert seen(lake.s3.list_objects_v2(Delimiter="/", **here)) == (["a", "z"], ["x/", "y/"])
    assert seen(lake.s3.list_objects_v2(Delimiter="/", Prefix="x/", **here)) == (["x/1", "x/2"], ["x/y/"])
    page = lake.s3.list_objects_v2(Delimiter="/", MaxKeys=2, **here)
    assert (seen(page), page["KeyCount"], page["IsTruncated"]) == ((["a"], ["x/"]), 2, True)
    page = lake.s3.list_objects_v2(Delimiter="/", ContinuationToken=page["NextContinuationToken"], **here)
    assert (seen(page), page["IsTruncated"]) == ((["z"], ["y/"]), False)
    assert lake.s3.list_objects_v2(MaxKeys=0, **here)["KeyCount"] == 0


def test_the_second_form_pages_by_token_and_starts_anywhere(lake):
    here = filled(lake, "a", "b", "c", "d")
    page = lake.s3.list_objects_v2(StartAfter="a", FetchOwner=True, EncodingType="url", **here)
    assert seen(page)[0] == ["b", "c", "d"] and "ID" in page["Contents"][0]["Owner"]
    pages = lake.s3.get_paginator("list_objects_v2").paginate(PaginationConfig={"PageSize": 1}, **here)
    assert [seen(page)[0] for page in pages] == [["a"], ["b"], ["c"], ["d"]]
    lake.refused("InvalidArgument", lake.s3.list_objects_v2, ContinuationToken="nonsense!", **here)
    lake.refused("InvalidArgument", lake.s3.list_objects_v2, EncodingType="x", **here)


def test_the_first_form_pages_by_marker(lake):
    here = filled(lake, "a/1", "a/2", "b", "c/1")
    page = lake.s3.list_objects(Delimiter="/", MaxKeys=1, EncodingType="url", Prefix="", **here)
    assert (seen(page), page["NextMarker"]) == (([], ["a/"]), "a/")
    page = lake.s3.list_objects(Delimiter="/", Marker="a/", **here)
    assert seen(page) == (["b"], ["c/"])
    assert "NextMarker" not in lake.s3.list_objects(MaxKeys=1, **here)


def test_versions_page_by_key_and_version(lake):
    here = filled(lake, "v")
    s3 = lake.s3
    s3.put_bucket_versioning(Bucket=lake.bucket, VersioningConfiguration={"Status": "Enabled"})
    two = s3.put_object(Bucket=lake.bucket, Key="v", Body=b"2")["VersionId"]
    marker = s3.delete_object(Bucket=lake.bucket, Key="v")["VersionId"]
    lake.put("w/1", b"1")
    first = s3.list_object_versions(MaxKeys=2, Prefix="", EncodingType="url", Delimiter="/", **here)
    assert [each["VersionId"] for each in first["DeleteMarkers"]] == [marker]
    assert [(each["VersionId"], each["IsLatest"]) for each in first["Versions"]] == [(two, False)]
    second = s3.list_object_versions(
        KeyMarker=first["NextKeyMarker"], VersionIdMarker=first["NextVersionIdMarker"], Delimiter="/", **here
    )
    assert [each["VersionId"] for each in second["Versions"]] == ["null"]
    assert [each["Prefix"] for each in second["CommonPrefixes"]] == ["w/"]
    lake.refused("InvalidArgument", s3.list_object_versions, VersionIdMarker=two, **here)


def test_case_local_folder_objects(lake):
    lake.bucket = "u-" + lake.account
    filled(lake, "u/", "u/file", "hosts")
    listed = lake.s3.list_objects_v2(Bucket=lake.bucket, Prefix="u/", Delimiter="/")
    assert seen(listed) == (["u/", "u/file"], [])
    lake.refused("404", lake.s3.head_object, Bucket=lake.bucket, Key="u")
    assert seen(lake.s3.list_objects_v2(Bucket=lake.bucket, Delimiter="/")) == (["hosts"], ["u/"])
    lake.s3.delete_object(Bucket=lake.bucket, Key="u/")
    assert seen(lake.s3.list_objects_v2(Bucket=lake.bucket))[0] == ["hosts", "u/file"]


def test_case_local_space_plus_prefix(lake):
    here = filled(lake, "a b/1", "a+b/2")
    assert seen(lake.s3.list_objects_v2(Prefix="a b/", **here))[0] == ["a b/1"]
    assert seen(lake.s3.list_objects_v2(Prefix="a+b/", **here))[0] == ["a+b/2"]
