namespace CustomerLake.Infra;

/// <summary>Texts that travel inside the program: job scripts and SQL.</summary>
internal static class ProgramText
{
    /// <param name="name">The file's name, such as <c>Kpis.sql</c>.</param>
    public static string Read(string name)
    {
        using var stream =
            typeof(ProgramText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
