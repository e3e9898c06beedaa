namespace CustomerLake.Local.Cloud.Services.Athena.Ddl;

/// <summary>A statement that Athena itself refuses while it runs, with a sentence and no error name.</summary>
internal sealed class StatementRefused(string message) : Exception(message);
