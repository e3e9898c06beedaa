using System.Collections.Immutable;
using System.Net;
using System.Text;
using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Unit.Engine.Providers;

public sealed class AwsProviderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Secret_inputs_are_taken_out_of_what_aws_repeats()
    {
        var inputs = PropertyMap.Of(
            ("password", PropertyValue.Secret("hunter2")),
            ("nested", PropertyMap.Of(("token", PropertyValue.Secret("hunter2-and-more")))),
            ("plain", "value")
        );

        Assert.Equal(
            "Value '[secret]' at 'password', '[secret]' at 'token', value",
            Redaction.Of(inputs).Apply("Value 'hunter2' at 'password', 'hunter2-and-more' at 'token', value")
        );
    }

    [Theory]
    [InlineData("ThrottlingException", "Rate exceeded", 400, true)]
    [InlineData("SlowDown", "", 503, true)]
    [InlineData("InvalidInputException", "Service is unable to assume provided role.", 400, true)]
    [InlineData("MalformedPolicyDocument", "Invalid principal in policy", 400, true)]
    [InlineData("OperationAborted", "A conflicting conditional operation is currently in progress", 409, true)]
    [InlineData("InvalidInputException", "Name too long", 400, false)]
    [InlineData("AccessDenied", "", 403, false)]
    [InlineData("AlreadyExistsException", "", 400, false)]
    public void Only_errors_that_pass_by_themselves_are_tried_again(
        string code,
        string message,
        int status,
        bool passes
    ) => Assert.Equal(passes, AwsRetry.Passes(new AwsServiceException("Do", code, message, status), isFresh: false));

    [Fact]
    public void A_bucket_that_is_not_seen_yet_is_waited_for_only_when_it_is_new()
    {
        var error = new AwsServiceException(
            "PutBucketPolicy",
            "NoSuchBucket",
            "The specified bucket does not exist",
            404
        );

        Assert.True(AwsRetry.Passes(error, isFresh: true));
        Assert.False(AwsRetry.Passes(error, isFresh: false));
    }

    [Fact]
    public void Waits_grow_are_bounded_and_spread()
    {
        var retry = new AwsRetry();

        Assert.Equal(retry.First, retry.Delay(1, 1));
        Assert.Equal(retry.First * 4, retry.Delay(3, 1));
        Assert.Equal(retry.Longest, retry.Delay(30, 1));
        Assert.Equal(retry.Longest / 2, retry.Delay(30, 0.5));
        Assert.True(retry.Delay(1, 0) > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(
        "",
        "application/json",
        """{"__type":"com.amazonaws.glue#EntityNotFoundException","Message":"gone"}""",
        "EntityNotFoundException",
        "gone"
    )]
    [InlineData(
        "ResourceNotFoundException:http://x/",
        "application/json",
        """{"message":"gone"}""",
        "ResourceNotFoundException",
        "gone"
    )]
    [InlineData(
        "",
        "text/xml",
        "<ErrorResponse xmlns='a'><Error><Code>NoSuchEntity</Code><Message>gone</Message></Error></ErrorResponse>",
        "NoSuchEntity",
        "gone"
    )]
    [InlineData(
        "",
        "text/xml",
        "<Error><Code>NoSuchBucket</Code><Message>gone</Message></Error>",
        "NoSuchBucket",
        "gone"
    )]
    [InlineData("", "text/html", "", "NotFound", "HTTP status 404")]
    public void Errors_of_every_protocol_are_read(
        string header,
        string contentType,
        string body,
        string code,
        string message
    )
    {
        var response = new AwsResponse(
            404,
            new Dictionary<string, string> { ["content-type"] = contentType, ["x-amzn-errortype"] = header }
                .Where(h => h.Value.Length > 0)
                .ToImmutableDictionary(),
            Encoding.UTF8.GetBytes(body)
        );

        var error = AwsServiceException.From("Get", response);

        Assert.Equal((code, message), (error.Code, error.Said));
        Assert.True(error.IsNotFound);
    }

    [Fact]
    public async Task Names_are_made_up_the_same_way_in_preview_and_update()
    {
        var first = await CheckAsync("aws:s3/bucket:Bucket", PropertyMap.Empty, PropertyMap.Empty);
        var again = await CheckAsync("aws:s3/bucket:Bucket", PropertyMap.Empty, PropertyMap.Empty);
        var kept = await CheckAsync("aws:s3/bucket:Bucket", PropertyMap.Of(("bucket", "old-name")), PropertyMap.Empty);

        Assert.Matches("^my-thing-[0-9a-f]{7}$", first.Inputs.Text("bucket"));
        Assert.Equal(first.Inputs, again.Inputs);
        Assert.Equal("old-name", kept.Inputs.Text("bucket"));
    }

    [Fact]
    public async Task What_is_wrong_with_inputs_shows_before_anything_is_made()
    {
        var role = await CheckAsync("aws:iam/role:Role", PropertyMap.Empty, PropertyMap.Of(("assumeRolePolicy", "{")));
        var job = await CheckAsync("aws:glue/job:Job", PropertyMap.Empty, PropertyMap.Empty);
        var bucket = await CheckAsync("aws:s3/bucket:Bucket", PropertyMap.Empty, PropertyMap.Of(("bucket", "No_Name")));

        Assert.Equal(["assumeRolePolicy"], role.Failures.Select(f => f.Property));
        Assert.Equal(["command", "roleArn"], job.Failures.Select(f => f.Property));
        Assert.Equal(["bucket"], bucket.Failures.Select(f => f.Property));
    }

    [Fact]
    public async Task Unknown_inputs_pass_the_check()
    {
        var policy = await CheckAsync(
            "aws:iam/policy:Policy",
            PropertyMap.Empty,
            PropertyMap.Of(("policy", PropertyValue.Unknown))
        );
        var set = await CheckAsync(
            "aws:quicksight/dataSet:DataSet",
            PropertyMap.Empty,
            PropertyMap.Of(
                ("dataSetId", "x"),
                ("importMode", "DIRECT_QUERY"),
                ("physicalTableMaps", PropertyValue.Unknown)
            )
        );

        Assert.Empty(policy.Failures);
        Assert.Empty(set.Failures);
    }

    [Fact]
    public async Task A_type_that_is_not_there_is_named_with_those_that_are()
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(() =>
            CheckAsync("aws:ec2/instance:Instance", PropertyMap.Empty, PropertyMap.Empty)
        );

        Assert.Equal(ProviderErrorCode.Unimplemented, fault.Code);
        Assert.Contains("'aws:ec2/instance:Instance'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("aws:s3/bucket:Bucket", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_have_no_effect_here_are_refused_by_name()
    {
        var faults = AwsConfiguration.Faults(
            PropertyMap.Of(
                ("assumeRoles", PropertyValue.Of([])),
                ("region", "eu-west-1"),
                ("skipCredentialsValidation", "true")
            ),
            _ => null
        );

        Assert.Equal(["assumeRoles"], faults.Select(f => f.Property));
    }

    [Theory]
    [InlineData("""{"tags":{"team":"data"}}""", true)]
    [InlineData("""[{"tags":{}}]""", true)]
    [InlineData("""{"tags":{"cost":7}}""", false)]
    [InlineData("""{"team":"data"}""", false)]
    [InlineData("data", false)]
    public void Default_tags_that_are_none_are_refused(string value, bool isRight)
    {
        var faults = AwsConfiguration.Faults(
            PropertyMap.Of(("region", "eu-west-1"), ("defaultTags", value)),
            _ => null
        );

        Assert.Equal(isRight ? [] : ["defaultTags"], faults.Select(f => f.Property));
    }

    [Fact]
    public void Endpoints_come_from_configuration_and_then_from_the_environment()
    {
        var configuration = AwsConfiguration.Read(
            PropertyMap.Of(
                ("accessKey", "k"),
                ("secretKey", "s"),
                ("endpoints", """[{"s3":"http://127.0.0.1:1/","cloudcontrol":"http://127.0.0.1:2"}]""")
            ),
            name => name == "AWS_ENDPOINT_URL" ? "http://127.0.0.1:3/" : null,
            new AwsRetry()
        );

        Assert.Equal("http://127.0.0.1:1", configuration.EndpointOf("s3"));
        Assert.Equal("http://127.0.0.1:2", configuration.EndpointOf("cloudcontrolapi"));
        Assert.Equal("http://127.0.0.1:3", configuration.EndpointOf("glue"));
        Assert.Equal(
            "https://glue.eu-west-1.amazonaws.com",
            (configuration with { Endpoint = null, Region = "eu-west-1" }).EndpointOf("glue")
        );
    }

    [Fact]
    public async Task Without_keys_it_says_how_to_give_them()
    {
        var provider = AwsPackage.Create(new AwsPackageOptions { Environment = _ => null }).Start();

        var fault = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.ConfigureAsync(new ConfigureRequest("u", "i", PropertyMap.Of(("region", "eu-west-1"))), Token)
        );

        Assert.Contains("AWS_ACCESS_KEY_ID", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_named()
    {
        using var nobody = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"http://{nobody.LocalEndpoint}";
        nobody.Stop();
        var provider = AwsPackage
            .Create(
                new AwsPackageOptions
                {
                    Environment = name => name == "AWS_ENDPOINT_URL" ? address : null,
                    Attempts = 1,
                }
            )
            .Start();
        await provider.ConfigureAsync(
            new ConfigureRequest(
                "u",
                "i",
                PropertyMap.Of(("region", "eu-west-1"), ("accessKey", "test"), ("secretKey", "s3cr3t"))
            ),
            Token
        );

        var fault = await Assert.ThrowsAsync<ProviderException>(() =>
            provider.CreateAsync(
                new CreateRequest(Urn("aws:s3/bucket:Bucket"), PropertyMap.Of(("bucket", "some-bucket"))),
                Token
            )
        );

        Assert.Equal(ProviderErrorCode.Unavailable, fault.Code);
        Assert.Contains(address, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", fault.ToString(), StringComparison.Ordinal);
    }

    private static Task<CheckResult> CheckAsync(string type, PropertyMap old, PropertyMap inputs) =>
        AwsPackage
            .Create(new AwsPackageOptions { Environment = _ => null })
            .Start()
            .CheckAsync(new CheckRequest(Urn(type), old, inputs) { RandomSeed = [1, 2, 3] }, Token);

    private static string Urn(string type) => $"urn:pulumi:dev::customer-lake::{type}::my-thing";
}
