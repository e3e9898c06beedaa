using System.Text;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Tests.Unit.Cloud.Protocol;

/// <summary>The examples that AWS publishes for S3's signatures, with their keys, dates and results.</summary>
public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    [Fact]
    public void A_get_with_a_range_is_signed_as_in_the_example()
    {
        var request = Request(
            "GET",
            "/test.txt",
            ("range", "bytes=0-9"),
            ("x-amz-content-sha256", PayloadHash.Empty),
            ("x-amz-date", "20130524T000000Z")
        );

        var signature = new Signature(Claim("host", "range", "x-amz-content-sha256", "x-amz-date"), Secret);

        Assert.Equal(
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            signature.OfRequest(request, PayloadHash.Empty)
        );
    }

    [Fact]
    public async Task Signed_chunks_are_read_and_a_changed_byte_is_found()
    {
        // The example's seed signature and the signatures of 64 KiB and 1 KiB of the letter a.
        const string Seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
        var body =
            "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
            + new string('a', 65536)
            + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
            + new string('a', 1024)
            + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

        Assert.Equal(new string('a', 66560), await ReadAsync(body, Seed));
        var fault = await Assert.ThrowsAsync<AwsException>(() =>
            ReadAsync(body.Replace("\na", "\nb", StringComparison.Ordinal), Seed)
        );
        Assert.Equal("SignatureDoesNotMatch", fault.Code);
        await Assert.ThrowsAsync<AwsException>(() => ReadAsync(body[..60000], Seed));
    }

    private static async Task<string> ReadAsync(string body, string seed)
    {
        var signature = new Signature(Claim("host") with { Signature = seed }, Secret);
        await using var payload = new ChunkedPayload(new MemoryStream(Encoding.ASCII.GetBytes(body)), signature, false)
        {
            DecodedLength = 66560,
        };
        return Encoding.ASCII.GetString(await payload.ReadToEndAsync(100_000, TestContext.Current.CancellationToken));
    }

    private static RequestClaim Claim(params string[] headers) =>
        new()
        {
            Scope = new SignedScope("AKIAIOSFODNN7EXAMPLE", "20130524", "us-east-1", "s3"),
            SignedHeaders = headers,
            Signature = "",
            Time = new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero),
        };

    private static AwsRequest Request(string method, string target, params (string Name, string Value)[] headers) =>
        new()
        {
            Method = method,
            Host = "examplebucket.s3.amazonaws.com",
            Target = RequestTarget.Parse(target),
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
            Body = Stream.Null,
            RequestId = "",
        };
}
