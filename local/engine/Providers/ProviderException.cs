namespace CustomerLake.Local.Engine.Providers;

/// <summary>How certain it is that nothing was changed: after a plain error the state may be corrupt.</summary>
public enum ProviderErrorCode
{
    Unknown,
    InvalidArgument,
    NotFound,
    AlreadyExists,
    FailedPrecondition,
    ResourceExhausted,
    Unavailable,
    Unimplemented,
    Cancelled,
}

/// <summary>A provider call failed; the message is shown to the user as it is.</summary>
public sealed class ProviderException : Exception
{
    public ProviderException(string message, ProviderErrorCode code = ProviderErrorCode.Unknown)
        : base(message) => Code = code;

    public ProviderException(string message, Exception inner, ProviderErrorCode code = ProviderErrorCode.Unknown)
        : base(message, inner) => Code = code;

    public ProviderErrorCode Code { get; }
}
