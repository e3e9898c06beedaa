using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>ListMultipartUploads: unfinished uploads in the order of their keys.</summary>
internal sealed class UploadListOperations(ObjectStore store)
{
    private const int MostListed = 1000;

    public Task<ListMultipartUploadsResult> ListAsync(
        ListMultipartUploadsRequest request,
        CallContext call,
        CancellationToken cancellationToken
    )
    {
        store.Buckets.Require(request.Bucket, call, request.ExpectedBucketOwner);
        var write = ListOperations.Writer(request.EncodingType);
        var most = Math.Min(request.MaxUploads ?? MostListed, MostListed);
        var (uploads, prefixes) = (new List<Upload>(), new SortedSet<string>(Utf8Order.Instance));
        var isTruncated = false;
        foreach (var upload in After(request))
        {
            var prefix = SharedPrefix(request, upload.Key);
            if (
                prefix is not null
                && (prefixes.Contains(prefix) || Utf8Order.Instance.Compare(prefix, request.KeyMarker) <= 0)
            )
            {
                continue;
            }

            if (uploads.Count + prefixes.Count == most)
            {
                isTruncated = true;
                break;
            }

            if (prefix is null)
            {
                uploads.Add(upload);
            }
            else
            {
                prefixes.Add(prefix);
            }
        }

        return Task.FromResult(Result(request, call, write, uploads, prefixes, most, isTruncated));
    }

    private static ListMultipartUploadsResult Result(
        ListMultipartUploadsRequest request,
        CallContext call,
        Func<string, string> write,
        List<Upload> uploads,
        SortedSet<string> prefixes,
        int most,
        bool isTruncated
    )
    {
        var lastUpload = uploads.Count > 0 ? uploads[^1] : null;
        var endsWithPrefix = prefixes.Max is { } max && Utf8Order.Instance.Compare(max, lastUpload?.Key ?? "") > 0;
        var owner = Owner.Of(call.AccountId);
        return new ListMultipartUploadsResult
        {
            Bucket = request.Bucket,
            KeyMarker = write(request.KeyMarker),
            UploadIdMarker = request.UploadIdMarker ?? "",
            NextKeyMarker = isTruncated ? write(endsWithPrefix ? prefixes.Max! : lastUpload?.Key ?? "") : null,
            NextUploadIdMarker = isTruncated && !endsWithPrefix ? lastUpload?.UploadId : null,
            Prefix = write(request.Prefix),
            Delimiter = request.Delimiter is { Length: > 0 } delimiter ? write(delimiter) : null,
            EncodingType = request.EncodingType,
            MaxUploads = most,
            IsTruncated = isTruncated,
            Uploads =
            [
                .. uploads.Select(upload => new UploadEntry
                {
                    Key = write(upload.Key),
                    UploadId = upload.UploadId,
                    Initiator = owner,
                    Owner = owner,
                    StorageClass = upload.Attributes.StorageClass,
                    Initiated = upload.Initiated,
                    ChecksumAlgorithm = upload.Algorithm,
                    ChecksumType = upload.Algorithm is null ? null : upload.ChecksumType,
                }),
            ],
            CommonPrefixes = [.. prefixes.Select(prefix => new CommonPrefix { Prefix = write(prefix) })],
        };
    }

    /// <summary>An upload-id marker counts only together with a key marker.</summary>
    private IEnumerable<Upload> After(ListMultipartUploadsRequest request)
    {
        var all = store
            .Uploads.Open(request.Bucket)
            .Where(upload => upload.Key.StartsWith(request.Prefix, StringComparison.Ordinal));
        if (request.KeyMarker.Length == 0)
        {
            return all;
        }

        var marker = request.UploadIdMarker is { Length: > 0 } id ? id : null;
        var passed = false;
        return all.Where(upload =>
            {
                var order = Utf8Order.Instance.Compare(upload.Key, request.KeyMarker);
                var isBehind = order > 0 || (order == 0 && marker is not null && passed);
                passed |= upload.UploadId == marker;
                return isBehind;
            })
            .ToList();
    }

    private static string? SharedPrefix(ListMultipartUploadsRequest request, string key)
    {
        if (string.IsNullOrEmpty(request.Delimiter))
        {
            return null;
        }

        var end = key.IndexOf(request.Delimiter, request.Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + request.Delimiter.Length)];
    }
}
