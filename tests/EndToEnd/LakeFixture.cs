using CustomerLake.Cli;
using CustomerLake.Cli.Backend;
using CustomerLake.Environments;
using CustomerLake.Harness;
using CustomerLake.Harness.Records;

namespace CustomerLake.Tests.EndToEnd;

/// <summary>A local cloud with the dev environment up, for tests that run data through it again and again.</summary>
public sealed class LakeFixture : IAsyncLifetime
{
    private readonly string _state = Directory.CreateTempSubdirectory("lake-state-").FullName;
    private LakePaths? _paths;
    private LocalBackend? _backend;
    private LakeOutputs? _outputs;

    public string SampleData => Paths.SampleData;

    public LakeOutputs Outputs => _outputs ?? throw new InvalidOperationException("The environment is not up.");

    public AwsTarget Target => Backend.Cloud.Target(Outputs.Region);

    private LakePaths Paths => _paths ?? throw new InvalidOperationException("The environment is not up.");

    private LocalBackend Backend => _backend ?? throw new InvalidOperationException("The environment is not up.");

    public async ValueTask InitializeAsync()
    {
        _paths = LakePaths.Find() with { State = _state };
        _backend = await LocalBackend.OpenAsync(_paths, TestContext.Current.CancellationToken);
        await LakeEnvironment.UpAsync("dev", _backend.Options(), TestContext.Current.CancellationToken);
        _outputs = await _backend.OutputsAsync("dev", TestContext.Current.CancellationToken);
    }

    /// <summary>Runs the seven stages on a folder; raw holds nothing else afterwards.</summary>
    public Task<RunRecord> RunAsync(
        string dataFolder,
        DateOnly? from = null,
        DateOnly? to = null,
        bool replaceRaw = true
    ) =>
        PipelineHarness.RunAsync(
            new HarnessOptions
            {
                Stack = "dev",
                Target = Target,
                Outputs = Outputs,
                DataFolder = dataFolder,
                ContractsFolder = Paths.Contracts,
                ReplaceRaw = replaceRaw,
                From = from,
                To = to,
            },
            TestContext.Current.CancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }

        Directory.Delete(_state, recursive: true);
    }
}
