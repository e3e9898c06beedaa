using CustomerLake.Cli;

namespace CustomerLake.Tests.Unit.Sources;

/// <summary>A source file of the checkout, ours to keep in order.</summary>
/// <param name="Path">From the checkout's root.</param>
/// <param name="Lines">As they are.</param>
internal sealed record SourceFile(string Path, string[] Lines)
{
    private static readonly string[] _extensions = [".cs", ".py", ".sh", ".js"];
    private static readonly string[] _notSources = ["bin", "obj", "node_modules"];

    /// <summary>Two folders below <c>local</c> and <c>tests</c> are two rooms; elsewhere the first folder is one.</summary>
    public string Room =>
        Path.Split('/') switch
        {
            ["local" or "tests", var room, ..] parts when parts.Length > 2 => $"{parts[0]}/{room}",
            var parts => parts[0],
        };

    public static IReadOnlyList<SourceFile> All { get; } =
    [
        .. Below(new DirectoryInfo(Checkout.Root))
            .Select(file => new SourceFile(
                System.IO.Path.GetRelativePath(Checkout.Root, file.FullName).Replace('\\', '/'),
                File.ReadAllLines(file.FullName)
            ))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>What is built, and what hides behind a dot, is nobody's source.</summary>
    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Where(file => _extensions.Contains(file.Extension) || (file.Name == "lake" && file.Extension.Length == 0))
            .Concat(
                folder
                    .EnumerateDirectories()
                    .Where(child => child.Name[0] != '.' && !_notSources.Contains(child.Name))
                    .SelectMany(Below)
            );
}
