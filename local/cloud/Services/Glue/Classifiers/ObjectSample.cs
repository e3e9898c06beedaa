using System.Text;

namespace CustomerLake.Local.Cloud.Services.Glue.Classifiers;

/// <summary>The part of one object that classification looks at: its first megabyte, and its end on demand.</summary>
internal sealed class ObjectSample(
    string key,
    long size,
    string compression,
    byte[] head,
    bool isWhole,
    Func<Stream> open
)
{
    /// <summary>AWS: "up to the first megabyte of each file".</summary>
    public const int HeadBytes = 1024 * 1024;

    /// <summary>AWS: JSON without a valid record in its first megabyte is read on up to ten.</summary>
    public const int LongestHeadBytes = 10 * HeadBytes;

    public string Key => key;

    public long Size => size;

    public string Compression => compression;

    /// <summary>Decompressed bytes from the start of the object.</summary>
    public ReadOnlySpan<byte> Head => head;

    /// <summary>The head holds the whole object.</summary>
    public bool IsWhole => isWhole;

    private string? _text;

    /// <summary>The head as text. A byte order mark stays where it is: the crawler does not recognise it.</summary>
    public string Text =>
        _text ??= new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetString(CutToCharacter());

    public Stream Open() => open();

    public static async Task<ObjectSample> ReadAsync(
        string key,
        long size,
        Func<Stream> open,
        CancellationToken cancellationToken,
        int headBytes = HeadBytes
    )
    {
        await using var raw = open();
        var magic = new byte[8];
        var seen = await raw.ReadAtLeastAsync(magic, magic.Length, throwOnEndOfStream: false, cancellationToken);
        raw.Position = 0;
        var compression = FileCompression.Detect(magic.AsSpan(0, seen));
        await using var content = FileCompression.Decompress(compression, raw, key);
        var head = new byte[headBytes + 1];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var isWhole = length <= headBytes;
        return new ObjectSample(key, size, compression, head[..Math.Min(length, headBytes)], isWhole, open);
    }

    /// <summary>A sample that ends inside a UTF-8 sequence must not end in a replacement character.</summary>
    private ReadOnlySpan<byte> CutToCharacter()
    {
        var end = head.Length;
        if (isWhole)
        {
            return head;
        }
        for (var back = 1; back <= 4 && back <= end; back++)
        {
            var value = head[end - back];
            if ((value & 0xC0) == 0x80)
            {
                continue;
            }
            var needed =
                value >= 0xF0 ? 4
                : value >= 0xE0 ? 3
                : value >= 0xC0 ? 2
                : 1;
            return needed > back ? head.AsSpan(0, end - back) : head;
        }
        return head;
    }
}
