using Pulumi.Automation;
using Pulumi.Automation.Exceptions;

namespace CustomerLake.Tests.Unit.Automation;

public sealed class WorkspaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lake-workspace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Config_is_set_read_and_removed_with_the_cli_s_words()
    {
        var command = new ScriptedCommand()
            .On("config get", """{"value":"3","secret":false,"objectValue":3}""")
            .On(
                "config --show-secrets",
                """{"lake:size":{"value":"3","secret":false},"lake:key":{"value":"k","secret":true}}"""
            );
        using var workspace = await OpenAsync(command);

        await workspace.SetConfigAsync("dev", "size", new ConfigValue("-3"));
        await workspace.SetConfigAsync("dev", "a.b", new ConfigValue("x=y", isSecret: true), path: true);
        await workspace.SetAllConfigAsync(
            "dev",
            new Dictionary<string, ConfigValue> { ["aws:region"] = new("eu-west-1"), ["key"] = new("k", true) }
        );
        var one = await workspace.GetConfigAsync("dev", "size");
        var all = await workspace.GetAllConfigAsync("dev");
        await workspace.RemoveConfigAsync("dev", "size");
        await workspace.RemoveAllConfigAsync("dev", ["a", "b"], path: true);

        Assert.Equal(
            [
                "config set size --plaintext --stack dev --non-interactive -- -3",
                "config set --path a.b --secret --stack dev --non-interactive -- x=y",
                "config set-all --stack dev --plaintext aws:region=eu-west-1 --secret key=k",
                "config get size --json --stack dev",
                "config --show-secrets --json --stack dev",
                "config rm size --stack dev",
                "config rm-all --stack dev --path a b",
            ],
            command.Lines
        );
        Assert.Equal(("3", false), (one.Value, one.IsSecret));
        Assert.True(all["lake:key"].IsSecret);
    }

    [Fact]
    public async Task Stacks_are_listed_exported_and_imported()
    {
        var imported = "";
        var command = new ScriptedCommand()
            .On(
                "stack ls",
                """[{"name":"dev","current":true,"updateInProgress":false,"resourceCount":7},{"name":"pr-7"}]"""
            )
            .On("stack export", """{"version":3,"deployment":{"manifest":{}}}""")
            .On("stack import", call => imported = File.ReadAllText(call.Arguments[3]));
        using var workspace = await OpenAsync(command);

        var current = await workspace.GetStackAsync();
        var state = await workspace.ExportStackAsync("dev");
        await workspace.ImportStackAsync("pr-7", state);

        Assert.Equal(("dev", 7), (current!.Name, current.ResourceCount));
        Assert.Equal((3, """{"version":3,"deployment":{"manifest":{}}}"""), (state.Version, imported));
        Assert.Equal("stack export --stack dev --show-secrets", command.Lines.ElementAt(1));
    }

    [Fact]
    public async Task Project_settings_are_written_once_and_others_conflict()
    {
        var settings = new ProjectSettings("lake", ProjectRuntimeName.Dotnet) { Main = "infra" };
        using var first = await OpenAsync(new ScriptedCommand(), settings);
        using var same = await OpenAsync(
            new ScriptedCommand(),
            new("lake", ProjectRuntimeName.Dotnet) { Main = "infra" }
        );

        var read = await first.GetProjectSettingsAsync();
        var conflict = await Assert.ThrowsAsync<ProjectSettingsConflictException>(() =>
            OpenAsync(new ScriptedCommand(), new ProjectSettings("other", ProjectRuntimeName.Dotnet))
        );

        Assert.Equal(("lake", ProjectRuntimeName.Dotnet, "infra"), (read!.Name, read.Runtime.Name, read.Main));
        Assert.Equal(Path.Combine(_folder, "Pulumi.yaml"), conflict.SettingsFileLocation);
    }

    [Fact]
    public async Task Stack_settings_keep_ciphertexts_and_structures()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "Pulumi.dev.yaml"),
            """
            encryptionsalt: v1:salt
            config:
              aws:region: eu-west-1
              lake:size: 3
              lake:password:
                secure: v1:cipher
              lake:zones: [raw, {gold: true}]
            """
        );
        using var workspace = await OpenAsync(new ScriptedCommand());

        var settings = (await workspace.GetStackSettingsAsync("organization/lake/dev"))!;
        await workspace.SaveStackSettingsAsync("copy", settings);
        var copy = (await workspace.GetStackSettingsAsync("copy"))!;

        foreach (var read in new[] { settings, copy })
        {
            Assert.Equal("v1:salt", read.EncryptionSalt);
            Assert.Equal(("3", false), (read.Config!["lake:size"].Value, read.Config["lake:size"].IsSecure));
            Assert.Equal(
                ("v1:cipher", true),
                (read.Config["lake:password"].Value, read.Config["lake:password"].IsSecure)
            );
            Assert.Equal("""["raw",{"gold":"true"}]""", read.Config["lake:zones"].Value);
        }
    }

    [Fact]
    public async Task Variables_of_the_workspace_reach_the_command()
    {
        var command = new ScriptedCommand();
        using var workspace = await LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions
            {
                PulumiCommand = command,
                PulumiHome = "/home/of/pulumi",
                WorkDir = _folder,
                EnvironmentVariables = new Dictionary<string, string?> { ["A"] = "1", ["B"] = null },
            }
        );

        await workspace.ChangeSecretsProviderAsync(
            "dev",
            "passphrase",
            new SecretsProviderOptions { NewPassphrase = "p" }
        );

        var call = Assert.Single(command.Calls);
        Assert.Equal(
            ("/home/of/pulumi", "1", null),
            (call.Variables["PULUMI_HOME"], call.Variables["A"], call.Variables["B"])
        );
        Assert.Equal((_folder, "p"), (call.Folder, call.Input));
        Assert.Equal("3.220.0", workspace.PulumiVersion);
    }

    [Fact]
    public async Task A_folder_of_its_own_goes_away_with_the_workspace()
    {
        var workspace = await LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions { PulumiCommand = new ScriptedCommand() }
        );
        Assert.True(Directory.Exists(workspace.WorkDir));

        workspace.Dispose();

        Assert.False(Directory.Exists(workspace.WorkDir));
    }

    private Task<LocalWorkspace> OpenAsync(ScriptedCommand command, ProjectSettings? settings = null) =>
        LocalWorkspace.CreateAsync(
            new LocalWorkspaceOptions
            {
                PulumiCommand = command,
                WorkDir = _folder,
                ProjectSettings = settings,
            }
        );
}
