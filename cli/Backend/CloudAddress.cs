using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace CustomerLake.Cli.Backend;

/// <summary>The note that a serving local cloud leaves in its state folder, for other commands to find it.</summary>
internal sealed record CloudAddress(Uri Endpoint, Uri Console, string Secret, int ProcessId)
{
    private const string FileName = "address.json";

    /// <summary>The address of the cloud that serves this state folder now; null when none does.</summary>
    public static CloudAddress? Find(string stateFolder)
    {
        var path = Path.Combine(stateFolder, FileName);
        try
        {
            var address = File.Exists(path) ? JsonSerializer.Deserialize<CloudAddress>(File.ReadAllText(path)) : null;
            return address is not null && IsAlive(address) ? address : null;
        }
        catch (JsonException)
        {
            // Cut short by a crash; whoever serves next writes it anew.
            return null;
        }
    }

    public void Write(string stateFolder)
    {
        var path = Path.Combine(stateFolder, FileName);
        using var file = new FileStream(
            path + ".new",
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }
        );
        JsonSerializer.Serialize(file, this);
        file.Dispose();
        File.Move(path + ".new", path, overwrite: true);
    }

    public static void Remove(string stateFolder) => File.Delete(Path.Combine(stateFolder, FileName));

    private static bool IsAlive(CloudAddress address)
    {
        try
        {
            using var process = Process.GetProcessById(address.ProcessId);
            using var socket = new TcpClient();
            socket.Connect(address.Endpoint.Host, address.Endpoint.Port);
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or SocketException)
        {
            return false;
        }
    }
}
