using System.Security.Cryptography;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Counts and digests bytes that go by.</summary>
internal sealed class ContentMeter(IReadOnlyCollection<ChecksumAlgorithm> algorithms) : IDisposable
{
#pragma warning disable CA5351 // An ETag is an MD5 by definition.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    private readonly Dictionary<string, Checksum> _checksums = algorithms.ToDictionary(
        algorithm => algorithm.Name,
        algorithm => algorithm.New(),
        StringComparer.Ordinal
    );

    public long Size { get; private set; }

    public void Append(ReadOnlySpan<byte> piece)
    {
        Size += piece.Length;
        _md5.AppendData(piece);
        foreach (var checksum in _checksums.Values)
        {
            checksum.Append(piece);
        }
    }

    public ReceivedContent Finish(string? id, byte[]? inline) =>
        new()
        {
            Size = Size,
            Md5 = _md5.GetHashAndReset(),
            Checksums = _checksums.ToDictionary(
                pair => pair.Key,
                pair => Convert.ToBase64String(pair.Value.Finish()),
                StringComparer.Ordinal
            ),
            Id = id,
            Inline = inline,
        };

    public void Dispose() => _md5.Dispose();
}
