using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using CustomerLake.Cli;
using CustomerLake.Environments;
using CustomerLake.Harness;
using CustomerLake.Infra;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Programs.InProcess;
using CustomerLake.Local.Engine.Providers.Aws;

namespace CustomerLake.Tests.Contract.Environments;

/// <summary>The program, the Automation API and the embedded engine on an account and a backend of their own.</summary>
internal sealed class EnvironmentLab(CloudFixture cloud) : IDisposable
{
    private const string Region = "eu-west-1";
    private const string Key = "alias/customer-lake-previews";

    private readonly string _account = cloud.NewAccount();

    public string Folder { get; } = Directory.CreateTempSubdirectory("lake-environment-").FullName;

    public string Passphrase { get; set; } = "local";

    public string Project { get; init; } = Checkout.Root;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public EnvironmentOptions Options()
    {
        var variables = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = cloud.Endpoint,
            ["AWS_ACCESS_KEY_ID"] = _account,
            ["AWS_SECRET_ACCESS_KEY"] = cloud.Server.RootSecret,
            ["PULUMI_CONFIG_PASSPHRASE"] = Passphrase,
        };
        return new EnvironmentOptions
        {
            PulumiCommand = new EmbeddedPulumi(
                new EmbeddedPulumiOptions
                {
                    StateFolder = Path.Combine(Folder, "state"),
                    Packages = [AwsPackage.Create(new AwsPackageOptions { Environment = variables.GetValueOrDefault })],
                    Runner = new InProcessProgramRunner(options => new LakeStack(options)),
                }
            ),
            ProjectFolder = Project,
            WorkFolder = Path.Combine(Folder, "work"),
            EnvironmentVariables = variables,
        };
    }

    public AwsTarget Target() =>
        new(Region, cloud.Server.Endpoint, new BasicAWSCredentials(_account, cloud.Server.RootSecret));

    public async Task MakeSharedKeyAsync()
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
