using System.Globalization;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The errors of S3, worded as the service words them. <see href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html"/></summary>
internal static class S3Errors
{
    public static AwsException NoSuchBucket(string bucket) =>
        new("NoSuchBucket", "The specified bucket does not exist", 404) { Members = Members(("BucketName", bucket)) };

    public static AwsException NoSuchKey(string key) =>
        new("NoSuchKey", "The specified key does not exist.", 404) { Members = Members(("Key", key)) };

    public static AwsException KeyIsDeleted(string key, string versionId) =>
        new("NoSuchKey", "The specified key does not exist.", 404)
        {
            Members = Members(("Key", key)),
            Headers = Members(("x-amz-delete-marker", "true"), ("x-amz-version-id", versionId)),
        };

    public static AwsException NoSuchVersion(string key, string versionId) =>
        new("NoSuchVersion", "The specified version does not exist.", 404)
        {
            Members = Members(("Key", key), ("VersionId", versionId)),
        };

    public static AwsException NoSuchUpload(string uploadId) =>
        new(
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
            404
        )
        {
            Members = Members(("UploadId", uploadId)),
        };

    public static AwsException NotConfigured(string code, string message, string bucket) =>
        new(code, message, 404) { Members = Members(("BucketName", bucket)) };

    public static AwsException MarkerHasNoContent(string method, string versionId) =>
        new("MethodNotAllowed", "The specified method is not allowed against this resource.", 405)
        {
            Members = Members(("Method", method), ("ResourceType", "DeleteMarker")),
            Headers = Members(("x-amz-delete-marker", "true"), ("x-amz-version-id", versionId), ("Allow", "DELETE")),
        };

    public static AwsException BucketNotEmpty(string bucket, bool isVersioned) =>
        new(
            "BucketNotEmpty",
            "The bucket you tried to delete is not empty"
                + (isVersioned ? ". You must delete all versions in the bucket." : ""),
            409
        )
        {
            Members = Members(("BucketName", bucket)),
        };

    public static AwsException BucketAlreadyOwnedByYou(string bucket) =>
        new(
            "BucketAlreadyOwnedByYou",
            "Your previous request to create the named bucket succeeded and you already own it.",
            409
        )
        {
            Members = Members(("BucketName", bucket)),
        };

    public static AwsException BucketAlreadyExists(string bucket) =>
        new(
            "BucketAlreadyExists",
            "The requested bucket name is not available. The bucket namespace is shared by all users of the system. "
                + "Please select a different name and try again.",
            409
        )
        {
            Members = Members(("BucketName", bucket)),
        };

    public static AwsException InvalidBucketName(string bucket) =>
        new("InvalidBucketName", "The specified bucket is not valid.") { Members = Members(("BucketName", bucket)) };

    public static AwsException WrongRegion(string given, string expected) =>
        new(
            "AuthorizationHeaderMalformed",
            $"The authorization header is malformed; the region '{given}' is wrong; expecting '{expected}'"
        )
        {
            Members = Members(("Region", expected)),
            Headers = Members(("x-amz-bucket-region", expected)),
        };

    public static AwsException AccessDenied() => new("AccessDenied", "Access Denied", 403);

    public static AwsException PreconditionFailed(string condition) =>
        new("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412)
        {
            Members = Members(("Condition", condition)),
        };

    public static AwsException NotModified(string etag) =>
        new("NotModified", "Not Modified", 304) { Headers = Members(("ETag", etag)) };

    public static AwsException NotImplemented(string header) =>
        new("NotImplemented", "A header you provided implies functionality that is not implemented", 501)
        {
            Members = Members(("Header", header)),
        };

    public static AwsException InvalidArgument(string message, string name, string value) =>
        new("InvalidArgument", message) { Members = Members(("ArgumentName", name), ("ArgumentValue", value)) };

    public static AwsException InvalidRequest(string message) => new("InvalidRequest", message);

    public static AwsException InvalidRange(string range, long size) =>
        new("InvalidRange", "The requested range is not satisfiable", 416)
        {
            Members = Members(
                ("RangeRequested", range),
                ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture))
            ),
            Headers = Members(("Content-Range", $"bytes */{size}")),
        };

    public static AwsException InvalidPartNumber(int requested, int actual) =>
        new("InvalidPartNumber", "The requested partnumber is not satisfiable", 416)
        {
            Members = Members(
                ("ActualPartCount", actual.ToString(CultureInfo.InvariantCulture)),
                ("PartNumberRequested", requested.ToString(CultureInfo.InvariantCulture))
            ),
        };

    public static AwsException InvalidTag(string message) => new("InvalidTag", message);

    public static AwsException MalformedPolicy(string message) => new("MalformedPolicy", message);

    public static AwsException KeyTooLong(int size) =>
        new("KeyTooLongError", "Your key is too long")
        {
            Members = Members(("Size", size.ToString(CultureInfo.InvariantCulture)), ("MaxSizeAllowed", "1024")),
        };

    public static AwsException AclNotSupported() =>
        new("AccessControlListNotSupported", "The bucket does not allow ACLs");

    private static Dictionary<string, string> Members(params (string Name, string Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
}
