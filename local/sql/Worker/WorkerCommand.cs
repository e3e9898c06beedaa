using System.Diagnostics;

namespace CustomerLake.Local.Sql.Worker;

/// <summary>The executable that has the verb <c>sql-worker</c>.</summary>
/// <param name="FileName">The executable's path, or <c>dotnet</c>.</param>
/// <param name="Arguments">Up to and including the verb: <c>sql-worker</c>, after <c>exec path/to.dll</c> if the file is <c>dotnet</c>.</param>
public sealed record WorkerCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Starts a worker that is spoken to over its standard input and output.</summary>
    internal Process Start(params IReadOnlyList<string> kind)
    {
        var start = new ProcessStartInfo(FileName, [.. Arguments, .. kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        return Process.Start(start)
            ?? throw new InvalidOperationException($"The SQL worker '{FileName}' did not start.");
    }
}
