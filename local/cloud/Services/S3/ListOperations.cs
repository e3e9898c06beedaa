using System.Text;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>ListObjects, ListObjectsV2 and ListObjectVersions over the wire.</summary>
internal sealed class ListOperations(ObjectStore store)
{
    private const int MostKeys = 1000;

    public Task<ListObjectsResult> ListAsync(
        ListObjectsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var (limit, page) = Page(request, call, request.Marker);
        var write = Writer(request.EncodingType);
        return Task.FromResult(
            new ListObjectsResult
            {
                Name = request.Bucket,
                Prefix = write(request.Prefix),
                Delimiter = request.Delimiter is { Length: > 0 } delimiter ? write(delimiter) : null,
                MaxKeys = limit,
                EncodingType = request.EncodingType,
                IsTruncated = page.Next is not null,
                Marker = write(request.Marker),
                // Without a delimiter the last key is the marker, and the service leaves it to the client.
                NextMarker = page.Next is { } next && request.Delimiter is { Length: > 0 } ? write(next) : null,
                Contents = [.. page.Objects.Select(version => Entry(version, write, Owner.Of(call.AccountId)))],
                CommonPrefixes = [.. page.CommonPrefixes.Select(prefix => new CommonPrefix { Prefix = write(prefix) })],
            }
        );
    }

    public Task<ListObjectsV2Result> ListV2Async(
        ListObjectsV2Request request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        var after = request.ContinuationToken is { } token ? ContinuationToken.Decode(token) : request.StartAfter ?? "";
        var (limit, page) = Page(request, call, after);
        var write = Writer(request.EncodingType);
        var owner = request.FetchOwner ? Owner.Of(call.AccountId) : null;
        return Task.FromResult(
            new ListObjectsV2Result
            {
                Name = request.Bucket,
                Prefix = write(request.Prefix),
                Delimiter = request.Delimiter is { Length: > 0 } delimiter ? write(delimiter) : null,
                MaxKeys = limit,
                EncodingType = request.EncodingType,
                IsTruncated = page.Next is not null,
                KeyCount = page.Objects.Count + page.CommonPrefixes.Count,
                ContinuationToken = request.ContinuationToken,
                NextContinuationToken = page.Next is { } next ? ContinuationToken.Encode(next) : null,
                StartAfter = request.StartAfter is { } start ? write(start) : null,
                Contents = [.. page.Objects.Select(version => Entry(version, write, owner))],
                CommonPrefixes = [.. page.CommonPrefixes.Select(prefix => new CommonPrefix { Prefix = write(prefix) })],
            }
        );
    }

    public Task<ListObjectVersionsResult> ListVersionsAsync(
        ListObjectVersionsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        if (request.VersionIdMarker is not null && request.KeyMarker.Length == 0)
        {
            throw S3Errors.InvalidArgument(
                "A version-id marker cannot be specified without a key marker.",
                "version-id-marker",
                request.VersionIdMarker
            );
        }

        var limit = Limit(request);
        var versionMarker = request.VersionIdMarker is { Length: > 0 } marker ? marker : null;
        var (versions, prefixes, next) = store.ListVersions(
            call,
            request.Bucket,
            new ListQuery(request.Prefix, request.Delimiter, request.KeyMarker, limit),
            versionMarker
        );
        var write = Writer(request.EncodingType);
        var owner = Owner.Of(call.AccountId);
        return Task.FromResult(
            new ListObjectVersionsResult
            {
                Name = request.Bucket,
                Prefix = write(request.Prefix),
                Delimiter = request.Delimiter is { Length: > 0 } delimiter ? write(delimiter) : null,
                MaxKeys = limit,
                EncodingType = request.EncodingType,
                IsTruncated = next is not null,
                KeyMarker = write(request.KeyMarker),
                VersionIdMarker = request.VersionIdMarker ?? "",
                NextKeyMarker = next is { } more ? write(more.Key) : null,
                NextVersionIdMarker = next is { Version.Length: > 0 } version ? version.Version : null,
                Versions =
                [
                    .. versions
                        .Where(version => !version.IsDeleteMarker)
                        .Select(version => Version(version, write, owner)),
                ],
                DeleteMarkers =
                [
                    .. versions
                        .Where(version => version.IsDeleteMarker)
                        .Select(version => Marker(version, write, owner)),
                ],
                CommonPrefixes = [.. prefixes.Select(prefix => new CommonPrefix { Prefix = write(prefix) })],
            }
        );
    }

    private (int Limit, ListPage Page) Page(ListRequest request, CallContext call, string after)
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var limit = Limit(request);
        return (
            limit,
            store.List(call, request.Bucket, new ListQuery(request.Prefix, request.Delimiter, after, limit))
        );
    }

    private static int Limit(ListRequest request) =>
        request.MaxKeys switch
        {
            null => MostKeys,
            < 0 => throw S3Errors.InvalidArgument(
                "Argument maxKeys must be an integer between 0 and 2147483647",
                "max-keys",
                $"{request.MaxKeys}"
            ),
            { } limit => Math.Min(limit, MostKeys),
        };

    public static Func<string, string> Writer(string? encodingType) =>
        encodingType switch
        {
            null => text => text,
            "url" => text => RequestTarget.Encode(text, keepSlash: true),
            _ => throw S3Errors.InvalidArgument(
                "Invalid Encoding Method specified in Request",
                "encoding-type",
                encodingType
            ),
        };

    private static ObjectEntry Entry(ObjectVersion version, Func<string, string> write, Owner? owner) =>
        new()
        {
            Key = write(version.Key),
            LastModified = Seconds(version.Modified),
            ETag = ObjectOperations.Quoted(version.ETag),
            ChecksumAlgorithms = version.Attributes.Checksum is { } checksum ? [checksum.Algorithm] : null,
            ChecksumType = version.Attributes.Checksum?.Type,
            Size = version.Size,
            StorageClass = version.Attributes.StorageClass,
            Owner = owner,
        };

    private static VersionEntry Version(ObjectVersion version, Func<string, string> write, Owner owner) =>
        new()
        {
            Key = write(version.Key),
            LastModified = Seconds(version.Modified),
            ETag = ObjectOperations.Quoted(version.ETag),
            ChecksumAlgorithms = version.Attributes.Checksum is { } checksum ? [checksum.Algorithm] : null,
            ChecksumType = version.Attributes.Checksum?.Type,
            Size = version.Size,
            StorageClass = version.Attributes.StorageClass,
            Owner = owner,
            VersionId = version.VersionId,
            IsLatest = version.IsLatest,
        };

    private static MarkerEntry Marker(ObjectVersion version, Func<string, string> write, Owner owner) =>
        new()
        {
            Key = write(version.Key),
            VersionId = version.VersionId,
            IsLatest = version.IsLatest,
            LastModified = Seconds(version.Modified),
            Owner = owner,
        };

    /// <summary>Listings show the time to the second, as headers do.</summary>
    private static DateTimeOffset Seconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

/// <summary>An opaque token that holds the last name of a page.</summary>
internal static class ContinuationToken
{
    public static string Encode(string name) => "1" + Convert.ToBase64String(Encoding.UTF8.GetBytes(name));

    public static string Decode(string token)
    {
        var buffer = new byte[token.Length];
        return token.StartsWith('1') && Convert.TryFromBase64String(token[1..], buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw S3Errors.InvalidArgument(
                "The continuation token provided is incorrect",
                "continuation-token",
                token
            );
    }
}
