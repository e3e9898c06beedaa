namespace CustomerLake.Local.Cloud.Protocol;

/// <summary>A failure that the caller is told about, in the shape of its protocol. Thrown by domain code, translated once in the dispatcher.</summary>
internal sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Further members of the error document, such as S3's <c>BucketName</c> or Athena's <c>AthenaErrorCode</c>.</summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();

    /// <summary>Further response headers, such as <c>x-amz-delete-marker</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Something AWS has and this server has not: said aloud, never faked.</summary>
    public static AwsException NotEmulated(string message) => new("NotImplemented", message, 501);
}
