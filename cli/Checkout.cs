namespace CustomerLake.Cli;

/// <summary>The checkout that this program was built from, found from the program's own place.</summary>
internal static class Checkout
{
    private const string Mark = "CustomerLake.slnx";

    /// <summary>Null where the program was copied out of its checkout.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Mark)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <exception cref="InvalidOperationException">The program was copied out of its checkout.</exception>
    public static string Root { get; } =
        Find() ?? throw new InvalidOperationException($"'{AppContext.BaseDirectory}' is not inside a checkout.");
}
