namespace CustomerLake.Environments;

/// <summary>Something could not be done to an environment: what, to which, and the way out.</summary>
public sealed class EnvironmentException(FailureReason reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public FailureReason Reason { get; } = reason;
}

public enum FailureReason
{
    /// <summary>A step, the program or the command failed.</summary>
    Failed,

    /// <summary>There is no such environment, or its name is none.</summary>
    Unknown,

    /// <summary>Another update holds its lock.</summary>
    Busy,

    /// <summary>No changes were expected.</summary>
    Changed,
}
