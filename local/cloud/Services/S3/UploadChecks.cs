using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>
/// What a client says about the bytes it sends: an MD5, and at most one checksum, in a header or a trailer. Without one
/// the service computes CRC64NVME itself.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html"/>
/// </summary>
internal sealed class UploadChecks
{
    private readonly byte[]? _md5;
    private readonly AwsPayload _payload;
    private readonly string? _value;

    public UploadChecks(
        IReadOnlyDictionary<string, string> headers,
        string? contentMd5,
        AwsPayload payload,
        ChecksumAlgorithm? wanted = null
    )
    {
        _payload = payload;
        _md5 = ParseMd5(contentMd5);
        var announced = payload
            .AnnouncedTrailers.Where(name => name.StartsWith(ChecksumAlgorithm.HeaderPrefix, StringComparison.Ordinal))
            .Select(name => name[ChecksumAlgorithm.HeaderPrefix.Length..]);
        var names = headers.Keys.Concat(announced).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count > 1)
        {
            throw S3Errors.InvalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            );
        }

        HasClientValue = names.Count == 1;
        Algorithm = HasClientValue
            ? ChecksumAlgorithm.Parse(names[0].ToUpperInvariant())
            : wanted ?? ChecksumAlgorithm.Crc64Nvme;
        if (wanted is not null && wanted != Algorithm)
        {
            throw S3Errors.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {wanted.Name.ToLowerInvariant()}, "
                    + $"actual checksum Type: {Algorithm.Name.ToLowerInvariant()}"
            );
        }

        _value = headers.Values.FirstOrDefault() is { } value ? Algorithm.Validate(value) : null;
    }

    public bool HasClientValue { get; }

    public ChecksumAlgorithm Algorithm { get; }

    /// <summary>Compares with what arrived; call when the body was read to its end.</summary>
    public ObjectChecksum Verify(ReceivedContent content)
    {
        if (_md5 is not null && !_md5.AsSpan().SequenceEqual(content.Md5))
        {
            throw new AwsException("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }

        var actual = content.Checksums[Algorithm.Name];
        var expected = _value ?? TrailerValue();
        return HasClientValue && expected != actual
            ? throw Algorithm.Mismatch()
            : new ObjectChecksum(Algorithm.Name, actual, ObjectChecksum.FullObject);
    }

    private string? TrailerValue() =>
        !HasClientValue ? null
        : _payload.Trailers.TryGetValue(Algorithm.Header, out var value) ? Algorithm.Validate(value)
        : throw new AwsException(
            "MalformedTrailerError",
            $"The trailer {Algorithm.Header} was announced and not sent."
        );

    private static byte[]? ParseMd5(string? text)
    {
        var buffer = new byte[64];
        return text is null ? null
            : Convert.TryFromBase64String(text, buffer, out var length) && length == 16 ? buffer[..16]
            : throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
    }
}
