using System.Xml.Linq;
using CustomerLake.Local.Engine.Providers.Aws;

namespace CustomerLake.Local.Engine.Providers.S3;

/// <summary>Deletes objects with all their versions, and uploads that were never finished.</summary>
internal static class BucketEmptier
{
    /// <param name="prefix">Empty for the whole bucket.</param>
    /// <param name="exactly">Only the object of exactly this key.</param>
    public static async Task EmptyAsync(
        string bucket,
        string prefix,
        AwsCall call,
        CancellationToken cancellationToken,
        string? exactly = null
    )
    {
        if (exactly is null)
        {
            await AbortUploadsAsync(bucket, call, cancellationToken);
        }

        // Deleted pages vanish from the listing, so it always starts anew; a refused delete ends it with an error.
        while (true)
        {
            var page = await ListAsync(bucket, "versions", prefix, call, cancellationToken);
            var found = page.Elements()
                .Where(e => e.Name.LocalName is "Version" or "DeleteMarker")
                .Where(e => exactly is null || e.Element("Key")!.Value == exactly)
                .ToList();
            if (found.Count == 0)
            {
                return;
            }

            await DeleteAsync(bucket, found, call, cancellationToken);
        }
    }

    private static async Task DeleteAsync(
        string bucket,
        List<XElement> versions,
        AwsCall call,
        CancellationToken cancellationToken
    )
    {
        var body = new XElement(
            XmlShapes.S3 + "Delete",
            versions.Select(v => new XElement(
                XmlShapes.S3 + "Object",
                new XElement(XmlShapes.S3 + "Key", v.Element("Key")!.Value),
                new XElement(XmlShapes.S3 + "VersionId", v.Element("VersionId")!.Value)
            )),
            new XElement(XmlShapes.S3 + "Quiet", "true")
        );
        var request = S3Requests.Put("DeleteObjects", [bucket], [("delete", "")], body) with
        {
            Method = HttpMethod.Post,
        };
        var answer = await call.SendAsync(S3Requests.WithChecksum(request), cancellationToken);
        // The answer is a 200 even when objects stayed.
        if (!answer.Body.IsEmpty && answer.Xml().Elements("Error").FirstOrDefault() is { } error)
        {
            throw new AwsServiceException(
                "DeleteObjects",
                error.Element("Code")?.Value ?? "InternalError",
                $"'{error.Element("Key")?.Value}' in '{bucket}' stays: {error.Element("Message")?.Value}",
                409
            );
        }
    }

    private static async Task AbortUploadsAsync(string bucket, AwsCall call, CancellationToken cancellationToken)
    {
        var page = await ListAsync(bucket, "uploads", "", call, cancellationToken);
        foreach (var upload in page.Elements("Upload"))
        {
            await call.SendAsync(
                new AwsRequest("s3", "AbortMultipartUpload")
                {
                    Method = HttpMethod.Delete,
                    Path = [bucket, upload.Element("Key")!.Value],
                    Query = [("uploadId", upload.Element("UploadId")!.Value)],
                },
                cancellationToken
            );
        }
    }

    private static async Task<XElement> ListAsync(
        string bucket,
        string what,
        string prefix,
        AwsCall call,
        CancellationToken cancellationToken
    )
    {
        var response = await call.SendAsync(
            new AwsRequest("s3", what == "versions" ? "ListObjectVersions" : "ListMultipartUploads")
            {
                Method = HttpMethod.Get,
                Path = [bucket],
                Query = prefix.Length > 0 ? [(what, ""), ("prefix", prefix)] : [(what, "")],
            },
            cancellationToken
        );
        return response.Xml();
    }
}
