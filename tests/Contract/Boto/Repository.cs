using System.Runtime.CompilerServices;

namespace CustomerLake.Tests.Contract.Boto;

/// <summary>Where the sources of these tests lie.</summary>
internal static class Repository
{
    public static string Root { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    private static string Here([CallerFilePath] string path = "") => path;
}
