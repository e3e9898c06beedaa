using CustomerLake.Local.Engine.Providers.Aws;

namespace CustomerLake.Tests.Unit.Engine.Providers;

/// <summary>The examples of S3's "Authenticating Requests: Using the Authorization Header".</summary>
public sealed class AwsSignatureTests
{
    private static readonly AwsCredentials _keys = new(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        null
    );

    private static readonly DateTimeOffset _then = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_part_of_an_object() =>
        Assert.Equal(
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            Sign(
                new AwsRequest("s3", "GetObject") { Method = HttpMethod.Get, Path = ["test.txt"] },
                ("range", "bytes=0-9")
            )
        );

    [Fact]
    public void A_configuration_of_a_bucket() =>
        Assert.Equal(
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
            Sign(new AwsRequest("s3", "GetBucketLifecycle") { Method = HttpMethod.Get, Query = [("lifecycle", "")] })
        );

    [Fact]
    public void A_list_whose_parameters_come_in_another_order() =>
        Assert.Equal(
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
            Sign(
                new AwsRequest("s3", "ListObjects")
                {
                    Method = HttpMethod.Get,
                    Query = [("prefix", "J"), ("max-keys", "2")],
                }
            )
        );

    [Fact]
    public void A_slash_parts_keys_in_s3_and_is_text_elsewhere()
    {
        var key = new AwsRequest("s3", "GetObject") { Path = ["bucket", "a/b c+ü"] };
        var arn = new AwsRequest("quicksight", "TagResource") { Path = ["resources", "arn:aws:x/y", "tags"] };

        Assert.Equal("/bucket/a/b%20c%2B%C3%BC", AwsSignature.Path(key));
        Assert.Equal("/resources/arn%3Aaws%3Ax%2Fy/tags", AwsSignature.Path(arn));
    }

    [Fact]
    public void Credentials_do_not_print_their_secret() => Assert.Equal("AKIAIOSFODNN7EXAMPLE", $"{_keys}");

    private static string Sign(AwsRequest request, params (string Name, string Value)[] headers)
    {
        using var message = new HttpRequestMessage(request.Method, "https://examplebucket.s3.amazonaws.com/");
        foreach (var (name, value) in headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        AwsSignature.Sign(message, request, _keys, "us-east-1", _then);
        return message.Headers.GetValues("Authorization").Single().Split("Signature=")[1];
    }
}
