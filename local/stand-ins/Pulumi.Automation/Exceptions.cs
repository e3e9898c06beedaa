using Pulumi.Automation.Events;

namespace Pulumi.Automation.Exceptions;

/// <summary>The engine did not say what it must.</summary>
public class MissingExpectedEventException : Exception
{
    internal MissingExpectedEventException(string name, string? message)
        : base(message) => Name = name;

    public string Name { get; }
}

public sealed class NoSummaryEventException : MissingExpectedEventException
{
    internal NoSummaryEventException(string? message)
        : base(nameof(SummaryEvent), message) { }
}

/// <summary>The folder already holds other project settings than those given.</summary>
public class ProjectSettingsConflictException : Exception
{
    internal ProjectSettingsConflictException(string settingsFileLocation)
        : base(
            $"Custom {nameof(ProjectSettings)} passed in code conflict with settings found on disk: {settingsFileLocation}"
        ) => SettingsFileLocation = settingsFileLocation;

    public string SettingsFileLocation { get; }
}
