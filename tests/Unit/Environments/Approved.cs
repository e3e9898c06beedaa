using System.Runtime.CompilerServices;

namespace CustomerLake.Tests.Unit.Environments;

/// <summary>Approved texts beside the tests. <c>LAKE_APPROVE=1</c> writes them anew; look at the difference before committing.</summary>
internal static class Approved
{
    public static string Text(string name, string actual, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, name);
        if (Environment.GetEnvironmentVariable("LAKE_APPROVE") == "1")
        {
            File.WriteAllText(file, actual);
        }

        return File.ReadAllText(file);
    }
}
