using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Tests.Contract.S3;

/// <summary>What no client sends of its own accord: pages of the web, foreign names, odd bytes, hostile documents.</summary>
public sealed class RawS3Tests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }
    );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.nip.io")]
    public async Task A_name_that_is_not_a_loopback_one_is_answered_nothing(string name)
    {
        using var request = Request(HttpMethod.Get, "/");
        request.Headers.Host = $"{name}:{cloud.Server.Endpoint.Port}";

        using var response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_page_of_the_web_is_turned_away_even_with_a_good_signature()
    {
        using var request = Sign(Request(HttpMethod.Get, "/"), cloud.NewAccount());
        request.Headers.Add("Origin", "https://evil.example");

        using var response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_request_without_a_signature_is_denied()
    {
        using var request = Request(HttpMethod.Get, "/");

        using var response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains(
            "<Code>AccessDenied</Code>",
            await response.Content.ReadAsStringAsync(Token),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_header_added_on_the_way_is_denied()
    {
        using var request = Sign(Request(HttpMethod.Get, "/"), cloud.NewAccount());
        request.Headers.Add("x-amz-meta-added", "1");

        using var response = await Http.SendAsync(request, Token);

        Assert.Contains("not signed", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_payload_mode_is_refused()
    {
        using var request = Sign(Request(HttpMethod.Get, "/"), cloud.NewAccount(), payload: "STREAMING-SOMETHING");

        using var response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_document_with_a_DTD_is_malformed()
    {
        var account = cloud.NewAccount();
        var bucket = await BucketAsync(account);
        var body = "<!DOCTYPE d [<!ENTITY e \"x\">]><Delete><Object><Key>&e;</Key></Object></Delete>";

        var (status, text) = await SendAsync(HttpMethod.Post, $"/{bucket}?delete", account, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<Code>MalformedXML</Code>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_of_twenty_thousand_levels_is_malformed()
    {
        var account = cloud.NewAccount();
        var bucket = await BucketAsync(account);
        var body = string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000));

        var (_, text) = await SendAsync(HttpMethod.Post, $"/{bucket}?delete", account, body);

        Assert.Contains("<Code>MalformedXML</Code>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_local_metadata_unicode()
    {
        var account = cloud.NewAccount();
        var bucket = await BucketAsync(account);

        await SendAsync(HttpMethod.Put, $"/{bucket}/raw", account, "", ("x-amz-meta-owner", "Zoë £5"));
        await SendAsync(HttpMethod.Put, $"/{bucket}/word", account, "", ("x-amz-meta-owner", "=?UTF-8?B?Wm/Dqw==?="));

        Assert.Equal("=?UTF-8?B?Wm/DqyDCozU=?=", await OwnerAsync(bucket, "raw", account));
        Assert.Equal("=?UTF-8?B?Wm/Dqw==?=", await OwnerAsync(bucket, "word", account));
    }

    [Fact]
    public async Task Case_local_space_plus_prefix_a_plus_sign_in_a_query_is_no_blank()
    {
        var account = cloud.NewAccount();
        var bucket = await BucketAsync(account);
        await SendAsync(HttpMethod.Put, $"/{bucket}/a%20b/1", account, "");
        await SendAsync(HttpMethod.Put, $"/{bucket}/a%2Bb/2", account, "");

        var (_, blank) = await SendAsync(HttpMethod.Get, $"/{bucket}?list-type=2&prefix=a%20b%2F", account, "");
        var (_, plus) = await SendAsync(HttpMethod.Get, $"/{bucket}?list-type=2&prefix=a%2Bb%2F", account, "");
        var (_, bare) = await SendAsync(HttpMethod.Get, $"/{bucket}?list-type=2&prefix=a+b%2F", account, "");

        Assert.Contains("<Key>a b/1</Key>", blank, StringComparison.Ordinal);
        Assert.Contains("<Key>a+b/2</Key>", plus, StringComparison.Ordinal);
        Assert.DoesNotContain("a b/1", bare, StringComparison.Ordinal);
    }

    private async Task<string> OwnerAsync(string bucket, string key, string account)
    {
        using var request = Sign(Request(HttpMethod.Head, $"/{bucket}/{key}"), account);
        using var response = await Http.SendAsync(request, Token);
        return response.Headers.GetValues("x-amz-meta-owner").Single();
    }

    private async Task<string> BucketAsync(string account)
    {
        var bucket = $"raw-{account}";
        var (status, text) = await SendAsync(
            HttpMethod.Put,
            $"/{bucket}",
            account,
            "<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>"
        );
        Assert.True(status == HttpStatusCode.OK, text);
        return bucket;
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(
        HttpMethod method,
        string target,
        string account,
        string body,
        params (string Name, string Value)[] headers
    )
    {
        using var request = Request(method, target);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await Http.SendAsync(Sign(request, account, body, null, headers), Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>The address is sent as it is written: nothing is escaped or joined.</summary>
    private HttpRequestMessage Request(HttpMethod method, string target) =>
        new(
            method,
            new Uri(
                cloud.Endpoint + target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );

    private HttpRequestMessage Sign(
        HttpRequestMessage request,
        string account,
        string body = "",
        string? payload = null,
        params (string Name, string Value)[] headers
    )
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var hash = payload ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        (string Name, string Value)[] signed =
        [
            ("host", $"127.0.0.1:{cloud.Server.Endpoint.Port}"),
            ("x-amz-content-sha256", hash),
            ("x-amz-date", now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)),
            .. headers,
        ];
        var claim = new RequestClaim
        {
            Scope = new SignedScope(
                account,
                now.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
                CloudFixture.Region,
                "s3"
            ),
            SignedHeaders = [.. signed.Select(header => header.Name)],
            Signature = "",
            Time = now,
        };
        var plain = new AwsRequest
        {
            Method = request.Method.Method,
            Host = signed[0].Value,
            Target = RequestTarget.Parse(request.RequestUri!.PathAndQuery),
            // One character a byte, as the server sees them.
            Headers = signed.ToDictionary(
                header => header.Name,
                header => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(header.Value))
            ),
            Body = Stream.Null,
            RequestId = "",
        };
        var signature = new Signature(claim, cloud.Server.RootSecret).OfRequest(plain, hash);
        foreach (var (name, value) in signed.Skip(1))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={account}/{claim.Scope}, SignedHeaders={string.Join(';', claim.SignedHeaders)}, Signature={signature}"
        );
        return request;
    }
}
