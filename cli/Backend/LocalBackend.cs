using CustomerLake.Environments;
using CustomerLake.Harness;
using CustomerLake.Infra;
using CustomerLake.Local.Engine;
using CustomerLake.Local.Engine.Display.Live;
using CustomerLake.Local.Engine.Programs.InProcess;
using CustomerLake.Local.Engine.Providers.Aws;
using CustomerLake.Local.Engine.State;
using Pulumi.Automation.Commands;

namespace CustomerLake.Cli.Backend;

/// <summary>The embedded engine over the local cloud: what <c>environments</c> is handed instead of the pulumi CLI.</summary>
internal sealed class LocalBackend : IAsyncDisposable
{
    /// <summary>Local stacks keep no secrets in their config, so nothing depends on it; Pulumi insists on having one.</summary>
    private const string PassphraseVariable = "PULUMI_CONFIG_PASSPHRASE";
    private const string PassphraseFileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    /// <summary>That of a user who names none: what it hides stays on this machine.</summary>
    private const string Passphrase = "local";

    private readonly LakePaths _paths;
    private readonly Dictionary<string, string?> _variables;
    private readonly PulumiCommand _engine;

    private LocalBackend(LakePaths paths, CloudConnection cloud, StateFiles files, ILiveScreen? screen)
    {
        _paths = paths;
        Cloud = cloud;
        _variables = new Dictionary<string, string?>
        {
            ["AWS_ENDPOINT_URL"] = cloud.Address.Endpoint.ToString(),
            ["AWS_ACCESS_KEY_ID"] = CloudConnection.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = cloud.Address.Secret,
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            [PassphraseVariable] = Environment.GetEnvironmentVariable(PassphraseVariable),
            [PassphraseFileVariable] = Environment.GetEnvironmentVariable(PassphraseFileVariable),
            ["PULUMI_ERROR_OUTPUT_STRING"] = "true",
        };
        if (_variables[PassphraseVariable] is null && _variables[PassphraseFileVariable] is null)
        {
            _variables[PassphraseVariable] = Passphrase;
        }

        // Output.ToString asks the process, not the command: an output that leaks into text must be seen.
        Environment.SetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", "true");
        _engine = new EmbeddedPulumi(
            new EmbeddedPulumiOptions
            {
                StateFolder = paths.PulumiState,
                Files = files,
                Screen = screen,
                Packages = [AwsPackage.Create(new AwsPackageOptions { Environment = _variables.GetValueOrDefault })],
                Runner = new InProcessProgramRunner(options => new LakeStack(options)),
            }
        );
    }

    public CloudConnection Cloud { get; }

    /// <param name="files">The writer of the engine's state; a test's crashes.</param>
    /// <param name="screen">Where a person watches; null for none.</param>
    public static async Task<LocalBackend> OpenAsync(
        LakePaths paths,
        CancellationToken cancellationToken,
        StateFiles? files = null,
        ILiveScreen? screen = null
    ) => new(paths, await CloudConnection.OpenAsync(paths, cancellationToken), files ?? new StateFiles(), screen);

    public EnvironmentOptions Options(OperationFlags? flags = null, IProgress<EnvironmentProgress>? progress = null) =>
        new()
        {
            PulumiCommand = _engine,
            ProjectFolder = _paths.Root,
            WorkFolder = _paths.Work,
            Flags = flags ?? new OperationFlags(),
            Progress = progress,
            EnvironmentVariables = _variables,
        };

    /// <summary>The outputs of a stack that is up.</summary>
    /// <exception cref="EnvironmentException">There is no such stack.</exception>
    public async Task<LakeOutputs> OutputsAsync(string stack, CancellationToken cancellationToken)
    {
        var outputs = await LakeEnvironment.OutputsAsync(stack, Options(), cancellationToken);
        return outputs.Count > 0
            ? LakeOutputs.From(outputs)
            : throw new UserException($"Environment '{stack}' is empty.", $"`lake up -s {stack}` fills it.");
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
