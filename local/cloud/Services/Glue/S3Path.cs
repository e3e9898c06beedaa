namespace CustomerLake.Local.Cloud.Services.Glue;

/// <summary>An <c>s3://</c> address, cut into bucket and key.</summary>
internal readonly record struct S3Path(string Bucket, string Key)
{
    private static readonly string[] Schemes = ["s3://", "s3a://", "s3n://"];

    /// <summary>The last folder or file name; the bucket's name at the top.</summary>
    public string Name
    {
        get
        {
            var trimmed = Key.TrimEnd('/');
            return trimmed.Length == 0 ? Bucket : trimmed[(trimmed.LastIndexOf('/') + 1)..];
        }
    }

    /// <summary>With a slash at the end, unless the key is empty: what all objects below start with.</summary>
    public string FolderPrefix => Key.Length == 0 || Key.EndsWith('/') ? Key : Key + "/";

    public override string ToString() => $"s3://{Bucket}/{Key}";

    /// <exception cref="Protocol.AwsException">InvalidInputException.</exception>
    public static S3Path Parse(string text) =>
        TryParse(text) ?? throw GlueErrors.InvalidInput($"'{text}' is no S3 path of the form s3://bucket/prefix.");

    public static S3Path? TryParse(string text)
    {
        var scheme = Schemes.FirstOrDefault(candidate => text.StartsWith(candidate, StringComparison.Ordinal));
        if (scheme is null)
        {
            return null;
        }

        var rest = text[scheme.Length..];
        var slash = rest.IndexOf('/');
        var bucket = slash < 0 ? rest : rest[..slash];
        return bucket.Length == 0 ? null : new S3Path(bucket, slash < 0 ? "" : rest[(slash + 1)..]);
    }
}
