using CustomerLake.Cli;
using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.S3;

/// <summary>aws-cli and the AWS SDK for JavaScript, where the machine has them.</summary>
public sealed class OtherClientsTests(CloudFixture cloud) : IClassFixture<CloudFixture>
{
    [Fact]
    public async Task The_command_line_client_copies_lists_syncs_and_removes()
    {
        Assert.SkipUnless(ChildProcess.Has("aws", "--version"), "aws-cli is not installed (Debian: awscli).");
        var account = cloud.NewAccount();
        var folder = Directory.CreateTempSubdirectory("cli-").FullName;
        var place = $"s3://cli-{account}";
        await File.WriteAllTextAsync(
            Path.Combine(folder, "small é.txt"),
            "hello",
            TestContext.Current.CancellationToken
        );
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "large.bin"),
            new byte[9 * 1024 * 1024],
            TestContext.Current.CancellationToken
        );
        await Aws("s3", "mb", place);

        await Aws("s3", "sync", folder, $"{place}/in/");
        var listed = await Aws("s3", "ls", "--recursive", place);
        var read = await Aws("s3", "cp", $"{place}/in/small é.txt", "-");
        await Aws("s3", "mv", $"{place}/in/large.bin", $"{place}/out/large.bin");
        var etag = await Aws(
            "s3api",
            "head-object",
            "--bucket",
            place[5..],
            "--key",
            "out/large.bin",
            "--query",
            "ContentLength"
        );
        await Aws("s3", "rb", "--force", place);

        Assert.Contains("in/large.bin", listed, StringComparison.Ordinal);
        Assert.Contains("in/small é.txt", listed, StringComparison.Ordinal);
        Assert.Equal("hello", read);
        Assert.Equal("9437184", etag.Trim());
        Directory.Delete(folder, recursive: true);

        Task<string> Aws(params string[] arguments) =>
            ChildProcess.RunAsync(
                "aws",
                new Dictionary<string, string>
                {
                    ["AWS_ENDPOINT_URL"] = cloud.Endpoint,
                    ["AWS_ACCESS_KEY_ID"] = account,
                    ["AWS_SECRET_ACCESS_KEY"] = cloud.Server.RootSecret,
                    ["AWS_DEFAULT_REGION"] = CloudFixture.Region,
                    ["AWS_EC2_METADATA_DISABLED"] = "true",
                    ["AWS_CONFIG_FILE"] = "/dev/null",
                    ["AWS_MAX_ATTEMPTS"] = "1",
                    ["PYTHONUTF8"] = "1",
                },
                arguments
            );
    }

    [Fact]
    public async Task The_JavaScript_client_does_its_round()
    {
        var clients = Path.Combine(Checkout.Root, "tests", "Contract", "clients");
        Assert.SkipUnless(
            ChildProcess.Has("node", "--version") && Directory.Exists(Path.Combine(clients, "node_modules")),
            "@aws-sdk/client-s3 is not installed (npm ci --prefix tests/Contract/clients)."
        );

        await ChildProcess.RunAsync(
            "node",
            new Dictionary<string, string>
            {
                ["ENDPOINT"] = cloud.Endpoint,
                ["ACCOUNT"] = cloud.NewAccount(),
                ["ROOT_SECRET"] = cloud.Server.RootSecret,
            },
            Path.Combine(clients, "s3.mjs")
        );
    }
}
