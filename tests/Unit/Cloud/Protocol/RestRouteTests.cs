using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Tests.Unit.Cloud.Protocol;

public sealed class RestRouteTests
{
    [Theory]
    [InlineData("PUT /{Bucket}/{Key+}", "/b/a//c%2Fd", "a//c/d")]
    [InlineData("PUT /{Bucket}/{Key+}", "/b//x", "/x")]
    [InlineData("PUT /{Bucket}/{Key+}", "/b/../x", "../x")]
    [InlineData("PUT /{Bucket}/{Key+}?tagging", "/b/k?tagging", "k")]
    [InlineData("PUT /{Bucket}/{Key+}?list-type=2", "/b/k?list-type=2", "k")]
    public void A_route_takes_its_labels_from_the_path_as_it_was_sent(string route, string target, string key)
    {
        var labels = new RestRoute(route).Match(Request(target));

        Assert.Equal("b", labels?["Bucket"]);
        Assert.Equal(key, labels?["Key"]);
    }

    [Theory]
    [InlineData("PUT /{Bucket}", "/b/k")]
    [InlineData("PUT /{Bucket}/{Key+}", "/b/")]
    [InlineData("PUT /{Bucket}?tagging", "/b?versioning")]
    [InlineData("PUT /{Bucket}?list-type=2", "/b?list-type=1")]
    [InlineData("PUT /{Bucket} #x-amz-copy-source", "/b")]
    [InlineData("GET /{Bucket}", "/b")]
    public void Another_address_is_not_matched(string route, string target) =>
        Assert.Null(new RestRoute(route).Match(Request(target)));

    [Fact]
    public void A_plus_sign_in_the_query_stays_one() =>
        Assert.Equal("a+b c", RequestTarget.Parse("/?prefix=a+b%20c")["prefix"]);

    private static AwsRequest Request(string target) =>
        new()
        {
            Method = "PUT",
            Host = "127.0.0.1",
            Target = RequestTarget.Parse(target),
            Headers = new Dictionary<string, string>(),
            Body = Stream.Null,
            RequestId = "",
        };
}
