using System.Net;
using CustomerLake.Local.Cloud.Console;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Kms;
using CustomerLake.Local.Cloud.Services.S3;
using CustomerLake.Local.Cloud.Services.Sts;
using CustomerLake.Local.Cloud.Storage;
using CustomerLake.Local.Sql.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerLake.Local.Cloud;

/// <summary>
/// An AWS endpoint on one loopback port. <see cref="StartAsync"/> serves until <see cref="DisposeAsync"/>.
/// </summary>
/// <remarks>
/// A service is added so: a folder <c>Services/Name/</c> with <c>NameService : IAwsService</c> (signing name, protocol,
/// one row an operation), classes for its resources, records for its messages, its errors; then one line in
/// <see cref="CloudServices"/>. A service is built on <see cref="CloudState"/> (<c>state.Table&lt;T&gt;("glue-table")</c> keeps
/// records by scope and key) and calls other services' domain classes, made above the list, in process. Messages are
/// read strictly: an undeclared member is refused by name, one that is accepted without effect carries
/// <see cref="IgnoredAttribute"/> and the reason. The rows and records make the fidelity ledger (docs/fidelity.md).
/// </remarks>
public sealed class CloudServer : IAsyncDisposable
{
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(5);
    private readonly WebApplication _app;
    private readonly CloudState _state;
    private readonly IQueryExecutor _engine;
    private readonly CloudServices _services;
    private readonly CancellationTokenSource _stopping = new();

    private CloudServer(CloudOptions options)
    {
        var logger = options.LoggerFactory.CreateLogger("CustomerLake.Cloud");
        _state = new CloudState(options, logger.Bug);
        try
        {
            var sessions = new Sessions(_state);
            var keys = new Keys(_state);
            var store = new ObjectStore(_state, keys);
            if (store.SweptFiles > 0)
            {
                logger.Swept(store.SweptFiles);
            }
            _engine = Engine(options);
            (_engine as WorkerPool)?.Prewarm();
            _services = new CloudServices(_state, sessions, keys, store, _engine);
            var console = new ConsoleSite(_services.ToConsole(_state));
            var edge = new HttpEdge(
                new Dispatcher(
                    _services.All,
                    new Authenticator(sessions.Find, options.Time),
                    options.OnCall ?? (_ => { }),
                    logger.Bug
                ),
                _state.Ids,
                logger
            );
            _app = Build(options);
            _app.Run(context =>
                context.Connection.LocalPort == ConsoleEndpoint.Port
                    ? console.HandleAsync(context, _stopping.Token)
                    : edge.HandleAsync(context, _stopping.Token)
            );
        }
        catch
        {
            _state.Abandon();
            throw;
        }
    }

    /// <summary>Such as <c>http://127.0.0.1:4566</c>.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>The console's own origin.</summary>
    public Uri ConsoleEndpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>The secret that goes with every account id as the access key id.</summary>
    public string RootSecret => _state.RootSecret;

    /// <summary>Every service with its operations: for the ledger and the tests.</summary>
    internal IReadOnlyList<IAwsService> Services => _services.All;

    /// <exception cref="ArgumentException">The options contradict themselves; all faults are told.</exception>
    /// <exception cref="IOException">A port is in use, or another server has the state folder.</exception>
    public static async Task<CloudServer> StartAsync(
        CloudOptions options,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var server = new CloudServer(options);
        try
        {
            await server._app.StartAsync(cancellationToken);
            var addresses = server
                ._app.Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.ToList();
            server.Endpoint = new Uri(addresses[0]);
            server.ConsoleEndpoint = new Uri(addresses[1]);
            server._state.Endpoint = server.Endpoint;
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using (var deadline = new CancellationTokenSource(StopDeadline, _state.Time))
        {
            await _app.StopAsync(deadline.Token);
        }

        await _app.DisposeAsync();
        await _state.DisposeAsync();
        if (_engine is IAsyncDisposable pool)
        {
            await pool.DisposeAsync();
        }

        _stopping.Dispose();
    }

    /// <summary>With a command for workers each query has a process of its own, which a crash or a runaway costs alone.</summary>
    private static IQueryExecutor Engine(CloudOptions options) =>
        options.SqlWorkers is { } command
            ? new WorkerPool(new WorkerPoolOptions { Command = command })
            : new DuckDbExecutor(DuckDbLimits.Default);

    private static WebApplication Build(CloudOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            // Signatures cover bytes, whatever encoding a client thought of.
            kestrel.RequestHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => System.Text.Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Listen(IPAddress.Loopback, options.ConsolePort);
        });
        // Signals belong to the program around this server: it decides when to dispose it.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    /// <summary>S3's largest single upload (5 GiB), with room for the framing of its chunks.</summary>
    private const long LargestBody = (5L * 1024 + 64) * 1024 * 1024;

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
