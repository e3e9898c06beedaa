using Pulumi.Automation.Commands.Exceptions;

namespace CustomerLake.Environments;

/// <summary>
/// Words for a command that failed. The API gives no more than the exception's class and the text of both streams:
/// errors before the engine starts stand on standard error, those of an operation under <c>Diagnostics:</c> on standard output.
/// </summary>
internal static class Failure
{
    private const string Output = "\nstdout: ";
    private const string Error = "\nstderr: ";
    private const string ErrorPrefix = "error:";
    private const string BadState = "failed to load checkpoint";
    private const string BadJson = "looking for beginning of value";

    /// <param name="errors">What the engine's events said, with the names of the resources; better than the text.</param>
    public static EnvironmentException Of(
        CommandException failure,
        string stack,
        string done,
        IReadOnlyList<string> errors
    )
    {
        var said = errors.Count > 0 ? [.. errors.Where(e => !IsSummary(e)).Distinct()] : ErrorsIn(failure.Message);
        return failure switch
        {
            StackNotFoundException => new EnvironmentException(
                FailureReason.Unknown,
                $"There is no environment '{stack}' yet. `lake up -s {stack}` makes it.",
                failure
            ),
            ConcurrentUpdateException => new EnvironmentException(
                FailureReason.Busy,
                $"Environment '{stack}' was not {done}: another update holds its lock. Wait for it to end; if it is no more, "
                    + $"`lake cancel -s {stack}` frees the lock.\n{string.Join('\n', said)}",
                failure
            ),
            _ when failure.Message.Contains("no changes were expected", StringComparison.Ordinal) =>
                new EnvironmentException(
                    FailureReason.Changed,
                    $"Environment '{stack}' would change, and no changes were expected.",
                    failure
                ),
            _ when said.Any(line => line.StartsWith(BadState, StringComparison.Ordinal)) => new EnvironmentException(
                FailureReason.Failed,
                $"Environment '{stack}' was not {done}:\n{Indented(said)}\nNothing was touched. The state before lies beside the "
                    + $"stack's file as '.bak', and those before it in the folder 'backups'.",
                failure
            ),
            _ when said.All(line => line.EndsWith(BadJson, StringComparison.Ordinal)) => new EnvironmentException(
                FailureReason.Busy,
                $"Environment '{stack}' was not {done}: a file in the folder 'locks' is damaged:\n{Indented(said)}\n"
                    + $"If no other update runs, `lake cancel -s {stack}` removes it.",
                failure
            ),
            _ => new EnvironmentException(
                FailureReason.Failed,
                $"Environment '{stack}' was not {done}:\n{Indented(said)}",
                failure
            ),
        };
    }

    /// <summary>A command that is about no stack alone.</summary>
    public static EnvironmentException OfProject(CommandException failure, string what) =>
        new(FailureReason.Failed, $"{what}:\n{Indented(ErrorsIn(failure.Message))}", failure);

    private static string Indented(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"  {line}"));

    /// <summary>The lines that begin with <c>error:</c>, standard error first; all of it where there is none.</summary>
    private static List<string> ErrorsIn(string message)
    {
        var (output, error) = Streams(message);
        var lines = error.Split('\n').Concat(output.Split('\n')).Select(line => line.Trim()).ToList();
        List<string> errors =
        [
            .. lines
                .Where(line => line.StartsWith(ErrorPrefix, StringComparison.Ordinal))
                .Select(line => line[ErrorPrefix.Length..].Trim())
                .Where(line => !IsSummary(line))
                .Distinct(),
        ];
        return errors.Count > 0 ? errors : [.. lines.Where(line => line.Length > 0)];
    }

    private static (string Output, string Error) Streams(string message)
    {
        var error = message.LastIndexOf(Error, StringComparison.Ordinal);
        var output = message.IndexOf(Output, StringComparison.Ordinal);
        return error < 0 || output < 0 || output > error
            ? ("", message)
            : (message[(output + Output.Length)..error], message[(error + Error.Length)..]);
    }

    /// <summary>What says no more than that something failed.</summary>
    private static bool IsSummary(string line) => line is "update failed" or "preview failed" or "destroy failed";
}
