using Amazon.Runtime;
using CustomerLake.Harness;
using CustomerLake.Local.Cloud;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Cli.Backend;

/// <summary>The local cloud of a command: the one that serves the state folder already, or one of its own until disposed.</summary>
internal sealed class CloudConnection : IAsyncDisposable
{
    /// <summary>The key id of the account 000000000000.</summary>
    public const string AccessKey = "test";

    /// <summary>Queries and jobs run in processes of this program: a runaway or a crash costs that one only.</summary>
    public static WorkerCommand SqlWorkers { get; } =
        new(Path.Combine(AppContext.BaseDirectory, "lake"), ["sql-worker"]);

    private readonly CloudServer? _own;
    private readonly string _stateFolder;

    private CloudConnection(string stateFolder, CloudAddress address, CloudServer? own)
    {
        _stateFolder = stateFolder;
        Address = address;
        _own = own;
    }

    public CloudAddress Address { get; }

    public bool IsOwn => _own is not null;

    public AwsTarget Target(string region) =>
        new(region, Address.Endpoint, new BasicAWSCredentials(AccessKey, Address.Secret));

    public static async Task<CloudConnection> OpenAsync(LakePaths paths, CancellationToken cancellationToken)
    {
        if (CloudAddress.Find(paths.CloudState) is { } running)
        {
            return new CloudConnection(paths.CloudState, running, null);
        }

        return await ServeAsync(
            new CloudOptions
            {
                StateFolder = paths.CloudState,
                GlueRuntimeFolder = paths.GlueRuntime,
                SqlWorkers = SqlWorkers,
            },
            cancellationToken
        );
    }

    /// <exception cref="UserException">The port or the state folder is taken.</exception>
    public static async Task<CloudConnection> ServeAsync(CloudOptions options, CancellationToken cancellationToken)
    {
        CloudServer server;
        try
        {
            server = await CloudServer.StartAsync(options, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            throw new UserException($"The local cloud did not start: {fault.Message}", inner: fault);
        }

        var address = new CloudAddress(
            server.Endpoint,
            server.ConsoleEndpoint,
            server.RootSecret,
            Environment.ProcessId
        );
        try
        {
            address.Write(options.StateFolder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await server.DisposeAsync();
            throw new UserException($"The local cloud could not note its address: {fault.Message}", inner: fault);
        }

        return new CloudConnection(options.StateFolder, address, server);
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            CloudAddress.Remove(_stateFolder);
            await _own.DisposeAsync();
        }
    }
}
