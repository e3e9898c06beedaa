namespace CustomerLake.Cli;

/// <summary>The command line asks for something that it does not say. Ends the program with 2.</summary>
internal sealed class MisuseException(string message) : Exception(message);
