using System.Globalization;
using System.Security.Cryptography;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>The rules of completing a multipart upload.</summary>
internal static class Completion
{
    private const long SmallestPart = 5 * 1024 * 1024;

    /// <summary>The uploaded parts that the request names, in its order, after every check.</summary>
    public static IReadOnlyList<UploadedPart> Choose(
        Upload upload,
        IReadOnlyList<UploadedPart> uploaded,
        CompleteMultipartUploadRequest request
    )
    {
        var named = request.MultipartUpload.Parts;
        if (named.Count == 0)
        {
            throw WireXml.Malformed();
        }

        if (request.ChecksumType is { } type && type != upload.ChecksumType)
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created using the {upload.ChecksumType} checksum mode. The complete request must use the same checksum mode."
            );
        }

        var byNumber = uploaded.ToDictionary(part => part.Number);
        var chosen = new List<UploadedPart>();
        foreach (var part in named)
        {
            if (chosen.Count > 0 && part.PartNumber <= chosen[^1].Number)
            {
                throw new AwsException(
                    "InvalidPartOrder",
                    "The list of parts was not in ascending order. Parts must be ordered by part number."
                );
            }

            chosen.Add(
                byNumber.TryGetValue(part.PartNumber, out var found) && found.ETag == part.ETag.Trim('"')
                    ? found
                    : throw Invalid(part)
            );
            CheckChecksum(upload, part, found);
        }

        return chosen.SkipLast(1).FirstOrDefault(part => part.Size < SmallestPart) is { } small
            ? throw TooSmall(small)
            : chosen;
    }

    /// <summary>The MD5 of the parts' MD5s and how many there are.</summary>
    public static string ETag(IReadOnlyList<UploadedPart> parts)
    {
        var digests = parts.SelectMany(part => Convert.FromHexString(part.ETag)).ToArray();
#pragma warning disable CA5351 // An ETag is an MD5 by definition.
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Convert.ToHexStringLower(MD5.HashData(digests))}-{parts.Count}"
        );
#pragma warning restore CA5351
    }

    /// <summary>The checksum of the parts' checksums and how many there are.</summary>
    public static ObjectChecksum Composite(ChecksumAlgorithm algorithm, IReadOnlyList<UploadedPart> parts)
    {
        var raw = parts.SelectMany(part => Convert.FromBase64String(part.Checksum ?? "")).ToArray();
        return new ObjectChecksum(
            algorithm.Name,
            string.Create(CultureInfo.InvariantCulture, $"{algorithm.Of(raw)}-{parts.Count}"),
            ObjectChecksum.Composite
        );
    }

    public static void CheckWhole(
        CompleteMultipartUploadRequest request,
        ChecksumAlgorithm algorithm,
        ObjectChecksum checksum,
        long size
    )
    {
        if (request.MpuObjectSize is { } announced && announced != size)
        {
            throw S3Errors.InvalidRequest(
                $"The provided 'x-amz-mp-object-size' header value {announced} does not match what was computed: {size}"
            );
        }

        if (request.Checksums.Count > 1)
        {
            throw S3Errors.InvalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            );
        }

        foreach (var (name, value) in request.Checksums)
        {
            var given = ChecksumAlgorithm.Parse(name.ToUpperInvariant());
            if (given != algorithm || value != checksum.Value)
            {
                throw given.Mismatch();
            }
        }
    }

    private static void CheckChecksum(Upload upload, CompletedPart part, UploadedPart found)
    {
        if (upload.Algorithm is null)
        {
            return;
        }

        var algorithm = ChecksumAlgorithm.Parse(upload.Algorithm);
        var given = part.ValueOf(algorithm);
        if (given is null && upload.ChecksumType == ObjectChecksum.Composite)
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created using a {algorithm.Name.ToLowerInvariant()} checksum. The complete request must "
                    + $"include the checksum for each part. It was missing for part {part.PartNumber} in the request."
            );
        }

        if (given is not null && given != found.Checksum)
        {
            throw Invalid(part);
        }
    }

    private static AwsException Invalid(CompletedPart part) =>
        new(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the "
                + "specified entity tag may not match the part's entity tag."
        )
        {
            Members = new Dictionary<string, string>
            {
                ["PartNumber"] = part.PartNumber.ToString(CultureInfo.InvariantCulture),
                ["ETag"] = part.ETag.Trim('"'),
            },
        };

    private static AwsException TooSmall(UploadedPart part) =>
        new("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        {
            Members = new Dictionary<string, string>
            {
                ["ProposedSize"] = part.Size.ToString(CultureInfo.InvariantCulture),
                ["MinSizeAllowed"] = SmallestPart.ToString(CultureInfo.InvariantCulture),
                ["PartNumber"] = part.Number.ToString(CultureInfo.InvariantCulture),
                ["ETag"] = part.ETag,
            },
        };
}
