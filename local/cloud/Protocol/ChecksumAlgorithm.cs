using System.Security.Cryptography;

namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>A running checksum over bytes.</summary>
internal abstract class Checksum
{
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>The value; nothing may be appended after it.</summary>
    public abstract byte[] Finish();
}

/// <summary>
/// The checksums that the AWS protocols know as <c>x-amz-checksum-*</c>, by the name in requests and documents.
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html"/>
/// </summary>
internal sealed record ChecksumAlgorithm(string Name, int Length, Func<Checksum> New)
{
    public const string HeaderPrefix = "x-amz-checksum-";

    public static readonly ChecksumAlgorithm Crc32 = new("CRC32", 4, () => new Crc(ReflectedCrc.Kind.Crc32));
    public static readonly ChecksumAlgorithm Crc32C = new("CRC32C", 4, () => new Crc(ReflectedCrc.Kind.Crc32C));
    public static readonly ChecksumAlgorithm Crc64Nvme = new(
        "CRC64NVME",
        8,
        () => new Crc(ReflectedCrc.Kind.Crc64Nvme)
    );
    public static readonly ChecksumAlgorithm Sha1 = new("SHA1", 20, () => new Hash(HashAlgorithmName.SHA1));
    public static readonly ChecksumAlgorithm Sha256 = new("SHA256", 32, () => new Hash(HashAlgorithmName.SHA256));

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } = [Crc32, Crc32C, Crc64Nvme, Sha1, Sha256];

    public string Header => HeaderPrefix + Name.ToLowerInvariant();

    /// <summary>Whether a checksum of parts can be joined to that of the whole: linear ones can.</summary>
    public bool IsLinear => Name.StartsWith("CRC", StringComparison.Ordinal);

    public static ChecksumAlgorithm Parse(string name) =>
        All.FirstOrDefault(algorithm => algorithm.Name == name)
        ?? throw new AwsException(
            "InvalidRequest",
            $"Checksum algorithm provided is unsupported: '{name}'. Please try again with any of the valid types: "
                + $"[{string.Join(", ", All.Select(algorithm => algorithm.Name))}]"
        );

    public string Of(ReadOnlySpan<byte> data)
    {
        var checksum = New();
        checksum.Append(data);
        return Convert.ToBase64String(checksum.Finish());
    }

    /// <summary>Refuses what cannot be a value of this algorithm.</summary>
    public string Validate(string value)
    {
        var buffer = new byte[64];
        return Convert.TryFromBase64String(value, buffer, out var length) && length == Length
            ? value
            : throw new AwsException("InvalidRequest", $"Value for {Header} header is invalid.");
    }

    public AwsException Mismatch() =>
        new("BadDigest", $"The {Name} you specified did not match the calculated checksum.");

    private sealed class Crc(ReflectedCrc.Kind kind) : Checksum
    {
        private readonly ReflectedCrc _crc = new(kind);

        public override void Append(ReadOnlySpan<byte> data) => _crc.Append(data);

        public override byte[] Finish() => _crc.Finish();
    }

    private sealed class Hash(HashAlgorithmName name) : Checksum
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public override void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

        public override byte[] Finish() => _hash.GetHashAndReset();
    }
}

/// <summary>The checksum that comes with an XML document: checked by the protocol, unknown to the operation.</summary>
internal static class BodyChecksum
{
    public static bool IsHeader(string name) =>
        name.StartsWith(ChecksumAlgorithm.HeaderPrefix, StringComparison.OrdinalIgnoreCase)
        || name.Equals("x-amz-sdk-checksum-algorithm", StringComparison.OrdinalIgnoreCase);

    public static void Check(byte[] body, AwsRequest request, AwsPayload payload, WireMembers members)
    {
        if (request.Raw("content-md5") is { } md5)
        {
            CheckMd5(body, md5);
        }

        // Where an operation has the header for itself (the checksum of a whole upload), it is not about this body.
        var isTaken = members.Prefixes.Any(prefix => prefix.HeaderPrefix == ChecksumAlgorithm.HeaderPrefix);
        foreach (var algorithm in isTaken ? [] : ChecksumAlgorithm.All)
        {
            var value = request.Raw(algorithm.Header) ?? payload.Trailers.GetValueOrDefault(algorithm.Header);
            if (value is not null && algorithm.Of(body) != algorithm.Validate(value))
            {
                throw algorithm.Mismatch();
            }
        }
    }

    private static void CheckMd5(byte[] body, string value)
    {
        var buffer = new byte[64];
        if (!Convert.TryFromBase64String(value, buffer, out var length) || length != 16)
        {
            throw new AwsException("InvalidDigest", "The Content-MD5 you specified was invalid.");
        }

#pragma warning disable CA5351 // The header is defined as MD5.
        if (!MD5.HashData(body).AsSpan().SequenceEqual(buffer.AsSpan(0, 16)))
#pragma warning restore CA5351
        {
            throw new AwsException("BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
    }
}
