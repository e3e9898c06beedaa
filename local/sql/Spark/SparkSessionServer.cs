using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CustomerLake.Local.Sql.Catalog;
using CustomerLake.Local.Sql.Storage;
using CustomerLake.Local.Sql.Worker;

namespace CustomerLake.Local.Sql.Spark;

/// <summary>What a Spark session is given.</summary>
public sealed record SparkSessionOptions
{
    public required ISqlCatalog Catalog { get; init; }

    public required ISqlStorage Storage { get; init; }

    /// <summary>A private folder for sockets and spilling; made if absent, emptied by its owner.</summary>
    public required string ScratchFolder { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Settings the session starts with (<c>spark.sql.session.timeZone</c>, …).</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// The session behind a Python script's <c>SparkSession</c>. A job runner starts one per run on a Unix socket and hands
/// the script <see cref="SocketPath"/> and <see cref="Token"/> as <c>LAKE_SQL_SOCKET</c> and <c>LAKE_SQL_TOKEN</c>; a
/// script outside any job spawns one and talks to it over standard input and output.
/// </summary>
public sealed class SparkSessionServer : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    private SparkSessionServer(Socket listener, string path, string token, SparkSessionOptions options)
    {
        (_listener, SocketPath, Token) = (listener, path, token);
        _serving = AcceptAsync(options);
    }

    /// <summary>The Unix socket, in a folder that only this user may enter.</summary>
    public string SocketPath { get; }

    /// <summary>The secret that the first message must bring.</summary>
    public string Token { get; }

    /// <summary>Opens the socket; the session itself begins when Python connects.</summary>
    public static SparkSessionServer Start(SparkSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Unix socket paths are limited to about a hundred bytes, so the folder is a short one of its own.
        var folder = Directory.CreateTempSubdirectory("lk").FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var path = Path.Combine(folder, "sql");
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(4);
        return new SparkSessionServer(
            listener,
            path,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            options
        );
    }

    /// <summary>Serves one session over two streams until the input ends.</summary>
    public static async Task ServeAsync(
        Stream input,
        Stream output,
        SparkSessionOptions options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        using var frames = new JsonFrames(input, output);
        await ServeAsync(frames, options, cancellationToken);
    }

    private static async Task ServeAsync(
        JsonFrames frames,
        SparkSessionOptions options,
        CancellationToken cancellationToken
    )
    {
        Directory.CreateDirectory(options.ScratchFolder);
        var engine = new Session.Engine(options.ScratchFolder);
        var state = new Session.SessionState(options.Catalog, options.Storage, engine, options.TimeProvider);
        foreach (var (key, value) in options.Settings)
        {
            state.Settings.Set(key, value);
        }

        using var conversation = new Session.SparkConversation(state, frames, cancellationToken);
        await conversation.RunAsync();
    }

    private async Task AcceptAsync(SparkSessionOptions options)
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                sessions.Add(Task.Run(() => ConverseAsync(socket, options), _stop.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(sessions)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task ConverseAsync(Socket socket, SparkSessionOptions options)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var frames = new JsonFrames(stream, stream);
        using (var hello = await frames.ReadAsync(_stop.Token))
        {
            var given =
                hello?.RootElement.TryGetProperty("token", out var token) == true ? token.GetString() ?? "" : "";
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Token)))
            {
                return;
            }
        }

        try
        {
            await ServeAsync(frames, options, _stop.Token);
        }
        catch (IOException)
        {
            // Python ended in the middle of a message: its run is over, whoever ended it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
        Directory.Delete(Path.GetDirectoryName(SocketPath)!, recursive: true);
    }
}
