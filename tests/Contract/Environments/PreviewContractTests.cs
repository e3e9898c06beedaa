using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using CustomerLake.Cli;
using CustomerLake.Environments;
using CustomerLake.Environments.Leftovers;
using CustomerLake.Harness;
using CustomerLake.Infra;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Programs.InProcess;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Environments;

/// <summary>A preview from nothing to nothing: the program, the Automation API, the engine and the services together.</summary>
public sealed class PreviewContractTests(CloudFixture cloud) : IClassFixture<CloudFixture>, IDisposable
{
    private const string Region = "eu-west-1";
    private const string Key = "alias/customer-lake-previews";

    private readonly string _account = cloud.NewAccount();
    private readonly string _folder = Directory.CreateTempSubdirectory("lake-preview-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_preview_is_found_in_every_service_and_nowhere_once_it_is_down()
    {
        await MakeSharedKeyAsync();
        var check = new AwsLeftoverCheck(Target());
        await Previews.UpAsync(7, Options());
        var mark = new EnvironmentMark("pr-7", suffix: null);

        var there = await check.AskAsync(mark, default);
        var again = await LakeEnvironment.PreviewAsync("pr-7", Options());
        var drift = await LakeEnvironment.DriftAsync("pr-7", Options());
        var down = await Previews.DownAsync(7, Options(), check);

        Assert.Empty(again.Changes);
        Assert.Empty(drift);
        Assert.Empty(down.Leftovers);
        Assert.Equal(
            [
                "athena workgroup",
                "glue classifier",
                "glue crawler",
                "glue database",
                "glue job",
                "glue security configuration",
                "iam policy",
                "iam role",
                "logs log group",
                "quicksight dashboard",
                "quicksight data set",
                "quicksight data source",
                "quicksight group",
                "s3 bucket",
            ],
            there.Select(left => $"{left.Service} {left.Kind}").Distinct().Order(StringComparer.Ordinal)
        );
        Assert.Empty(await Previews.ListAsync(Options()));
    }

    [Fact]
    public async Task What_was_changed_out_of_band_is_told_and_what_was_made_by_hand_is_left()
    {
        await MakeSharedKeyAsync();
        var up = await Previews.UpAsync(8, Options());
        var raw = (string)up.Result.Outputs["rawBucket"]!;
        using var s3 = Target().S3();
        await s3.PutBucketTaggingAsync(raw, [new Amazon.S3.Model.Tag { Key = "lake:owner", Value = "somebody" }]);
        await s3.PutBucketAsync(
            new Amazon.S3.Model.PutBucketRequest
            {
                BucketName = raw.Replace("-raw", "-extra", StringComparison.Ordinal),
                PutBucketConfiguration = new() { LocationConstraint = Region },
            }
        );

        var drift = await LakeEnvironment.DriftAsync("pr-8", Options());
        var down = await Previews.DownAsync(8, Options(), new AwsLeftoverCheck(Target()));

        var bucket = Assert.Single(drift);
        Assert.Contains(bucket.Properties, property => property is { Path: "tags.lake:owner", After: "somebody" });
        Assert.EndsWith("-extra", Assert.Single(down.Leftovers).Name, StringComparison.Ordinal);
    }

    private EnvironmentOptions Options()
    {
        var variables = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = cloud.Endpoint,
            ["AWS_ACCESS_KEY_ID"] = _account,
            ["AWS_SECRET_ACCESS_KEY"] = cloud.Server.RootSecret,
            ["PULUMI_CONFIG_PASSPHRASE"] = "local",
        };
        return new EnvironmentOptions
        {
            PulumiCommand = new EmbeddedPulumi(
                new EmbeddedPulumiOptions
                {
                    StateFolder = Path.Combine(_folder, "state"),
                    Packages = [AwsPackage.Create(new AwsPackageOptions { Environment = variables.GetValueOrDefault })],
                    Runner = new InProcessProgramRunner(options => new LakeStack(options)),
                }
            ),
            ProjectFolder = Checkout.Root,
            WorkFolder = Path.Combine(_folder, "work"),
            EnvironmentVariables = variables,
        };
    }

    private AwsTarget Target() =>
        new(Region, cloud.Server.Endpoint, new BasicAWSCredentials(_account, cloud.Server.RootSecret));

    private async Task MakeSharedKeyAsync()
    {
        using var kms = Target().Kms();
        var aliases = await kms.ListAliasesAsync(new ListAliasesRequest());
        if (aliases.Aliases?.Any(alias => alias.AliasName == Key) != true)
        {
            var key = await kms.CreateKeyAsync(new CreateKeyRequest());
            await kms.CreateAliasAsync(new CreateAliasRequest { AliasName = Key, TargetKeyId = key.KeyMetadata.KeyId });
        }
    }
}
