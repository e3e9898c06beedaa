using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.S3;

/// <summary>Between the headers of a request and what is kept about an object.</summary>
internal static partial class ObjectHeaders
{
    private const int LargestMetadata = 2048;
    private const int MostTags = 10;

    private static readonly HashSet<string> StorageClasses = new(StringComparer.Ordinal)
    {
        "STANDARD",
        "REDUCED_REDUNDANCY",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER_IR",
    };

    private static readonly HashSet<string> Archives = new(StringComparer.Ordinal) { "GLACIER", "DEEP_ARCHIVE" };

    public static ObjectAttributes Read(ObjectWriteRequest request)
    {
        CheckAcl(request.Acl);
        var encryption = request.ServerSideEncryption;
        if (
            encryption
            is not (null or ServerSideEncryptionConfiguration.Aes256 or ServerSideEncryptionConfiguration.Kms)
        )
        {
            throw encryption == "aws:kms:dsse"
                ? AwsException.NotEmulated("The local cloud does not emulate dual-layer encryption (aws:kms:dsse).")
                : S3Errors.InvalidArgument(
                    "The encryption method specified is not supported",
                    "x-amz-server-side-encryption",
                    encryption
                );
        }

        if (request.SseKmsKeyId is not null && encryption != ServerSideEncryptionConfiguration.Kms)
        {
            throw S3Errors.InvalidArgument(
                "Server Side Encryption with KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
                "x-amz-server-side-encryption",
                encryption ?? ""
            );
        }

        return new ObjectAttributes
        {
            ContentType = request.ContentType ?? new ObjectAttributes().ContentType,
            Metadata = ReadMetadata(request.Metadata),
            Headers = ContentHeaders(request),
            Tags = ParseTags(request.Tagging),
            StorageClass = CheckStorageClass(request.StorageClass ?? "STANDARD"),
            Encryption = encryption,
            KmsKey = encryption == ServerSideEncryptionConfiguration.Kms ? request.SseKmsKeyId ?? "alias/aws/s3" : null,
            BucketKey = request.BucketKeyEnabled == true,
        };
    }

    /// <summary>Every bucket here has its owner as the owner of all objects unless told otherwise, which makes other ACLs an error.</summary>
    public static void CheckAcl(string? acl)
    {
        if (acl is not (null or "private" or "bucket-owner-full-control" or "bucket-owner-read"))
        {
            throw acl
                is "public-read"
                    or "public-read-write"
                    or "authenticated-read"
                    or "aws-exec-read"
                    or "log-delivery-write"
                ? S3Errors.AclNotSupported()
                : S3Errors.InvalidArgument("", "x-amz-acl", acl);
        }
    }

    /// <summary><c>a=1&amp;b=2</c>, percent-encoded.</summary>
    public static IReadOnlyDictionary<string, string> ParseTags(string? header)
    {
        var tags = (header ?? "")
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Replace('+', ' ').Split('=', 2))
            .Select(pair => new Tag
            {
                Key = RequestTarget.Decode(pair[0]),
                Value = pair.Length == 2 ? RequestTarget.Decode(pair[1]) : "",
            });
        return Tags([.. tags], MostTags);
    }

    public static IReadOnlyDictionary<string, string> Tags(IReadOnlyList<Tag> tags, int most = MostTags)
    {
        if (tags.Count > most)
        {
            throw new AwsException(
                "BadRequest",
                string.Create(CultureInfo.InvariantCulture, $"Object tags cannot be greater than {most}")
            );
        }

        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Key.Length is 0 or > 128 || !TagText().IsMatch(tag.Key))
            {
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid");
            }

            if (tag.Value.Length > 256 || !TagText().IsMatch(tag.Value))
            {
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid");
            }

            if (!result.TryAdd(tag.Key, tag.Value))
            {
                throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key");
            }
        }

        return result;
    }

    /// <summary>Values outside US-ASCII go out as RFC 2047 words.</summary>
    public static IReadOnlyDictionary<string, string> WriteMetadata(IReadOnlyDictionary<string, string> metadata) =>
        metadata.ToDictionary(pair => pair.Key, pair => EncodeWords(pair.Value), StringComparer.Ordinal);

    private static Dictionary<string, string> ReadMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        var result = metadata.ToDictionary(pair => pair.Key, pair => DecodeWords(pair.Value), StringComparer.Ordinal);
        var size = result.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value));
        return size <= LargestMetadata
            ? result
            : throw new AwsException(
                "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size"
            )
            {
                Members = new Dictionary<string, string>
                {
                    ["Size"] = size.ToString(CultureInfo.InvariantCulture),
                    ["MaxSizeAllowed"] = LargestMetadata.ToString(CultureInfo.InvariantCulture),
                },
            };
    }

    private static Dictionary<string, string> ContentHeaders(ObjectWriteRequest request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Keep("Cache-Control", request.CacheControl);
        Keep("Content-Disposition", request.ContentDisposition);
        Keep("Content-Encoding", WithoutChunking(request.ContentEncoding));
        Keep("Content-Language", request.ContentLanguage);
        Keep("Expires", request.Expires);
        return headers;

        void Keep(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                headers[name] = value;
            }
        }
    }

    /// <summary>aws-chunked is how the bytes came, not what they are.</summary>
    private static string? WithoutChunking(string? encoding) =>
        encoding is null
            ? null
            : string.Join(
                ',',
                encoding.Split(',', StringSplitOptions.TrimEntries).Where(word => word is not ("aws-chunked" or ""))
            );

    private static string CheckStorageClass(string name) =>
        StorageClasses.Contains(name) ? name
        : Archives.Contains(name)
            ? throw AwsException.NotEmulated($"The local cloud does not emulate the archive storage class '{name}'.")
        : throw new AwsException("InvalidStorageClass", "The storage class you specified is not valid");

    private static string EncodeWords(string value)
    {
        if (value.All(char.IsAscii))
        {
            return value;
        }

        // A word holds at most 75 characters: 45 bytes in base64 and the frame around them.
        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in value.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > 45)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes);
        }

        words.Add(Word(word));
        return string.Join(' ', words);

        static string Word(List<byte> bytes) => $"=?UTF-8?B?{Convert.ToBase64String([.. bytes])}?=";
    }

    private static string DecodeWords(string value) =>
        EncodedWord()
            .Replace(
                BetweenWords().Replace(value, "?==?"),
                match =>
                {
                    var text = match.Groups["text"].Value;
                    var bytes = match.Groups["kind"].Value is "B" or "b" ? FromBase64(text) : FromQuotedPrintable(text);
                    return bytes is null ? match.Value : Encoding.UTF8.GetString(bytes);
                }
            );

    private static byte[]? FromBase64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private static byte[] FromQuotedPrintable(string text) =>
        Encoding.UTF8.GetBytes(RequestTarget.Decode(text.Replace("%", "%25").Replace('_', ' ').Replace('=', '%')));

    [GeneratedRegex(@"\A[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z")]
    private static partial Regex TagText();

    [GeneratedRegex(@"=\?(?i:utf-8)\?(?<kind>[BbQq])\?(?<text>[^?\s]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();
}
