namespace CustomerLake.Tests.Unit.Engine;

/// <summary>Files of the repository that tests read: recordings, documents.</summary>
internal static class RepositoryFolder
{
    public static string Path(params string[] parts)
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            if (File.Exists(System.IO.Path.Combine(at, "CustomerLake.slnx")))
            {
                return System.IO.Path.Combine([at, .. parts]);
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
