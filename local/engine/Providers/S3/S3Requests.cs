using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary>Forms that several of S3's requests share.</summary>
internal static class S3Requests
{
    public static AwsRequest Put(
        string action,
        ImmutableArray<string> path,
        ImmutableArray<(string, string)> query,
        XElement? body
    ) =>
        new("s3", action)
        {
            Method = HttpMethod.Put,
            Path = path,
            Query = query,
            ContentType = body is null ? null : "application/xml",
            Body = body is null ? default : Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting)),
        };

    /// <summary>S3 wants a checksum with every configuration.</summary>
    public static AwsRequest WithChecksum(AwsRequest request) =>
        request with
        {
            Headers =
            [
                .. request.Headers,
                ("x-amz-sdk-checksum-algorithm", "SHA256"),
                ("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(request.Body.Span))),
            ],
        };

    public static XElement TagSet(IEnumerable<KeyValuePair<string, string>> tags) =>
        new(
            XmlShapes.S3 + "Tagging",
            new XElement(
                XmlShapes.S3 + "TagSet",
                tags.Select(tag => new XElement(
                    XmlShapes.S3 + "Tag",
                    new XElement(XmlShapes.S3 + "Key", tag.Key),
                    new XElement(XmlShapes.S3 + "Value", tag.Value)
                ))
            )
        );

    public static PropertyValue ReadTagSet(AwsResponse response) =>
        Tags.ToValue(
            response
                .Xml()
                .Descendants("Tag")
                .Select(tag => (tag.Element("Key")!.Value, tag.Element("Value")?.Value ?? ""))
        );
}
