using CustomerLake.Environments.Changes;

namespace CustomerLake.Environments;

/// <summary>What happens while an operation runs.</summary>
public abstract record EnvironmentProgress
{
    private EnvironmentProgress() { }

    /// <summary>A line of the command, as it would stand in a terminal.</summary>
    public sealed record Line(string Text, bool IsError) : EnvironmentProgress;

    /// <summary>A resource's step began or ended.</summary>
    public sealed record Step(ResourceChange Change, StepState State) : EnvironmentProgress;

    /// <summary>The engine or a resource has something to say.</summary>
    public sealed record Message(string Severity, string Text) : EnvironmentProgress;
}

public enum StepState
{
    Begun,
    Done,
    Failed,
}
