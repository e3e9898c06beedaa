using System.Text.RegularExpressions;

namespace Pulumi.Automation.Commands.Exceptions;

/// <summary>A command that ended with a code other than zero.</summary>
public partial class CommandException : Exception
{
    internal CommandException(CommandResult result)
        : this(nameof(CommandException), result) { }

    internal CommandException(string name, CommandResult result)
        : base(result.ToString()) => Name = name;

    public string Name { get; }

    /// <summary>The kind of failure, told from what the command wrote to standard error.</summary>
    internal static CommandException CreateFromResult(CommandResult result) =>
        result.StandardError switch
        {
            var error when NoSuchStack().IsMatch(error) => new StackNotFoundException(result),
            var error when StackExists().IsMatch(error) => new StackAlreadyExistsException(result),
            var error when IsLocked(error) => new ConcurrentUpdateException(result),
            _ => new CommandException(result),
        };

    private static bool IsLocked(string error) =>
        error.Contains("[409] Conflict: Another update is currently in progress.", StringComparison.Ordinal)
        || error.Contains("the stack is currently locked by", StringComparison.Ordinal);

    [GeneratedRegex("no stack named.*found")]
    private static partial Regex NoSuchStack();

    [GeneratedRegex("stack.*already exists")]
    private static partial Regex StackExists();
}

public class StackNotFoundException : CommandException
{
    internal StackNotFoundException(CommandResult result)
        : base(nameof(StackNotFoundException), result) { }
}

public class StackAlreadyExistsException : CommandException
{
    internal StackAlreadyExistsException(CommandResult result)
        : base(nameof(StackAlreadyExistsException), result) { }
}

public sealed class ConcurrentUpdateException : CommandException
{
    internal ConcurrentUpdateException(CommandResult result)
        : base(nameof(ConcurrentUpdateException), result) { }
}
