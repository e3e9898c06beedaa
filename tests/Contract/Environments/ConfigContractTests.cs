using CustomerLake.Cli;
using CustomerLake.Environments;
using CustomerLake.Tests.Contract.Boto;

namespace CustomerLake.Tests.Contract.Environments;

/// <summary>An environment's settings in its file, secrets under a passphrase.</summary>
public sealed class ConfigContractTests : IClassFixture<CloudFixture>, IDisposable
{
    private readonly string _project = Directory.CreateTempSubdirectory("lake-project-").FullName;
    private readonly EnvironmentLab _lab;

    public ConfigContractTests(CloudFixture cloud)
    {
        _lab = new EnvironmentLab(cloud) { Project = _project, Passphrase = "of the team" };
        foreach (var file in new[] { "Pulumi.yaml", "Pulumi.dev.yaml" })
        {
            File.Copy(Path.Combine(Checkout.Root, file), Path.Combine(_project, file));
        }
    }

    public void Dispose()
    {
        _lab.Dispose();
        Directory.Delete(_project, recursive: true);
    }

    [Fact]
    public async Task What_is_set_stands_in_the_file_and_is_what_the_next_operation_takes()
    {
        await ConfigAsync("set", "owner", "sales");
        await ConfigAsync("set", "--secret", "note", "hidden");

        var preview = await LakeEnvironment.PreviewAsync("dev", _lab.Options());

        var yaml = await File.ReadAllTextAsync(Path.Combine(_project, "Pulumi.dev.yaml"), default(CancellationToken));
        Assert.StartsWith("# The environment for trying things out.", yaml, StringComparison.Ordinal);
        Assert.Contains("customer-lake:owner: sales", yaml, StringComparison.Ordinal);
        Assert.Contains("secure: v1:", yaml, StringComparison.Ordinal);
        Assert.Equal("hidden", (await ConfigAsync("get", "note")).Trim());
        Assert.DoesNotContain("hidden", await ConfigAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(preview.Changes);
    }

    [Fact]
    public async Task Another_passphrase_opens_nothing()
    {
        await ConfigAsync("set", "--secret", "note", "hidden");
        _lab.Passphrase = "of somebody else";

        var refused = await Assert.ThrowsAsync<EnvironmentException>(() =>
            LakeEnvironment.PreviewAsync("dev", _lab.Options())
        );

        Assert.Contains("incorrect passphrase", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_not_there_is_named()
    {
        var refused = await Assert.ThrowsAsync<EnvironmentException>(() => ConfigAsync("get", "nothing"));

        Assert.Contains("'nothing' not found", refused.Message, StringComparison.Ordinal);
    }

    private Task<string> ConfigAsync(params string[] arguments) =>
        LakeEnvironment.ConfigAsync("dev", arguments, _lab.Options());
}
