using System.Globalization;
using Amazon.Runtime;
using CustomerLake.Local.Cloud;

namespace CustomerLake.Tests.Contract;

/// <summary>
/// A local cloud in this process, on a free port, with a state folder of its own, for the tests of one class. Each test
/// takes an account of its own, so that none sees what another made.
/// </summary>
public sealed class CloudFixture : IAsyncLifetime
{
    public const string Region = "eu-central-1";
    private readonly string _folder = Directory.CreateTempSubdirectory("cloud-").FullName;
    private CloudServer? _server;
    private long _accounts = 200_000_000_000;

    public CloudServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public string Endpoint => Server.Endpoint.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync() =>
        _server = await CloudServer.StartAsync(new CloudOptions { StateFolder = Path.Combine(_folder, "state") });

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    public string NewAccount() => Interlocked.Increment(ref _accounts).ToString(CultureInfo.InvariantCulture);

    public BasicAWSCredentials Credentials(string account) => new(account, Server.RootSecret);

    /// <summary>Points a client's configuration here.</summary>
    public TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = Endpoint;
        config.AuthenticationRegion = Region;
        config.MaxErrorRetry = 0;
        return config;
    }
}
