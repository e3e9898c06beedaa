namespace CustomerLake.Cli;

/// <summary>Where things lie: the checkout this program was built from, and all state in one folder.</summary>
/// <param name="State"><c>.lake</c> of the checkout, unless <c>LAKE_STATE</c> says otherwise.</param>
internal sealed record LakePaths(string Root, string State)
{
    public string CloudState => Path.Combine(State, "cloud");

    public string PulumiState => Path.Combine(State, "pulumi");

    public string Work => Path.Combine(State, "work");

    public string SampleData => Path.Combine(Root, "samples", "data");

    public string Contracts => Path.Combine(Root, "samples", "contracts");

    public string GlueRuntime => Path.Combine(Root, "local", "glue-runtime");

    /// <summary>Found from the program's own place, so that every verb works from any directory.</summary>
    public static LakePaths Find()
    {
        var root =
            Checkout.Find()
            ?? throw new UserException(
                $"'{AppContext.BaseDirectory}' is not inside a Customer Lake checkout.",
                "Run ./lake of a checkout."
            );
        var elsewhere = Environment.GetEnvironmentVariable("LAKE_STATE");
        return new LakePaths(
            root,
            string.IsNullOrEmpty(elsewhere) ? Path.Combine(root, ".lake") : Path.GetFullPath(elsewhere)
        );
    }
}
