namespace CustomerLake.Cli;

/// <summary>Something the user can put right: what happened to which thing, and what to do. Ends the program with 1.</summary>
internal sealed class UserException(string what, string? whatToDo = null, Exception? inner = null)
    : Exception(whatToDo is null ? what : $"{what} {whatToDo}", inner);
