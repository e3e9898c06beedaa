using CustomerLake.Cli;
using CustomerLake.Cli.Output;
using CustomerLake.Environments;
using CustomerLake.Harness;
using CustomerLake.Local.Sql.Worker;

const int Failed = 1;
const int Misuse = 2;

// A worker is started for a query or a job and must be there at once: nothing else is set up first.
if (args is ["sql-worker", .. var workerArguments])
{
    return await SqlWorkerProgram.RunAsync(workerArguments);
}

try
{
    var parsed = LakeCli.Make(LakePaths.Find()).Parse(args);
    if (parsed.Errors.Count > 0)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine($"lake: {ParseFault.InWords(error.Message)}");
        }

        Console.Error.WriteLine("`lake help` tells the verbs, `lake VERB --help` a verb's options.");
        return Misuse;
    }

    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (MisuseException misuse)
{
    Console.Error.WriteLine($"lake: {misuse.Message}");
    return Misuse;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("lake: stopped.");
    return Failed;
}
catch (Exception fault)
    when (fault
            is UserException
                or EnvironmentException
                or StageException
                or QueryFailedException
                or InvalidDataException
    )
{
    // What the user can put right is told as it is; anything else is a bug and keeps its stack trace.
    Console.Error.WriteLine($"lake: {fault.Message}");
    return Failed;
}
